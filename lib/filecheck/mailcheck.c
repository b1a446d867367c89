/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/mailcheck.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/mem.h"
#include "filecheck/fault.h"

#define LEVELS_MOST 20
#define PARTS_MOST 1000
#define BOUNDARY_BYTES 70

struct mail {
    TALLOC_CTX *mem; /* of the part being looked at */
    const struct mail_sink *sink;
    unsigned parts;
};

struct span {
    const char *at;
    size_t length;
};

/* What the header of a part says. */
struct head {
    struct span body;
    const char *type, *disposition, *coding; /* "" where it says nothing */
};

static size_t
line_bytes(struct span text)
{
    const char *end = memchr(text.at, '\n', text.length);

    return end != NULL ? (size_t)(end - text.at) + 1 : text.length;
}

static struct span
from(struct span text, size_t bytes)
{
    return (struct span){text.at + bytes, text.length - bytes};
}

/* A field with the lines that belong to it, unfolded, if it is the one of this name. */
static bool
field_is(struct span field, const char *name, const char **value, TALLOC_CTX *mem)
{
    size_t length = strlen(name);
    char *copy;

    if (field.length <= length || field.at[length] != ':' || strncasecmp(field.at, name, length) != 0)
        return false;
    copy = mem_copy_n(mem, field.at + length + 1, field.length - length - 1);
    for (char *c = copy; *c != '\0'; c++)
        if (*c == '\r' || *c == '\n' || *c == '\t')
            *c = ' ';
    *value = copy + strspn(copy, " ");
    return true;
}

/* The header, and where the body begins. */
static struct head
read_head(TALLOC_CTX *mem, struct span text)
{
    struct head head = {.type = "", .disposition = "", .coding = ""};

    while (text.length > 0) {
        size_t length = line_bytes(text);

        if (text.at[0] == '\n' || (text.length > 1 && text.at[0] == '\r' && text.at[1] == '\n')) {
            text = from(text, length);
            break;
        }
        while (length < text.length && (text.at[length] == ' ' || text.at[length] == '\t'))
            length += line_bytes(from(text, length));
        if (!field_is((struct span){text.at, length}, "Content-Type", &head.type, mem) &&
            !field_is((struct span){text.at, length}, "Content-Disposition", &head.disposition, mem))
            (void)field_is((struct span){text.at, length}, "Content-Transfer-Encoding", &head.coding, mem);
        text = from(text, length);
    }
    head.body = text;
    return head;
}

/* The value of a parameter, quoted or not; *rest is where the next may begin. */
static char *
parameter_value(TALLOC_CTX *mem, const char *at, const char **rest)
{
    char *value = mem_size(mem, strlen(at) + 1), *out = value;
    bool quoted = *at == '"';

    for (at += quoted; *at != '\0' && (quoted ? *at != '"' : strchr("; \r\n", *at) == NULL); at++) {
        at += quoted && at[0] == '\\' && at[1] != '\0';
        *out++ = *at;
    }
    *out = '\0';
    *rest = at + (quoted && *at == '"');
    return value;
}

/*
 * All values of the parameter `name`, one behind the other: "name", "name*" and the pieces "name*0*", "name*1" of RFC 2231. What
 * they are coded in is left as it is: the end of the name, by which programs are known, is ASCII.
 */
static const char *
parameter(TALLOC_CTX *mem, const char *field, const char *name)
{
    char *all = mem_copy(mem, "");
    const char *at = field;

    while ((at = strchr(at, ';')) != NULL) {
        size_t length;
        const char *word = at + 1 + strspn(at + 1, " ");

        length = strcspn(word, "*= ;");
        at = word + strcspn(word, "=;");
        if (*at != '=')
            continue;
        at += 1 + strspn(at + 1, " ");
        if (length == strlen(name) && strncasecmp(word, name, length) == 0)
            all = mem_printf(mem, "%s%s", all, parameter_value(mem, at, &at));
        else
            (void)parameter_value(mem, at, &at);
    }
    return all;
}

static bool
is_type(const char *type, const char *of)
{
    return strncasecmp(type, of, strlen(of)) == 0;
}

static int
hex_digit(char c)
{
    static const char digits[] = "0123456789ABCDEF0123456789abcdef";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;

    return at != NULL ? (int)((at - digits) % 16) : -1;
}

