/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/filetype.h"

#include <magic.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "filecheck/clean.h"
#include "filecheck/fault.h"
#include "filecheck/filename.h"
#include "filecheck/inside.h"
#include "filecheck/note.h"
#include "filecheck/textcheck.h"
#include "filecheck/zipcheck.h"

#define MAGIC_BYTES (1024 * 1024) /* what libmagic is shown */
#define PDF_END_BYTES (64 * 1024) /* where %%EOF must stand: mail gateways and scanners write behind it */
#define ZIP_END_BYTES 22

enum family { FAMILY_PDF, FAMILY_PNG, FAMILY_JPEG, FAMILY_ZIP, FAMILY_TEXT, FAMILY_MAIL, FAMILY_XML, FAMILY_SIGNED };

struct filetype {
    const char *extension;
    const char *media_type;
    enum family family;
    enum zip_kind zip;
};

static const struct filetype types[] = {
#define TAKEN(extension, media_type, family, zip, what) {extension, media_type, FAMILY_##family, ZIP_##zip},
#define REFUSED(extension, instead)
#include "filecheck/filetypes.def"
#undef TAKEN
#undef REFUSED
};
#define N_TYPES (sizeof types / sizeof types[0])

static const struct {
    const char *extension, *instead;
} refused[] = {
#define TAKEN(extension, media_type, family, zip, what)
#define REFUSED(extension, instead) {extension, instead},
#include "filecheck/filetypes.def"
#undef TAKEN
#undef REFUSED
};

/* Of the process, like the locale: libmagic's data are mapped once and shared by the workers forked later. */
static magic_t cookie;

enum err_code
filetype_load(struct err *err)
{
    if (cookie != NULL)
        return ERR_OK;
    cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF |
                        MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_CSV |
                        MAGIC_NO_CHECK_JSON | MAGIC_NO_CHECK_TOKENS);
    if (cookie == NULL)
        return FAIL(err, ERR_CONFIG, "libmagic cannot start");
    if (magic_load(cookie, NULL) != 0) {
        (void)FAIL(err, ERR_CONFIG, "libmagic: %s", magic_error(cookie));
        magic_close(cookie);
        cookie = NULL;
        return err->code;
    }
    return ERR_OK;
}

enum err_code
filetype_of_name(const char *name, const struct filetype **type, struct err *err)
{
    const char *extension = filename_extension(name);

    for (size_t i = 0; i < N_TYPES; i++)
        if (strcasecmp(types[i].extension, extension) == 0) {
            *type = &types[i];
            return ERR_OK;
        }
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (strcasecmp(refused[i].extension, extension) == 0)
            return REFUSE(err, ERR_INVALID, refused[i].instead, "a file of the kind %s", refused[i].extension);
    return FILE_REFUSE(err, KIND, "no known extension");
}

const char *
filetype_accepted(TALLOC_CTX *mem)
{
    char *all = mem_copy(mem, "");

    for (size_t i = 0; i < N_TYPES; i++)
        all = mem_printf(mem, "%s%s.%s", all, i > 0 ? "," : "", types[i].extension);
    return all;
}

const char *
filetype_media_type(TALLOC_CTX *mem, const struct filetype *type, const struct file_facts *facts)
{
    return facts->charset == NULL ? type->media_type
                                  : mem_printf(mem, "%s; charset=%s", type->media_type, facts->charset);
}

const char *
filetype_extension(const char *media_type)
{
    size_t length = strcspn(media_type, ";");

    for (size_t i = 0; i < N_TYPES; i++)
        if (strlen(types[i].media_type) == length && strncmp(types[i].media_type, media_type, length) == 0)
            return types[i].extension;
    return "bin";
}

bool
filetype_declared(const struct filetype *type, const char *media_type)
{
    size_t length = strcspn(media_type, "; ");

    /* Every kind of text may be called plain text. */
    if ((type->family == FAMILY_TEXT || type->family == FAMILY_MAIL) && length == 10 &&
        strncasecmp(media_type, "text/plain", 10) == 0)
        return true;
    for (size_t i = 0; i < N_TYPES; i++)
        if (strlen(types[i].media_type) == length &&
            strncasecmp(types[i].media_type, media_type, length) == 0)
            return strcmp(types[i].media_type, type->media_type) == 0;
    return true;
}

