/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * multipart/form-data (RFC 7578) as a machine that takes pieces of any size. It looks for CR LF "--" boundary;
 * since CR occurs in that only as its first byte, a failed match never hides the start of another.
 */
#include <assert.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "http/filename.h"
#include "http/form.h"
#include "http/param.h"

#define MAX_HEADERS_OF_PART 16
#define MAX_TYPE_BYTES 127

enum stage {
    STAGE_CONTENT,   /* preamble or content of a part, up to a delimiter */
    STAGE_DELIMITED, /* just behind a delimiter */
    STAGE_HEADERS,
    STAGE_CLOSED /* behind the closing delimiter; what follows has no meaning */
};

enum part_kind { PART_SKIPPED, PART_TEXT, PART_FILE };

struct multipart {
    struct form *form;
    const struct form_sink *sink;
    enum stage stage;
    char delimiter[4 + FORM_MAX_BOUNDARY_BYTES + 1];
    size_t delimiter_length;
    size_t matched; /* bytes of the delimiter seen so far */
    char tail[2];   /* what followed a delimiter */
    size_t tail_length;
    struct buf *line; /* header line being read */
    size_t headers;
    size_t parts, text_bytes;

    /* the part being read */
    enum part_kind kind;
    const char *name, *filename, *extended, *type;
    bool has_disposition, has_type;
    struct buf *text;
    void *file;
};

