/* SPDX-License-Identifier: EUPL-1.2 */
/* Of the format (APPNOTE 6.3) only what office programs write: one disk, no zip64, stored or deflated. */
#include "filecheck/zipcheck.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "filecheck/fault.h"

#define END_BYTES 22
#define CENTRAL_BYTES 46
#define LOCAL_BYTES 30
#define DESCRIPTOR_MAX_BYTES 24
#define FLAG_ENCRYPTED 0x2041u /* whole, strong, or masked heads */
#define FLAG_DESCRIPTOR 0x0008u
#define STORED 0
#define DEFLATED 8

struct entry {
    const unsigned char *name;
    unsigned name_length, flags, method;
    uint32_t packed, unpacked;
    size_t offset;     /* of its own head */
    size_t data, end;  /* of its bytes */
};

struct zip {
    const unsigned char *data;
    size_t size;
    size_t directory; /* where the central directory starts */
    struct entry *entries;
    size_t count;
};

static unsigned
u16(const unsigned char *at)
{
    return (unsigned)at[0] | (unsigned)at[1] << 8;
}

static uint32_t
u32(const unsigned char *at)
{
    return (uint32_t)u16(at) | (uint32_t)u16(at + 2) << 16;
}

static bool
is_at(const struct zip *zip, size_t offset, const char *signature)
{
    return memcmp(zip->data + offset, signature, 4) == 0;
}

/* Names that climb out of a folder, or that two programs read differently, are refused. */
static bool
name_ok(const struct entry *entry)
{
    const char *name = (const char *)entry->name;
    size_t length = entry->name_length;

    if (length == 0 || length > 1024 || name[0] == '/' || !utf8_valid(name, length) ||
        !utf8_clean_line(name, length) || memchr(name, '\\', length) != NULL)
        return false;
    for (size_t i = 0; i + 1 < length; i++)
        if (name[i] == '.' && name[i + 1] == '.' && (i == 0 || name[i - 1] == '/') &&
            (i + 2 == length || name[i + 2] == '/'))
            return false;
    return true;
}

static bool
sizes_ok(const struct entry *entry)
{
    if (entry->packed == UINT32_MAX || entry->unpacked == UINT32_MAX)
        return false;
    if (entry->method == STORED)
        return entry->packed == entry->unpacked;
    return entry->method == DEFLATED;
}

/* The comment behind the end record, if it is text: programs write their name there. */
static bool
is_comment(const unsigned char *comment, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (comment[i] < '\t' || (comment[i] > '\r' && comment[i] < 0x20) || comment[i] == 0x7f)
            return false;
    return true;
}

/* Where the end record stands: at the very end, or before its comment; SIZE_MAX where there is none. */
static size_t
find_end(const struct zip *zip)
{
    size_t last = zip->size - END_BYTES;

    for (size_t comment = 0; comment <= last && comment <= UINT16_MAX; comment++)
        if (is_at(zip, last - comment, "PK\5\6"))
            return u16(zip->data + last - comment + 20) == comment &&
                           is_comment(zip->data + zip->size - comment, comment)
                       ? last - comment
                       : SIZE_MAX;
    return SIZE_MAX;
}

/* The directory stands right before the end record. */
static enum err_code
read_end(struct zip *zip, size_t *end, struct err *err)
{
    const unsigned char *record;

    if (zip->size < END_BYTES + CENTRAL_BYTES + LOCAL_BYTES)
        return FILE_REFUSE(err, DAMAGED, "too short for a container");
    *end = find_end(zip);
    if (*end == SIZE_MAX)
        return FILE_REFUSE(err, DAMAGED, "no end of a container");
    record = zip->data + *end;
    if (u16(record + 4) != 0 || u16(record + 6) != 0 || u16(record + 8) != u16(record + 10))
        return FILE_REFUSE(err, CONTAINER, "no plain end of a container");
    zip->count = u16(record + 10);
    zip->directory = u32(record + 16);
    if (zip->count > LIMIT_ZIP_ENTRIES)
        return FILE_REFUSE(err, PARTS, "a container of %zu entries", zip->count);
    if (zip->count == 0 || zip->directory > *end || u32(record + 12) != *end - zip->directory)
        return FILE_REFUSE(err, CONTAINER, "the directory is not where it should be");
    return ERR_OK;
}