/* What a reader's program could take for a page, a picture, a program or another document is no plain text. */
static bool
magic_says_text(const char *found)
{
    static const char *const others[] = {"text/html", "text/xml", "text/rtf", "text/x-shellscript", "text/x-msdos-batch",
                                         "application/pdf", "application/postscript", "application/javascript", "image/"};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strncmp(found, others[i], strlen(others[i])) == 0)
            return false;
    return true;
}

static bool
magic_agrees(const struct filetype *type, const char *found)
{
    switch (type->family) {
    case FAMILY_TEXT:
        return magic_says_text(found);
    case FAMILY_MAIL:   /* it goes by single words and by the order of parts: our own checks know better */
    case FAMILY_XML:
    case FAMILY_SIGNED:
    case FAMILY_ZIP:
        return true;
    default:
        return strcmp(found, type->media_type) == 0;
    }
}

static const unsigned char *
find_last(const unsigned char *data, size_t size, const char *what, size_t length, size_t within)
{
    size_t first = size > within ? size - within : 0;

    for (size_t at = size; at >= first + length; at--)
        if (memcmp(data + at - length, what, length) == 0)
            return data + at - length;
    return NULL;
}

/* Line ends and a mark of the byte order before %PDF-, as programs that pass files through text write them. */
static size_t
before_pdf(const unsigned char *data, size_t size)
{
    size_t at = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    while (at < size && memchr(" \t\r\n", data[at], 4) != NULL)
        at++;
    return at;
}

/* Two programs must not read two documents out of one file. */
static bool
is_container_too(const unsigned char *data, size_t size)
{
    const unsigned char *end = find_last(data, size, "PK\5\6", 4, ZIP_END_BYTES + 65535);

    return end != NULL && (size_t)(data + size - end) >= ZIP_END_BYTES &&
           (size_t)end[20] + ((size_t)end[21] << 8) + ZIP_END_BYTES <= (size_t)(data + size - end);
}

/* From %PDF- to %%EOF. */
static enum err_code
check_pdf(const unsigned char *data, size_t size, unsigned *notes, struct err *err)
{
    if (memcmp(data, "%PDF-", size < 5 ? size : 5) != 0)
        return FILE_REFUSE(err, OTHER, "something before the beginning of a PDF");
    if (find_last(data, size, "%%EOF", 5, PDF_END_BYTES) == NULL)
        return FILE_REFUSE(err, DAMAGED, "a PDF without its end");
    if (is_container_too(data, size))
        return FILE_REFUSE(err, CONTAINER, "a PDF that is a container as well");
    return inside_pdf(data, size, notes, err);
}

static enum err_code
check_text(const struct filetype *type, const unsigned char *data, size_t size, struct file_facts *facts, struct err *err)
{
    const char *charset = text_charset(data, size);

    if (charset == NULL)
        return FILE_REFUSE(err, ENCODING, "bytes that are no text");
    facts->charset = strcmp(charset, "utf-8") == 0 ? NULL : charset;
    return strcmp(type->extension, "csv") == 0 ? inside_table(data, size, err) : ERR_OK;
}

/* Content that is signed, or locked for who holds a key: the last byte of 1.2.840.113549.1.7.x (RFC 5652, 5.1 and 6.1). */
#define CMS_SIGNED 0x02
#define CMS_ENVELOPED 0x03

/*
 * The kind of content of a CMS file in DER or BER: a sequence that begins with an object identifier (RFC 5652, 3). The same in
 * PEM or plain base64, as some offices save it, is taken for signed. 0 when it is none.
 */
static unsigned
cms_kind(const unsigned char *data, size_t size)
{
    static const unsigned char oid[] = {0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07};
    size_t head = size < 2 ? 0 : data[1] <= 0x80 ? 2 : 2 + (data[1] & 0x7fu);

    if (size >= 4 && (memcmp(data, "MII", 3) == 0 || memcmp(data, "MIA", 3) == 0 || memcmp(data, "----", 4) == 0))
        return text_charset(data, size) != NULL ? CMS_SIGNED : 0;
    if (size < 2 || data[0] != 0x30 || head > 6 || size < head + sizeof oid + 1 || memcmp(data + head, oid, sizeof oid) != 0)
        return 0;
    return data[head + sizeof oid];
}