static bool
boundary_possible(const char *boundary)
{
    size_t length = strlen(boundary);

    return length >= 1 && length <= FORM_MAX_BOUNDARY_BYTES && boundary[length - 1] != ' ' &&
           strspn(boundary, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=? ") == length;
}

enum err_code
multipart_new(TALLOC_CTX *mem, const char *content_type, struct form *form, const struct form_sink *sink,
              struct multipart **multipart, struct err *err)
{
    struct multipart *made = mem_zero(mem, struct multipart);
    const char *rest, *boundary = NULL;
    char *name, *value;
    int more;

    if (strcmp(param_head(made, content_type, &rest), "multipart/form-data") != 0)
        return FAIL(err, ERR_BAD_REQUEST, "not multipart/form-data");
    while ((more = param_next(made, &rest, &name, &value)) == 1) {
        if (strcmp(name, "boundary") != 0)
            continue;
        if (boundary != NULL)
            return FAIL(err, ERR_BAD_REQUEST, "two boundaries");
        boundary = value;
    }
    if (more < 0 || boundary == NULL || !boundary_possible(boundary))
        return FAIL(err, ERR_BAD_REQUEST, "multipart without a usable boundary");
    made->form = form;
    made->sink = sink;
    made->delimiter_length = 4 + strlen(boundary);
    memcpy(made->delimiter, "\r\n--", 4);
    memcpy(made->delimiter + 4, boundary, strlen(boundary) + 1);
    made->matched = 2; /* the first delimiter needs no line end before it */
    made->line = buf_new(made, FORM_MAX_HEADER_LINE_BYTES);
    *multipart = made;
    return ERR_OK;
}

/* ---- the head of a part ---- */

static enum err_code
read_disposition(struct multipart *m, const char *value, struct err *err)
{
    const char *rest;
    char *name, *text;
    int more;

    if (m->has_disposition || strcmp(param_head(m, value, &rest), "form-data") != 0)
        return FAIL(err, ERR_BAD_REQUEST, "Content-Disposition twice, or not form-data");
    m->has_disposition = true;
    while ((more = param_next(m, &rest, &name, &text)) == 1) {
        const char **target = strcmp(name, "name") == 0        ? &m->name
                              : strcmp(name, "filename") == 0  ? &m->filename
                              : strcmp(name, "filename*") == 0 ? &m->extended /* against RFC 7578, 4.2, but sent */
                                                               : NULL;

        if (target == NULL)
            continue;
        if (*target != NULL)
            return FAIL(err, ERR_BAD_REQUEST, "%s given twice", name);
        *target = text;
    }
    if (more < 0)
        return FAIL(err, ERR_BAD_REQUEST, "malformed Content-Disposition");
    return ERR_OK;
}

static enum err_code
read_header(struct multipart *m, struct err *err)
{
    char *line = filename_header(m, m->line->data, m->line->length), *colon = line != NULL ? strchr(line, ':') : NULL;
    const char *value, *rest;

    if (++m->headers > MAX_HEADERS_OF_PART)
        return FAIL(err, ERR_BAD_REQUEST, "more than %d headers in a part", MAX_HEADERS_OF_PART);
    if (colon == NULL || colon == line || line[0] == ' ' || line[0] == '\t')
        return FAIL(err, ERR_BAD_REQUEST, "malformed header in a part");
    *colon = '\0';
    value = colon + 1;
    if (strcasecmp(line, "Content-Disposition") == 0)
        return read_disposition(m, value, err);
    if (strcasecmp(line, "Content-Type") == 0) {
        if (m->has_type)
            return FAIL(err, ERR_BAD_REQUEST, "Content-Type twice in a part");
        m->has_type = true;
        m->type = param_head(m, value, &rest);
        if (strlen(m->type) > MAX_TYPE_BYTES || !utf8_clean_line(m->type, strlen(m->type)))
            return FAIL(err, ERR_BAD_REQUEST, "malformed Content-Type in a part");
    } else if (strcasecmp(line, "Content-Transfer-Encoding") == 0) {
        const char *coding = param_head(m, value, &rest);

        if (strcmp(coding, "binary") != 0 && strcmp(coding, "8bit") != 0 && strcmp(coding, "7bit") != 0)
            return FAIL(err, ERR_BAD_REQUEST, "encoded part");
    }
    return ERR_OK;
}

static enum err_code
begin_file(struct multipart *m, struct err *err)
{
    if (m->extended == NULL && m->filename[0] == '\0') { /* no file was chosen */
        m->kind = PART_SKIPPED;
        return ERR_OK;
    }
    if (m->sink == NULL)
        return FAIL(err, ERR_BAD_REQUEST, "a file where none is taken");
    m->filename = filename_read(m, m->filename, m->extended);
    if (m->filename == NULL)
        return FAIL(err, ERR_BAD_REQUEST, "a file name that cannot be read");
    m->kind = PART_FILE;
    m->file = NULL;
    TRY(m->sink->begin(m->sink->data, m->form, m->name, m->filename, m->type != NULL ? m->type : "", &m->file, err));
    assert(m->file != NULL);
    return ERR_OK;
}

static enum err_code
begin_part(struct multipart *m, struct err *err)
{
    if (m->name == NULL)
        return FAIL(err, ERR_BAD_REQUEST, "a part without a name");
    if (++m->parts > LIMIT_FORM_PAIRS)
        return FAIL(err, ERR_BAD_REQUEST, "more than %d parts", LIMIT_FORM_PAIRS);
    m->stage = STAGE_CONTENT;
    m->matched = 0;
    if (m->filename != NULL || m->extended != NULL)
        return begin_file(m, err);
    m->kind = PART_TEXT;
    m->text = buf_new(m, LIMIT_FORM_TEXT_BYTES - m->text_bytes);
    return ERR_OK;
}

static enum err_code
feed_header(struct multipart *m, char c, struct err *err)
{
    struct buf *line = m->line;

    if (c != '\n') {
        buf_putc(line, c);
        if (buf_full(line))
            return FAIL(err, ERR_BAD_REQUEST, "a header line over %d bytes", FORM_MAX_HEADER_LINE_BYTES);
        return ERR_OK;
    }
    if (line->length == 0 || line->data[line->length - 1] != '\r')
        return FAIL(err, ERR_BAD_REQUEST, "a header line ends without CR");
    line->data[--line->length] = '\0';
    if (line->length == 0)
        return begin_part(m, err);
    TRY(read_header(m, err));
    buf_clear(line);
    return ERR_OK;
}

/* ---- the content of a part ---- */

static enum err_code
content(struct multipart *m, const char *bytes, size_t length, struct err *err)
{
    if (length == 0 || m->kind == PART_SKIPPED)
        return ERR_OK;
    if (m->kind == PART_FILE)
        return m->sink->bytes(m->sink->data, m->file, bytes, length, err);
    buf_add(m->text, bytes, length);
    if (buf_full(m->text))
        return FAIL(err, ERR_TOO_LARGE, "text parts over %d bytes", LIMIT_FORM_TEXT_BYTES);
    return ERR_OK;
}

static enum err_code
end_part(struct multipart *m, struct err *err)
{
    if (m->kind == PART_TEXT) {
        if (!utf8_valid(m->text->data, m->text->length))
            return FAIL(err, ERR_BAD_REQUEST, "a text part is not UTF-8 or holds a NUL");
        m->text_bytes += m->text->length;
        TRY(form_add(m->form, m->name, m->text->data, NULL, err));
    } else if (m->kind == PART_FILE) {
        TRY(m->sink->end(m->sink->data, m->file, err));
        TRY(form_add(m->form, m->name, m->filename, m->file, err));
    }
    m->kind = PART_SKIPPED;
    return ERR_OK;
}

/* Takes content up to the end of the piece or of a delimiter; *used says how much. */
static enum err_code
feed_content(struct multipart *m, const char *bytes, size_t length, size_t *used, struct err *err)
{
    size_t i = 0;

    while (i < length) {
        if (m->matched == 0) {
            const char *cr = memchr(bytes + i, '\r', length - i);
            size_t run = cr != NULL ? (size_t)(cr - bytes) - i : length - i;

            TRY(content(m, bytes + i, run, err));
            i += run;
            if (cr == NULL)
                break;
            m->matched = 1;
            i++;
        } else if (bytes[i] == m->delimiter[m->matched]) {
            i++;
            if (++m->matched == m->delimiter_length) {
                m->stage = STAGE_DELIMITED;
                m->tail_length = 0;
                TRY(end_part(m, err));
                break;
            }
        } else {
            TRY(content(m, m->delimiter, m->matched, err));
            m->matched = 0;
        }
    }
    *used = i;
    return ERR_OK;
}

static void
start_head(struct multipart *m)
{
    m->stage = STAGE_HEADERS;
    m->headers = 0;
    m->name = m->filename = m->extended = m->type = NULL;
    m->has_disposition = m->has_type = false;
    buf_clear(m->line);
}

/* Behind a delimiter stands "--" (the last one), or CR LF with space before it. */
static enum err_code
feed_delimited(struct multipart *m, char c, struct err *err)
{
    if (m->tail_length == 0 && (c == ' ' || c == '\t'))
        return ERR_OK;
    m->tail[m->tail_length++] = c;
    if (m->tail_length < 2)
        return ERR_OK;
    if (memcmp(m->tail, "--", 2) == 0)
        m->stage = STAGE_CLOSED;
    else if (memcmp(m->tail, "\r\n", 2) == 0)
        start_head(m);
    else
        return FAIL(err, ERR_BAD_REQUEST, "malformed boundary line");
    return ERR_OK;
}

enum err_code
multipart_feed(struct multipart *m, const char *bytes, size_t length, struct err *err)
{
    size_t used;

    for (size_t i = 0; i < length && m->stage != STAGE_CLOSED; i += used) {
        used = 1;
        if (m->stage == STAGE_CONTENT)
            TRY(feed_content(m, bytes + i, length - i, &used, err));
        else if (m->stage == STAGE_HEADERS)
            TRY(feed_header(m, bytes[i], err));
        else
            TRY(feed_delimited(m, bytes[i], err));
    }
    return ERR_OK;
}

enum err_code
multipart_end(struct multipart *m, struct err *err)
{
    if (m->stage != STAGE_CLOSED)
        return FAIL(err, ERR_BAD_REQUEST, "the closing boundary is missing");
    return ERR_OK;
}
