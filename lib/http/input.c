/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/input.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"

#define CODE_CHARACTERS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._:-"
#define TOKEN_CHARACTERS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"
#define MAX_NUMBER_DIGITS 18 /* so that no sum can overflow */

/* One field at work: where its results go, and in what memory. */
struct check {
    TALLOC_CTX *mem;
    const struct form *form;
    const struct input_field *field;
    struct input_value *value;
};

static const uint32_t default_chars[] = {
    [INPUT_LINE] = 200, [INPUT_TEXT] = 10000, [INPUT_CODE] = 64, [INPUT_CODES] = 64, [INPUT_TOKEN] = 128,
    [INPUT_FILE] = 0,
};

static uint32_t
max_chars(const struct input_field *field)
{
    return field->max_chars != 0 ? field->max_chars : default_chars[field->type];
}

static uint32_t
max_items(const struct input_field *field)
{
    return field->max_items != 0 ? field->max_items : field->type == INPUT_CODES ? 200 : 1;
}

static void
refuse(struct check *check, enum input_reason reason)
{
    if (check->value->state == INPUT_INVALID)
        return; /* the first reason stands */
    check->value->state = INPUT_INVALID;
    check->value->reason = reason;
}

/* Space that a line may be surrounded by: ASCII, and the no-break space that word processors paste. */
static char *
trimmed(TALLOC_CTX *mem, const char *raw)
{
    size_t length;

    for (;; raw++) {
        if (strncmp(raw, "\xc2\xa0", 2) == 0)
            raw++;
        else if (*raw == '\0' || strchr(" \t\r\n", *raw) == NULL)
            break;
    }
    for (length = strlen(raw); length > 0;) {
        if (length >= 2 && strncmp(raw + length - 2, "\xc2\xa0", 2) == 0)
            length -= 2;
        else if (strchr(" \t\r\n", raw[length - 1]) != NULL)
            length--;
        else
            break;
    }
    return mem_copy_n(mem, raw, length);
}

static char *
with_unix_line_ends(TALLOC_CTX *mem, const char *raw)
{
    char *out = mem_size(mem, strlen(raw) + 1);
    size_t used = 0;

    for (; *raw != '\0'; raw++) {
        if (*raw == '\r') {
            out[used++] = '\n';
            raw += raw[1] == '\n';
        } else {
            out[used++] = *raw;
        }
    }
    out[used] = '\0';
    return out;
}

static void
check_text(struct check *check, const char *text, bool lines)
{
    size_t length = strlen(text);

    check->value->text = text;
    if (lines ? !utf8_clean_text(text, length) : !utf8_clean_line(text, length))
        refuse(check, INPUT_CONTROL);
    else if (utf8_count(text) > max_chars(check->field))
        refuse(check, INPUT_TOO_LONG);
}

static void
check_characters(struct check *check, const char *text, const char *allowed)
{
    check->value->text = text;
    if (strspn(text, allowed) != strlen(text))
        refuse(check, INPUT_WRONG_KIND);
    else if (strlen(text) > max_chars(check->field))
        refuse(check, INPUT_TOO_LONG);
}

static void
check_range(struct check *check, int64_t number)
{
    const struct input_field *field = check->field;

    if ((field->min != 0 || field->max != 0) && (number < field->min || number > field->max))
        refuse(check, INPUT_OUT_OF_RANGE);
}

static void
check_number(struct check *check, const char *text)
{
    const char *digits = text + (text[0] == '-');
    int64_t number = 0;

    if (digits[0] == '\0' || strspn(digits, "0123456789") != strlen(digits)) {
        refuse(check, INPUT_WRONG_KIND);
        return;
    }
    while (digits[0] == '0' && digits[1] != '\0')
        digits++;
    if (strlen(digits) > MAX_NUMBER_DIGITS) {
        refuse(check, INPUT_OUT_OF_RANGE);
        return;
    }
    for (; *digits != '\0'; digits++)
        number = number * 10 + (*digits - '0');
    check->value->number = text[0] == '-' ? -number : number;
    check_range(check, check->value->number);
}

static void
check_day(struct check *check, const char *text)
{
    if (!day_parse(text, &check->value->day))
        refuse(check, INPUT_NOT_A_DAY);
    else
        check_range(check, check->value->day);
}

/* ---- collecting what was sent ---- */

static bool
is_named(const struct form_pair *pair, const char *name, const char *suffix)
{
    size_t length = strlen(name);

    return strncmp(pair->name, name, length) == 0 && strcmp(pair->name + length, suffix) == 0;
}

