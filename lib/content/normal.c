/* SPDX-License-Identifier: EUPL-1.2 */
/* Raw input into the stored form of its kind; what cannot be is a problem that says how to mend it. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "content/item.h"

static const char *
wrong(struct content_problem *problem, const struct content_item *item, const char *msgid, int64_t number)
{
    *problem = (struct content_problem){
        .field = item->name, .msgid = msgid, .label = item->label, .number = number};
    return NULL;
}

/* Space around goes; CRLF becomes LF. NULL where it is longer than any value. */
static const char *
trim(TALLOC_CTX *mem, const char *raw)
{
    struct buf *text = buf_new(mem, LIMIT_VALUE_BYTES);

    raw += strspn(raw, " \t\r\n");
    for (; *raw != '\0'; raw++)
        if (*raw != '\r' || raw[1] != '\n')
            buf_putc(text, *raw == '\r' ? '\n' : *raw);
    if (buf_full(text))
        return NULL;
    while (text->length > 0 && strchr(" \t\n", text->data[text->length - 1]) != NULL)
        text->data[--text->length] = '\0';
    return text->data;
}

static const char *
check_length(const struct content_item *item, const char *text, size_t otherwise,
             struct content_problem *problem)
{
    size_t count = utf8_count(text), max = item->max != 0 ? item->max : otherwise;

    if (count > max)
        return wrong(problem, item, N_("{label}: at most {number} characters"), (int64_t)max);
    if (count < item->min && count > 0)
        return wrong(problem, item, N_("{label}: at least {number} characters"),
                     (int64_t)item->min);
    return text;
}

/* Characters in `length` bytes of valid UTF-8. */
static size_t
chars_of(const char *text, size_t length)
{
    size_t chars = 0;

    for (size_t i = 0; i < length; i++)
        chars += ((unsigned char)text[i] & 0xc0) != 0x80;
    return chars;
}

static const char *
normal_lines(const struct content_item *item, const char *text, struct content_problem *problem)
{
    size_t lines = 1, most = item->max != 0 ? item->max : LIMIT_LINE_CHARS;

    for (const char *c = text; *c != '\0'; c++)
        lines += *c == '\n';
    if (lines > LIMIT_VALUE_LINES)
        return wrong(problem, item, N_("{label}: at most {number} lines"), LIMIT_VALUE_LINES);
    for (const char *c = text; *c != '\0';) {
        size_t length = strcspn(c, "\n");

        if (chars_of(c, length) > most)
            return wrong(problem, item, N_("{label}: at most {number} characters in a line"), (int64_t)most);
        c += length + (c[length] == '\n');
    }
    return text;
}

static const char *
normal_text(const struct content_item *item, const char *text, struct content_problem *problem)
{
    bool repeat = item->field != NULL && item->field->repeat;
    bool lines = item->kind == KIND_TEXT || repeat;

    if (!utf8_valid(text, strlen(text)) ||
        !(lines ? utf8_clean_text(text, strlen(text)) : utf8_clean_line(text, strlen(text))))
        return wrong(problem, item, N_("{label}: has characters that cannot be shown"), 0);
    if (repeat)
        return normal_lines(item, text, problem);
    if (check_length(item, text, item->kind == KIND_TEXT ? LIMIT_TEXT_CHARS : LIMIT_LINE_CHARS, problem) == NULL)
        return NULL;
    if (*text != '\0' && item->field != NULL && item->field->pattern != NULL &&
        !re_matches(item->field->pattern, text))
        return wrong(problem, item, N_("{label}: not written in the right form"), 0);
    return text;
}

static bool
in_codes(const char *codes, const char *code, size_t length)
{
    while (codes != NULL && *codes != '\0') {
        size_t n = strcspn(codes, " ");

        if (n == length && strncmp(codes, code, length) == 0)
            return true;
        codes += n + (codes[n] == ' ');
    }
    return false;
}

static bool
is_code(const struct content_item *item, const char *code, size_t length)
{
    char id[64];
    const struct decl_code *known;
    int32_t today = clock_today();

    if (in_codes(item->own_codes, code, length))
        return true;
    if (item->list == NULL || length >= sizeof id)
        return false;
    memcpy(id, code, length);
    id[length] = '\0';
    known = decl_code(item->list, id);
    return known != NULL && known->from_day <= today && known->to_day >= today;
}

static const char *
normal_code(const struct content_item *item, const char *text, struct content_problem *problem)
{
    if (*text == '\0' || is_code(item, text, strlen(text)))
        return text;
    return wrong(problem, item, N_("{label}: choose one of the answers offered"), 0);
}