static enum err_code
read_directory(struct zip *zip, size_t end, struct err *err)
{
    size_t at = zip->directory, total = 0;

    for (size_t i = 0; i < zip->count; i++) {
        struct entry *entry = &zip->entries[i];
        const unsigned char *head = zip->data + at;
        size_t tail;

        if (end - at < CENTRAL_BYTES || !is_at(zip, at, "PK\1\2"))
            return FILE_REFUSE(err, DAMAGED, "entry %zu of the directory is cut", i);
        *entry = (struct entry){head + CENTRAL_BYTES, u16(head + 28), u16(head + 8), u16(head + 10),
                                u32(head + 20),       u32(head + 24), u32(head + 42), 0, 0};
        tail = (size_t)entry->name_length + u16(head + 30) + u16(head + 32);
        if ((entry->flags & FLAG_ENCRYPTED) != 0)
            return FILE_REFUSE(err, LOCKED, "entry %zu is encrypted", i);
        if (end - at - CENTRAL_BYTES < tail || !name_ok(entry) || !sizes_ok(entry))
            return FILE_REFUSE(err, CONTAINER, "entry %zu of the directory is not plain", i);
        at += CENTRAL_BYTES + tail;
        total += entry->unpacked;
        if (total > LIMIT_ZIP_BYTES)
            return FILE_REFUSE(err, UNPACKED, "a container that unpacks to more than %u bytes",
                        LIMIT_ZIP_BYTES);
    }
    if (at != end)
        return FILE_REFUSE(err, CONTAINER, "bytes behind the directory");
    return ERR_OK;
}

/* The entry's own head must say the same as the directory. */
static bool
read_local(const struct zip *zip, struct entry *entry)
{
    const unsigned char *head = zip->data + entry->offset;
    size_t names;

    if (entry->offset > zip->directory || zip->directory - entry->offset < LOCAL_BYTES ||
        !is_at(zip, entry->offset, "PK\3\4"))
        return false;
    names = (size_t)u16(head + 26) + u16(head + 28);
    if (zip->directory - entry->offset - LOCAL_BYTES < names + (size_t)entry->packed)
        return false;
    if (u16(head + 26) != entry->name_length ||
        memcmp(head + LOCAL_BYTES, entry->name, entry->name_length) != 0 ||
        u16(head + 8) != entry->method || (u16(head + 6) & FLAG_ENCRYPTED) != 0)
        return false;
    if ((u16(head + 6) & FLAG_DESCRIPTOR) == 0 &&
        (u32(head + 18) != entry->packed || u32(head + 22) != entry->unpacked))
        return false;
    entry->flags = u16(head + 6);
    entry->data = entry->offset + LOCAL_BYTES + names;
    entry->end = entry->data + entry->packed;
    return true;
}