/* The only value under a name; "" where there is none. Files, and a second value, are refused. */
static const char *
only_value(struct check *check, const char *suffix)
{
    const char *found = NULL;

    for (size_t i = 0; i < check->form->count; i++) {
        const struct form_pair *pair = &check->form->pairs[i];

        if (!is_named(pair, check->field->name, suffix))
            continue;
        check->value->sent = true;
        if (found != NULL)
            refuse(check, INPUT_REPEATED);
        else if (pair->file != NULL)
            refuse(check, INPUT_WRONG_KIND);
        else
            found = pair->value;
    }
    return found != NULL ? found : "";
}

static void
check_single(struct check *check)
{
    struct input_value *value = check->value;
    const char *text;

    value->raw = only_value(check, "");
    text = trimmed(check->mem, value->raw);
    if (text[0] == '\0' || value->state == INPUT_INVALID)
        return;
    value->state = INPUT_VALID;
    switch (check->field->type) {
    case INPUT_LINE:
        check_text(check, text, false);
        break;
    case INPUT_TEXT:
        check_text(check, with_unix_line_ends(check->mem, value->raw), true);
        break;
    case INPUT_CODE:
        check_characters(check, text, CODE_CHARACTERS);
        break;
    case INPUT_TOKEN:
        check_characters(check, text, TOKEN_CHARACTERS);
        break;
    case INPUT_NUMBER:
        check_number(check, text);
        break;
    case INPUT_DAY:
        check_day(check, text);
        break;
    case INPUT_FLAG:
        value->flag = true;
        break;
    case INPUT_CODES:
    case INPUT_FILE:
        break; /* may come more than once: not checked here */
    }
}

/* A part of a day as a number; -1 where it is none. */
static int
day_part(TALLOC_CTX *mem, const char *raw, size_t most_digits)
{
    const char *text = trimmed(mem, raw);
    size_t length = strlen(text);
    int number = 0;

    if (length == 0 || length > most_digits || strspn(text, "0123456789") != length)
        return -1;
    for (; *text != '\0'; text++)
        number = number * 10 + (*text - '0');
    return number;
}

static void
check_three_fields(struct check *check)
{
    struct input_value *value = check->value;
    int year = day_part(check->mem, value->raw_year, 4);
    int month = day_part(check->mem, value->raw_month, 2);
    int day = day_part(check->mem, value->raw_day, 2);

    value->raw = mem_printf(check->mem, "%s-%s-%s", value->raw_year, value->raw_month, value->raw_day);
    /* A year in two digits is a slip: nobody means the year 26. */
    if (year < 1000 || !day_valid(year, month, day)) {
        refuse(check, INPUT_NOT_A_DAY);
        return;
    }
    value->day = day_from_civil(year, month, day);
    value->state = value->state == INPUT_INVALID ? INPUT_INVALID : INPUT_VALID;
    check_range(check, value->day);
}

static void
check_a_day(struct check *check)
{
    struct input_value *value = check->value;

    value->raw_day = only_value(check, "-day");
    value->raw_month = only_value(check, "-month");
    value->raw_year = only_value(check, "-year");
    if (trimmed(check->mem, value->raw_day)[0] == '\0' && trimmed(check->mem, value->raw_month)[0] == '\0' &&
        trimmed(check->mem, value->raw_year)[0] == '\0')
        check_single(check);
    else
        check_three_fields(check);
}

static bool
has_item(const char *const *items, size_t count, const char *item)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i], item) == 0)
            return true;
    return false;
}

static void
add_code(struct check *check, const char **codes, const char *raw)
{
    struct input_value *value = check->value;
    const char *code = trimmed(check->mem, raw);

    if (code[0] == '\0' || has_item(codes, value->item_count, code))
        return;
    if (value->state == INPUT_ABSENT)
        value->state = INPUT_VALID;
    check_characters(check, code, CODE_CHARACTERS);
    value->text = NULL;
    if (value->item_count == max_items(check->field))
        refuse(check, INPUT_TOO_MANY);
    else
        codes[value->item_count++] = code;
}

static void
check_codes(struct check *check)
{
    size_t room = check->form->count < max_items(check->field) ? check->form->count : max_items(check->field);
    const char **codes = mem_zeros(check->mem, const char *, room + 1);

    check->value->items = codes;
    for (size_t i = 0; i < check->form->count; i++) {
        const struct form_pair *pair = &check->form->pairs[i];

        if (!is_named(pair, check->field->name, ""))
            continue;
        if (!check->value->sent)
            check->value->raw = pair->value;
        check->value->sent = true;
        if (pair->file != NULL)
            refuse(check, INPUT_WRONG_KIND);
        else
            add_code(check, codes, pair->value);
    }
}