static bool
answers_alone(const char *code, size_t length)
{
    return in_codes(ANSWER_NOT_KNOWN " " ANSWER_NOT_ALLOWED, code, length);
}

/* Put the codes in the order of the list, each once. */
static const char *
in_list_order(TALLOC_CTX *mem, const struct content_item *item, const char *text)
{
    struct buf *out = buf_new(mem, LIMIT_VALUE_BYTES);

    for (size_t i = 0; item->list != NULL && i < item->list->n_codes; i++) {
        const char *id = item->list->codes[i].id;

        if (in_codes(text, id, strlen(id)))
            buf_printf(out, "%s%s", out->length > 0 ? " " : "", id);
    }
    for (const char *c = item->own_codes; c != NULL && *c != '\0';) {
        size_t length = strcspn(c, " ");

        if (in_codes(text, c, length))
            buf_printf(out, "%s%.*s", out->length > 0 ? " " : "", (int)length, c);
        c += length + (c[length] == ' ');
    }
    return out->data;
}

static const char *
normal_codes(TALLOC_CTX *mem, const struct content_item *item, char *text,
             struct content_problem *problem)
{
    size_t count = 0, alone = 0;

    for (char *c = text; *c != '\0'; c++)
        if (strchr("\t\n,", *c) != NULL)
            *c = ' ';
    for (const char *c = text; *c != '\0';) {
        size_t length = strcspn(c, " ");

        if (length > 0) {
            if (!is_code(item, c, length))
                return wrong(problem, item, N_("{label}: choose among the answers offered"), 0);
            count++;
            alone += answers_alone(c, length);
        }
        c += length + (c[length] == ' ');
    }
    if (alone > 0 && count > 1)
        return wrong(problem, item,
                     N_("{label}: \"not known\" and \"not allowed to say\" stand alone"), 0);
    return in_list_order(mem, item, text);
}

static const char *
normal_day(TALLOC_CTX *mem, const struct content_item *item, const char *text,
           struct content_problem *problem)
{
    int32_t day;

    if (*text == '\0')
        return "";
    if (!day_parse(text, &day))
        return wrong(problem, item, N_("{label}: give a date that exists, with day, month and year"), 0);
    if (item->field != NULL && item->field->past_only && day > clock_today())
        return wrong(problem, item, N_("{label}: the date must be in the past"), 0);
    return mem_copy(mem, text);
}

static const char *
normal_number(TALLOC_CTX *mem, const struct content_item *item, const char *text,
              struct content_problem *problem)
{
    long long number;
    char *end;

    if (*text == '\0')
        return "";
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 15)
        return wrong(problem, item, N_("{label}: give a whole number in digits"), 0);
    number = strtoll(text, &end, 10);
    if (number < item->least)
        return wrong(problem, item, N_("{label}: at least {number}"), item->least);
    if (number > item->most)
        return wrong(problem, item, N_("{label}: at most {number}"), item->most);
    return mem_printf(mem, "%lld", number);
}

static const char *
normal_flag(const struct content_item *item, const char *text, struct content_problem *problem)
{
    if (*text == '\0' || strcmp(text, "no") == 0 || strcmp(text, "false") == 0)
        return "";
    if (strcmp(text, "yes") == 0 || strcmp(text, "true") == 0 || strcmp(text, "1") == 0)
        return "yes";
    return wrong(problem, item, N_("{label}: yes or nothing"), 0);
}

const char *
content_normal(const struct env *env, const struct content_item *item, const char *raw,
               struct content_problem *problem)
{
    const char *text = trim(env->mem, raw != NULL ? raw : "");

    if (text == NULL)
        return wrong(problem, item, N_("{label}: at most {number} bytes"), LIMIT_VALUE_BYTES);
    switch (item->kind) {
    case KIND_LINE:
    case KIND_TEXT:
        return normal_text(item, text, problem);
    case KIND_CODE:
        return normal_code(item, text, problem);
    case KIND_CODES:
        return normal_codes(env->mem, item, mem_copy(env->mem, text), problem);
    case KIND_DAY:
        return normal_day(env->mem, item, text, problem);
    case KIND_NUMBER:
        return normal_number(env->mem, item, text, problem);
    case KIND_FLAG:
        return normal_flag(item, text, problem);
    case KIND_AUTHORITY:
        if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 18)
            return wrong(problem, item, N_("{label}: choose an authority from the directory"), 0);
        return text;
    case KIND_FILES:
        break;
    }
    return wrong(problem, item, N_("{label}: files are sent on their own"), 0);
}