static int
by_offset(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static int
by_name(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    unsigned least = x->name_length < y->name_length ? x->name_length : y->name_length;
    int order = strncasecmp((const char *)x->name, (const char *)y->name, least);

    return order != 0 ? order : (int)x->name_length - (int)y->name_length;
}

/* Entries one behind the other from the first byte on: none overlaps, nothing lies between. */
static enum err_code
check_layout(struct zip *zip, struct err *err)
{
    size_t next = 0, slack = 0;

    for (size_t i = 0; i < zip->count; i++)
        if (!read_local(zip, &zip->entries[i]))
            return FILE_REFUSE(err, CONTAINER, "entry %zu is not what the directory says", i);
    qsort(zip->entries, zip->count, sizeof *zip->entries, by_name);
    for (size_t i = 1; i < zip->count; i++)
        if (by_name(&zip->entries[i - 1], &zip->entries[i]) == 0)
            return FILE_REFUSE(err, CONTAINER, "an entry stands there twice");
    qsort(zip->entries, zip->count, sizeof *zip->entries, by_offset);
    for (size_t i = 0; i < zip->count; i++) {
        const struct entry *entry = &zip->entries[i];

        if (entry->offset < next || entry->offset - next > slack)
            return FILE_REFUSE(err, CONTAINER, "entries overlap, or bytes lie between them");
        next = entry->end;
        slack = (entry->flags & FLAG_DESCRIPTOR) != 0 ? DESCRIPTOR_MAX_BYTES : 0;
    }
    if (zip->directory < next || zip->directory - next > slack)
        return FILE_REFUSE(err, CONTAINER, "bytes before the directory");
    return ERR_OK;
}

static enum err_code
give(const struct zip_sink *sink, const void *bytes, size_t length, struct err *err)
{
    return sink == NULL || length == 0 ? ERR_OK : sink->bytes(sink->data, bytes, length, err);
}

/* The whole entry through zlib; *fine tells whether it unpacks to what it says. */
static enum err_code
inflate_all(const struct zip_sink *sink, const struct entry *entry, z_stream *stream, bool *fine, struct err *err)
{
    unsigned char piece[16384];
    uint64_t total = 0;
    int rc;

    do {
        stream->next_out = piece;
        stream->avail_out = sizeof piece;
        rc = inflate(stream, Z_NO_FLUSH);
        total += sizeof piece - stream->avail_out;
        if (total <= entry->unpacked)
            TRY(give(sink, piece, sizeof piece - stream->avail_out, err));
    } while (rc == Z_OK && total <= entry->unpacked);
    *fine = rc == Z_STREAM_END && total == entry->unpacked && stream->avail_in == 0;
    return ERR_OK;
}

/* A directory may lie about sizes: unpack and count, never further than it said. */
static enum err_code
unpack(const struct zip *zip, const struct entry *entry, const struct zip_sink *sink, struct err *err)
{
    z_stream stream = {.next_in = zip->data + entry->data, .avail_in = entry->packed};
    enum err_code code;
    bool fine;

    if (entry->method == STORED)
        return give(sink, zip->data + entry->data, entry->packed, err);
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return FAIL(err, ERR_NO_MEMORY, "zlib cannot start");
    code = inflate_all(sink, entry, &stream, &fine, err);
    inflateEnd(&stream);
    if (code == ERR_OK && !fine)
        return FILE_REFUSE(err, DAMAGED, "an entry does not unpack to what it says");
    return code;
}

static enum err_code
look_at(TALLOC_CTX *mem, const struct zip *zip, const struct entry *entry, const struct zip_sink *sink, struct err *err)
{
    if (sink != NULL)
        TRY(sink->begin(sink->data, mem_copy_n(mem, (const char *)entry->name, entry->name_length), entry->unpacked, err));
    TRY(unpack(zip, entry, sink, err));
    return sink != NULL ? sink->end(sink->data, err) : ERR_OK;
}

/* The names of parts do not differ in case (ECMA-376 part 2, 6.2.2.3). */
static bool
named(const struct entry *entry, const char *name)
{
    return entry->name_length == strlen(name) && strncasecmp((const char *)entry->name, name, entry->name_length) == 0;
}

static bool
below(const struct entry *entry, const char *folder)
{
    return entry->name_length > strlen(folder) && strncasecmp((const char *)entry->name, folder, strlen(folder)) == 0;
}

static bool
ends(const struct entry *entry, const char *end)
{
    size_t length = strlen(end);

    return entry->name_length >= length &&
           strncasecmp((const char *)entry->name + entry->name_length - length, end, length) == 0;
}

/* The first entry is `mimetype`, stored, and holds the type alone (ODF 1.3 part 2, 3.3; ETSI EN 319 162-1, annex A.1). */
static enum zip_kind
kind_by_first(const struct zip *zip)
{
    static const struct {
        const char *type;
        enum zip_kind kind;
    } kinds[] = {{"application/vnd.oasis.opendocument.text", ZIP_ODT},
                 {"application/vnd.oasis.opendocument.spreadsheet", ZIP_ODS},
                 {"application/vnd.etsi.asic-e+zip", ZIP_ASICE},
                 {"application/vnd.etsi.asic-s+zip", ZIP_ASICS}};
    const struct entry *first = &zip->entries[0];

    if (!named(first, "mimetype") || first->method != STORED)
        return ZIP_OTHER;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (first->packed == strlen(kinds[i].type) &&
            memcmp(zip->data + first->data, kinds[i].type, first->packed) == 0)
            return kinds[i].kind;
    return ZIP_OTHER;
}

static enum zip_kind
find_kind(const struct zip *zip)
{
    bool types = false, word = false, sheet = false;
    enum zip_kind kind = kind_by_first(zip);

    for (size_t i = 0; i < zip->count; i++) {
        const struct entry *entry = &zip->entries[i];

        types = types || named(entry, "[Content_Types].xml");
        word = word || (below(entry, "word/document") && ends(entry, ".xml"));
        sheet = sheet || (below(entry, "xl/workbook") && ends(entry, ".xml"));
    }
    if (kind == ZIP_OTHER && types && word != sheet)
        kind = word ? ZIP_DOCX : ZIP_XLSX;
    return kind;
}

static enum err_code
check_all(struct zip *zip, const struct zip_sink *sink, enum zip_kind *kind, struct err *err)
{
    size_t end = 0;

    TRY(read_end(zip, &end, err));
    zip->entries = mem_zeros(zip, struct entry, zip->count);
    TRY(read_directory(zip, end, err));
    TRY(check_layout(zip, err));
    *kind = find_kind(zip);
    for (size_t i = 0; i < zip->count; i++)
        TRY(look_at(zip, zip, &zip->entries[i], sink, err));
    return ERR_OK;
}

enum err_code
zip_check(TALLOC_CTX *mem, const unsigned char *data, size_t size, const struct zip_sink *sink, enum zip_kind *kind,
          struct err *err)
{
    struct zip *zip = mem_zero(mem, struct zip);
    enum err_code code;

    zip->data = data;
    zip->size = size;
    code = check_all(zip, sink, kind, err);
    talloc_free(zip);
    return code;
}