/* Quoted-printable (RFC 2045, 6.7); what is no escape stays. */
static size_t
from_quoted(struct span text, char *out)
{
    size_t used = 0;

    for (size_t i = 0; i < text.length; i++) {
        struct span rest = from(text, i);

        if (rest.at[0] == '=' && rest.length > 2 && hex_digit(rest.at[1]) >= 0 && hex_digit(rest.at[2]) >= 0) {
            out[used++] = (char)(hex_digit(rest.at[1]) * 16 + hex_digit(rest.at[2]));
            i += 2;
        } else if (rest.at[0] == '=' && rest.length > 1 && (rest.at[1] == '\n' || rest.at[1] == '\r')) {
            i += rest.at[1] == '\r' && rest.length > 2 && rest.at[2] == '\n' ? 2 : 1;
        } else {
            out[used++] = rest.at[0];
        }
    }
    return used;
}

static enum err_code
give(struct mail *mail, const struct head *head, struct err *err)
{
    const char *name = parameter(mail->mem, head->disposition, "filename");
    char *decoded = NULL;
    struct span bytes = head->body;
    enum err_code code;

    if (*name == '\0')
        name = parameter(mail->mem, head->type, "name");
    if (is_type(head->coding, "base64") || is_type(head->coding, "quoted-printable"))
        decoded = mem_size(mail->mem, bytes.length + 1);
    if (is_type(head->coding, "base64"))
        bytes = (struct span){decoded, hash_from_base64(bytes.at, bytes.length, decoded)};
    else if (decoded != NULL)
        bytes = (struct span){decoded, from_quoted(bytes, decoded)};
    code = mail->sink->part(mail->sink->data, name, (const unsigned char *)bytes.at, bytes.length, err);
    talloc_free(decoded);
    return code;
}

/* Where a line begins that is the boundary, or the end of the text; *line is how long it is. */
static size_t
to_boundary(struct span text, const char *boundary, size_t *line)
{
    size_t length = strlen(boundary), at = 0;

    for (struct span rest = text; rest.length > 0; rest = from(text, at)) {
        *line = line_bytes(rest);
        if (rest.length >= length + 2 && memcmp(rest.at, "--", 2) == 0 && memcmp(rest.at + 2, boundary, length) == 0)
            return at;
        at += *line;
    }
    *line = 0;
    return text.length;
}

static enum err_code look(struct mail *mail, struct span text, unsigned level, struct err *err);

static enum err_code
look_at_parts(struct mail *mail, struct span text, const char *boundary, unsigned level, struct err *err)
{
    size_t line, at = to_boundary(text, boundary, &line);

    while (line > 0) {
        text = from(text, at + line);
        at = to_boundary(text, boundary, &line);
        TRY(look(mail, (struct span){text.at, at}, level + 1, err));
    }
    return ERR_OK;
}

static enum err_code
look(struct mail *mail, struct span text, unsigned level, struct err *err)
{
    TALLOC_CTX *outer = mail->mem;
    struct head head;
    const char *boundary;
    enum err_code code;

    if (level > LEVELS_MOST || ++mail->parts > PARTS_MOST)
        return FILE_REFUSE(err, CONTAINER, "a mail of %u parts, %u levels deep", mail->parts, level);
    mail->mem = mem_new(outer, "part of a mail");
    head = read_head(mail->mem, text);
    boundary = parameter(mail->mem, head.type, "boundary");
    if (is_type(head.type, "multipart/") && *boundary != '\0' && strlen(boundary) <= BOUNDARY_BYTES)
        code = look_at_parts(mail, head.body, boundary, level, err);
    else if (is_type(head.type, "message/rfc822"))
        code = look(mail, head.body, level + 1, err);
    else
        code = give(mail, &head, err);
    talloc_free(mail->mem);
    mail->mem = outer;
    return code;
}

enum err_code
mail_look(TALLOC_CTX *mem, const unsigned char *data, size_t size, const struct mail_sink *sink, struct err *err)
{
    struct mail mail = {.mem = mem_new(mem, "mail"), .sink = sink};
    enum err_code code = look(&mail, (struct span){(const char *)data, size}, 0, err);

    talloc_free(mail.mem);
    return code;
}
