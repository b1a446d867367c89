/* SPDX-License-Identifier: EUPL-1.2 */
#include "api/answer.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/day.h"

static void write_object(struct buf *buf, const struct model_table *table, const void *model, unsigned depth);

/* Bytes of the character at `c` that must be written as an escape; 0 when it may stand as it is. */
static size_t
escape_length(const unsigned char *c)
{
    if (*c < 0x20 || *c == 0x7f || strchr("\"\\<>&", *c) != NULL)
        return 1;
    if (c[0] == 0xe2 && c[1] == 0x80 && (c[2] == 0xa8 || c[2] == 0xa9))
        return 3;
    return 0;
}

static void
write_escape(struct buf *buf, const unsigned char *c)
{
    switch (*c) {
    case '"':
        buf_puts(buf, "\\\"");
        break;
    case '\\':
        buf_puts(buf, "\\\\");
        break;
    case '\n':
        buf_puts(buf, "\\n");
        break;
    case '\r':
        buf_puts(buf, "\\r");
        break;
    case '\t':
        buf_puts(buf, "\\t");
        break;
    case 0xe2:
        buf_puts(buf, c[2] == 0xa8 ? "\\u2028" : "\\u2029");
        break;
    default:
        buf_printf(buf, "\\u%04x", (unsigned)*c);
    }
}

void
answer_string(struct buf *buf, const char *text)
{
    const unsigned char *start = (const unsigned char *)text, *c = start;

    if (text == NULL) {
        buf_puts(buf, "null");
        return;
    }
    buf_putc(buf, '"');
    while (*c != '\0') {
        size_t length = escape_length(c);

        if (length == 0) {
            c++;
            continue;
        }
        buf_add(buf, start, (size_t)(c - start));
        write_escape(buf, c);
        c += length;
        start = c;
    }
    buf_add(buf, start, (size_t)(c - start));
    buf_putc(buf, '"');
}

static void
write_list(struct buf *buf, const struct model_table *table, const struct model_list *list, unsigned depth)
{
    buf_putc(buf, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            buf_putc(buf, ',');
        write_object(buf, table, (const char *)list->items + i * table->size, depth + 1);
    }
    buf_putc(buf, ']');
}

static void
write_two(struct buf *buf, const char *first, const char *a, const char *second, const char *b)
{
    buf_printf(buf, "{\"%s\":", first);
    answer_string(buf, a);
    buf_printf(buf, ",\"%s\":", second);
    answer_string(buf, b);
    buf_putc(buf, '}');
}

/* Whether a field has nothing to show, so that it is left out. */
static bool
is_absent(const struct model_field *field, const void *at)
{
    switch (field->type) {
    case MODEL_TEXT:
    case MODEL_LINK:
        return *(const char *const *)at == NULL;
    case MODEL_NUMBER:
        return *(const int64_t *)at == MODEL_NO_NUMBER;
    case MODEL_DAY:
        return *(const int32_t *)at == MODEL_NO_DAY;
    case MODEL_MOMENT:
        return *(const int64_t *)at == MODEL_NO_MOMENT;
    case MODEL_CODED:
        return ((const struct model_coded *)at)->code == NULL;
    case MODEL_WORDS:
        return ((const struct model_words *)at)->text == NULL;
    case MODEL_ONE:
        return *(const void *const *)at == NULL;
    default:
        return false;
    }
}

static void
write_moment(struct buf *buf, int64_t moment)
{
    char text[32];

    clock_rfc3339(moment, text, sizeof text);
    answer_string(buf, text);
}

static void
write_day(struct buf *buf, int32_t day)
{
    char text[DAY_TEXT_SIZE];

    day_format(day, text);
    answer_string(buf, text);
}

static void
write_value(struct buf *buf, const struct model_field *field, const void *at, unsigned depth)
{
    switch (field->type) {
    case MODEL_TEXT:
    case MODEL_LINK:
        answer_string(buf, *(const char *const *)at);
        break;
    case MODEL_BOOL:
        buf_puts(buf, *(const bool *)at ? "true" : "false");
        break;
    case MODEL_NUMBER:
        buf_printf(buf, "%" PRId64, *(const int64_t *)at);
        break;
    case MODEL_DAY:
        write_day(buf, *(const int32_t *)at);
        break;
    case MODEL_MOMENT:
        write_moment(buf, *(const int64_t *)at);
        break;
    case MODEL_CODED:
        write_two(buf, "code", ((const struct model_coded *)at)->code, "label", ((const struct model_coded *)at)->label);
        break;
    case MODEL_WORDS:
        write_two(buf, "text", ((const struct model_words *)at)->text, "lang", ((const struct model_words *)at)->lang);
        break;
    case MODEL_ONE:
        write_object(buf, field->table, *(const void *const *)at, depth + 1);
        break;
    case MODEL_MANY:
        write_list(buf, field->table, at, depth);
        break;
    case MODEL_STOP:
        break;
    }
}

static void
write_object(struct buf *buf, const struct model_table *table, const void *model, unsigned depth)
{
    bool first = true;

    buf_putc(buf, '{');
    for (const struct model_field *field = table->fields; model != NULL && depth < ANSWER_DEPTH_MAX && field->name != NULL;
         field++) {
        const void *at = (const char *)model + field->offset;

        if ((field->flags & MODEL_API) == 0 || is_absent(field, at))
            continue;
        buf_printf(buf, first ? "\"%s\":" : ",\"%s\":", field->name);
        write_value(buf, field, at, depth);
        first = false;
    }
    buf_putc(buf, '}');
}

void
answer_write(struct buf *buf, const struct model_table *table, const void *model)
{
    write_object(buf, table, model, 0);
}

/* A field's name as a JSON pointer (RFC 6901): names within names were joined by dots. */
static void
write_pointer(struct buf *buf, const char *field)
{
    buf_puts(buf, "\"/");
    for (; field != NULL && *field != '\0'; field++) {
        if (*field == '.')
            buf_putc(buf, '/');
        else if (*field >= '!' && *field <= '}' && strchr("\"\\/<>&", *field) == NULL)
            buf_putc(buf, *field);
    }
    buf_putc(buf, '"');
}

void
answer_problem(struct buf *buf, const struct answer_problem *problem)
{
    buf_puts(buf, "{\"type\":");
    answer_string(buf, problem->type);
    buf_puts(buf, ",\"title\":");
    answer_string(buf, problem->title);
    buf_printf(buf, ",\"status\":%d", problem->status);
    if (problem->detail != NULL && problem->detail[0] != '\0') {
        buf_puts(buf, ",\"detail\":");
        answer_string(buf, problem->detail);
    }
    if (problem->request_id != NULL && problem->request_id[0] != '\0') {
        buf_puts(buf, ",\"request_id\":");
        answer_string(buf, problem->request_id);
    }
    if (problem->n_faults > 0)
        buf_puts(buf, ",\"errors\":[");
    for (size_t i = 0; i < problem->n_faults; i++) {
        buf_puts(buf, i == 0 ? "{" : ",{");
        if (problem->faults[i].field != NULL) {
            buf_puts(buf, "\"pointer\":");
            write_pointer(buf, problem->faults[i].field);
            buf_putc(buf, ',');
        }
        buf_puts(buf, "\"detail\":");
        answer_string(buf, problem->faults[i].text);
        buf_putc(buf, '}');
    }
    buf_puts(buf, problem->n_faults > 0 ? "]}" : "}");
}