static enum err_code
check_signed(const unsigned char *data, size_t size, unsigned *notes, struct err *err)
{
    switch (cms_kind(data, size)) {
    case CMS_SIGNED:
        *notes |= FILE_NOTE_UNSEEN;
        return ERR_OK;
    case CMS_ENVELOPED:
        return FILE_REFUSE(err, LOCKED, "an enveloped CMS file");
    default:
        return FILE_REFUSE(err, OTHER, "no signed CMS file");
    }
}

/* An office file with a password is a compound file that holds the locked container (MS-OFFCRYPTO, 2.3). */
static bool
is_locked_office(const unsigned char *data, size_t size)
{
    static const unsigned char compound[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    return size >= sizeof compound && memcmp(data, compound, sizeof compound) == 0 &&
           find_last(data, size, name, sizeof name - 1, size) != NULL;
}

static enum err_code
check_mail(TALLOC_CTX *mem, const unsigned char *data, size_t size, unsigned *notes, struct err *err)
{
    if (!text_is_mail(data, size))
        return FILE_REFUSE(err, OTHER, "no mail");
    return inside_mail(mem, data, size, notes, err);
}

static enum err_code
check_picture(const struct filetype *type, unsigned char *data, size_t *size, unsigned *notes, struct err *err)
{
    bool cleaned, cut = false;
    bool whole = type->family == FAMILY_PNG ? clean_png(data, size, &cleaned) : clean_jpeg(data, size, &cleaned, &cut);

    if (!whole)
        return FILE_REFUSE(err, DAMAGED, "content is no whole %s", type->extension);
    *notes |= (cleaned ? FILE_NOTE_CLEANED : 0u) | (cut ? FILE_NOTE_CUT : 0u);
    return ERR_OK;
}

static enum err_code
check_zip(TALLOC_CTX *mem, const struct filetype *type, const unsigned char *data, size_t size, unsigned *notes,
          struct err *err)
{
    enum zip_kind kind;

    if (is_locked_office(data, size))
        return FILE_REFUSE(err, LOCKED, "an office file with a password");
    if (size < 4 || memcmp(data, "PK\3\4", 4) != 0)
        return FILE_REFUSE(err, OTHER, "no container");
    TRY(inside_zip(mem, data, size, &kind, notes, err));
    if (kind != type->zip)
        return FILE_REFUSE(err, OTHER, "a container that is no %s", type->extension);
    if (kind == ZIP_ASICE || kind == ZIP_ASICS)
        *notes |= FILE_NOTE_FILES;
    return ERR_OK;
}

static enum err_code
check_family(TALLOC_CTX *mem, const struct filetype *type, unsigned char *data, size_t *size,
             struct file_facts *facts, struct err *err)
{
    size_t before = before_pdf(data, *size);

    switch (type->family) {
    case FAMILY_PDF:
        return check_pdf(data + before, *size - before, &facts->notes, err);
    case FAMILY_PNG:
    case FAMILY_JPEG:
        return check_picture(type, data, size, &facts->notes, err);
    case FAMILY_ZIP:
        return check_zip(mem, type, data, *size, &facts->notes, err);
    case FAMILY_TEXT:
        return check_text(type, data, *size, facts, err);
    case FAMILY_MAIL:
        return check_mail(mem, data, *size, &facts->notes, err);
    case FAMILY_XML:
        return inside_xml(mem, data, *size, err);
    case FAMILY_SIGNED:
        return check_signed(data, *size, &facts->notes, err);
    }
    return ERR_OK;
}

enum err_code
filetype_check(TALLOC_CTX *mem, const struct filetype *type, unsigned char *data, size_t *size,
               struct file_facts *facts, struct err *err)
{
    size_t before = type->family == FAMILY_PDF ? before_pdf(data, *size) : 0, shown = *size - before;
    const char *found;

    *facts = (struct file_facts){0};
    TRY(filetype_load(err));
    found = magic_buffer(cookie, data + before, shown < MAGIC_BYTES ? shown : MAGIC_BYTES);
    if (found == NULL)
        return FILE_REFUSE(err, OTHER, "libmagic: %s", magic_error(cookie));
    if (!magic_agrees(type, found))
        return FILE_REFUSE(err, OTHER, "content is %.80s, name says %s", found, type->extension);
    return check_family(mem, type, data, size, facts, err);
}