static void
check_files(struct check *check)
{
    struct input_value *value = check->value;
    size_t room = check->form->count < max_items(check->field) ? check->form->count : max_items(check->field);
    void **files = mem_zeros(check->mem, void *, room + 1);

    value->files = files;
    for (size_t i = 0; i < check->form->count; i++) {
        const struct form_pair *pair = &check->form->pairs[i];

        if (!is_named(pair, check->field->name, ""))
            continue;
        value->sent = true;
        if (pair->file == NULL) {
            if (pair->value[0] != '\0')
                refuse(check, INPUT_WRONG_KIND);
        } else if (value->item_count == max_items(check->field)) {
            refuse(check, INPUT_TOO_MANY);
        } else {
            if (value->item_count == 0)
                value->raw = value->text = pair->value;
            files[value->item_count++] = pair->file;
        }
    }
    if (value->item_count > 0 && value->state == INPUT_ABSENT)
        value->state = INPUT_VALID;
}

static bool
is_declared(const struct input_spec *spec, const struct form_pair *pair)
{
    for (size_t i = 0; i < spec->count; i++) {
        const struct input_field *field = &spec->fields[i];

        if (is_named(pair, field->name, ""))
            return true;
        if (field->type == INPUT_DAY && (is_named(pair, field->name, "-day") || is_named(pair, field->name, "-month") ||
                                         is_named(pair, field->name, "-year")))
            return true;
    }
    return false;
}

struct input *
input_check(TALLOC_CTX *mem, const struct input_spec *spec, const struct form *form)
{
    struct input *input = mem_zero(mem, struct input);

    input->spec = spec;
    input->values = mem_zeros(input, struct input_value, spec->count + 1);
    for (size_t i = 0; i < spec->count; i++) {
        struct input_value *value = &input->values[i];
        struct check check = {input, form, &spec->fields[i], value};

        value->field = &spec->fields[i];
        value->raw = value->raw_day = value->raw_month = value->raw_year = "";
        if (value->field->type == INPUT_DAY)
            check_a_day(&check);
        else if (value->field->type == INPUT_CODES)
            check_codes(&check);
        else if (value->field->type == INPUT_FILE)
            check_files(&check);
        else
            check_single(&check);
        input->invalid += value->state == INPUT_INVALID;
    }
    input->unknown = form->dropped;
    for (size_t i = 0; i < form->count; i++)
        input->unknown += !is_declared(spec, &form->pairs[i]);
    return input;
}

/* ---- asking ---- */

const struct input_value *
input_value(const struct input *input, const char *name)
{
    for (size_t i = 0; i < input->spec->count; i++)
        if (strcmp(input->spec->fields[i].name, name) == 0)
            return &input->values[i];
    log_line(LOG_ERROR, "undeclared field asked for", "field", name, NULL);
    abort();
}

const char *
input_text(const struct input *input, const char *name)
{
    const struct input_value *value = input_value(input, name);

    return value->state == INPUT_VALID ? value->text : NULL;
}

int64_t
input_number(const struct input *input, const char *name, int64_t otherwise)
{
    const struct input_value *value = input_value(input, name);

    return value->state == INPUT_VALID ? value->number : otherwise;
}

bool
input_flag(const struct input *input, const char *name)
{
    const struct input_value *value = input_value(input, name);

    return value->state == INPUT_VALID && value->flag;
}

const char *
input_reason_text(enum input_reason reason)
{
    static const char *const texts[] = {
        [INPUT_FINE] = "",
        [INPUT_TOO_LONG] = N_("This is longer than {max} characters"),
        [INPUT_TOO_MANY] = N_("These are more than {max}"),
        [INPUT_WRONG_KIND] = N_("This is not in the form that is expected here"),
        [INPUT_NOT_A_DAY] = N_("This is not a day of the calendar"),
        [INPUT_OUT_OF_RANGE] = N_("This is not between {min} and {max}"),
        [INPUT_REPEATED] = N_("This was sent more than once"),
        [INPUT_CONTROL] = N_("This holds characters that cannot be read"),
    };

    return (unsigned)reason < sizeof texts / sizeof texts[0] ? texts[reason] : "";
}
