/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/filetype.h"

#include <magic.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "filecheck/clean.h"
#include "filecheck/filename.h"
#include "filecheck/zipcheck.h"

#define MAGIC_BYTES (1024 * 1024) /* what libmagic is shown */
#define PDF_END_BYTES 1024        /* where %%EOF must stand. Source: ISO 32000-1 annex H */
#define ZIP_END_BYTES 22

enum family { FAMILY_PDF, FAMILY_PNG, FAMILY_JPEG, FAMILY_ZIP, FAMILY_TEXT };

struct filetype {
    const char *extension;
    const char *media_type;
    enum family family;
    enum zip_kind zip;
};

static const struct filetype types[] = {
    {"pdf", "application/pdf", FAMILY_PDF, ZIP_OTHER},
    {"png", "image/png", FAMILY_PNG, ZIP_OTHER},
    {"jpg", "image/jpeg", FAMILY_JPEG, ZIP_OTHER},
    {"jpeg", "image/jpeg", FAMILY_JPEG, ZIP_OTHER},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", FAMILY_ZIP, ZIP_DOCX},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FAMILY_ZIP, ZIP_XLSX},
    {"odt", "application/vnd.oasis.opendocument.text", FAMILY_ZIP, ZIP_ODT},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet", FAMILY_ZIP, ZIP_ODS},
    {"txt", "text/plain", FAMILY_TEXT, ZIP_OTHER},
    {"csv", "text/csv", FAMILY_TEXT, ZIP_OTHER},
    {"eml", "message/rfc822", FAMILY_TEXT, ZIP_OTHER},
};
#define N_TYPES (sizeof types / sizeof types[0])

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

const struct filetype *
filetype_of_name(const char *name)
{
    const char *extension = filename_extension(name);

    for (size_t i = 0; i < N_TYPES; i++)
        if (strcasecmp(types[i].extension, extension) == 0)
            return &types[i];
    return NULL;
}

const char *
filetype_media_type(const struct filetype *type)
{
    return type->media_type;
}

const char *
filetype_extension(const char *media_type)
{
    for (size_t i = 0; i < N_TYPES; i++)
        if (strcmp(types[i].media_type, media_type) == 0)
            return types[i].extension;
    return "bin";
}

bool
filetype_declared(const struct filetype *type, const char *media_type)
{
    size_t length = strcspn(media_type, "; ");

    /* Every kind of text may be called plain text. */
    if (type->family == FAMILY_TEXT && length == 10 && strncasecmp(media_type, "text/plain", 10) == 0)
        return true;
    for (size_t i = 0; i < N_TYPES; i++)
        if (strlen(types[i].media_type) == length &&
            strncasecmp(types[i].media_type, media_type, length) == 0)
            return strcmp(types[i].media_type, type->media_type) == 0;
    return true;
}

/* What a reader could take for a page, a picture, a program or another document is no plain text. */
static bool
magic_says_text(const char *found)
{
    static const char *const more[] = {"message/rfc822", "message/news", "application/csv",
                                       "application/json", "application/x-ndjson",
                                       "application/octet-stream"};

    if (strncmp(found, "text/", 5) == 0)
        return strcmp(found, "text/html") != 0 && strcmp(found, "text/xml") != 0 &&
               strcmp(found, "text/rtf") != 0 && strcmp(found, "text/x-shellscript") != 0 &&
               strcmp(found, "text/x-msdos-batch") != 0;
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
        if (strcmp(found, more[i]) == 0)
            return true;
    return false;
}

static bool
magic_agrees(const struct filetype *type, const char *found)
{
    if (type->family == FAMILY_TEXT)
        return magic_says_text(found);
    if (strcmp(found, type->media_type) == 0)
        return true;
    /* Containers whose entries stand in an unusual order are known to it as containers only. */
    return type->family == FAMILY_ZIP && (strcmp(found, "application/zip") == 0 ||
                                          strcmp(found, "application/octet-stream") == 0);
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

/* From %PDF- to %%EOF, and not a container as well: two programs must not read two documents out of one file. */
static bool
is_pdf(const unsigned char *data, size_t size)
{
    const unsigned char *end;

    if (size < 16 || memcmp(data, "%PDF-", 5) != 0 ||
        find_last(data, size, "%%EOF", 5, PDF_END_BYTES) == NULL)
        return false;
    end = find_last(data, size, "PK\5\6", 4, ZIP_END_BYTES + 65535);
    return end == NULL || (size_t)(data + size - end) < ZIP_END_BYTES ||
           (size_t)end[20] + ((size_t)end[21] << 8) + ZIP_END_BYTES > (size_t)(data + size - end);
}

/* An e-mail begins with header lines. */
static bool
is_mail(const unsigned char *data, size_t size)
{
    size_t name = 0;

    while (name < size && data[name] > ' ' && data[name] < 0x7f && data[name] != ':')
        name++;
    return name > 0 && name < 80 && name < size && data[name] == ':';
}

static bool
is_text(const struct filetype *type, const unsigned char *data, size_t size)
{
    const char *text = (const char *)data;

    if (size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        size -= 3;
    }
    if (!utf8_valid(text, size))
        return false;
    for (size_t i = 0; i < size; i++)
        if (((unsigned char)text[i] < 0x20 && strchr("\t\n\r\f", text[i]) == NULL) || text[i] == 0x7f)
            return false;
    return strcmp(type->extension, "eml") != 0 || is_mail((const unsigned char *)text, size);
}

static enum err_code
check_family(TALLOC_CTX *mem, const struct filetype *type, unsigned char *data, size_t *size,
             bool *changed, struct err *err)
{
    enum zip_kind kind;
    bool fine = false;

    switch (type->family) {
    case FAMILY_PDF:
        fine = is_pdf(data, *size);
        break;
    case FAMILY_PNG:
        fine = clean_png(data, size, changed);
        break;
    case FAMILY_JPEG:
        fine = clean_jpeg(data, size, changed);
        break;
    case FAMILY_ZIP:
        TRY(zip_check(mem, data, *size, &kind, err));
        fine = kind == type->zip;
        break;
    case FAMILY_TEXT:
        fine = is_text(type, data, *size);
        break;
    }
    if (!fine)
        return FAIL(err, ERR_MEDIA_TYPE, "content is no whole %s", type->extension);
    return ERR_OK;
}

enum err_code
filetype_check(TALLOC_CTX *mem, const struct filetype *type, unsigned char *data, size_t *size,
               bool *changed, struct err *err)
{
    const char *found;

    *changed = false;
    TRY(filetype_load(err));
    found = magic_buffer(cookie, data, *size < MAGIC_BYTES ? *size : MAGIC_BYTES);
    if (found == NULL)
        return FAIL(err, ERR_MEDIA_TYPE, "libmagic: %s", magic_error(cookie));
    if (!magic_agrees(type, found))
        return FAIL(err, ERR_MEDIA_TYPE, "content is %.80s, name says %s", found, type->extension);
    return check_family(mem, type, data, size, changed, err);
}
