/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml/scalar.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "yaml/walk.h"

bool
scalar_number(const char *text, int64_t *number)
{
    const char *digits = text[0] == '-' ? text + 1 : text;
    size_t length = strspn(digits, "0123456789");

    if (length == 0 || length > 15 || digits[length] != '\0')
        return false;
    *number = strtoll(text, NULL, 10);
    return true;
}

/* ---- shapes of ids ------------------------------------------------------------------------------------ */

static const char small[] = "abcdefghijklmnopqrstuvwxyz";
static const char big[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char digits[] = "0123456789";

static bool
in(const char *set, char c)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* Whether text is small letters or what stands in `more`, and not too long for an id. */
static bool
made_of(const char *text, const char *more)
{
    size_t length = 0;

    while (in(small, text[length]) || in(more, text[length]))
        length++;
    return text[length] == '\0' && length >= 1 && length <= LIMIT_ID_CHARS;
}

static bool
is_question(const char *text)
{
    size_t length = strlen(text);

    return length >= 5 && length <= 7 && in(big, text[0]) && in(big, text[1]) && text[2] == '-' &&
           in(big, text[3]) && strspn(text + 4, digits) == length - 4;
}

bool
walk_shape_fits(enum walk_shape shape, const char *text)
{
    switch (shape) {
    case SHAPE_ANY:
        return text[0] != '\0';
    case SHAPE_NAME:
        return in(small, text[0]) && made_of(text, "0123456789_");
    case SHAPE_ACTION:
        return in(small, text[0]) && made_of(text, "-");
    case SHAPE_CODE:
        return made_of(text, "0123456789_");
    case SHAPE_COUNTRY:
        return in(big, text[0]) && in(big, text[1]) && text[2] == '\0';
    case SHAPE_QUESTION:
        return is_question(text);
    case SHAPE_GROUP:
        return in(big, text[0]) && text[1] == '\0';
    }
    return false;
}

const char *
walk_shape_text(enum walk_shape shape)
{
    static const char *const texts[] = {
        "of one line",
        "small letters, digits and _, a letter first",
        "small letters and -, a letter first",
        "small letters, digits and _",
        "two capital letters",
        "AB-C1: area, group, number",
        "one capital letter",
    };

    return texts[shape];
}

bool
walk_id(struct load *load, struct yaml_pos pos, enum walk_shape shape, const char *id)
{
    if (walk_shape_fits(shape, id))
        return true;
    if (utf8_count(id) > LIMIT_ID_CHARS)
        fault_add(load, pos, id, "has %zu characters; an id has at most %d", utf8_count(id), LIMIT_ID_CHARS);
    else
        fault_add(load, pos, id, "is not of the form %s", walk_shape_text(shape));
    return false;
}
