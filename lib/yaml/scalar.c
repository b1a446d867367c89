/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml/scalar.h"

#include <stdlib.h>
#include <string.h>

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

/* Whether text is 1..most characters, all small letters or in `more`. */
static bool
made_of(const char *text, const char *more, size_t most)
{
    size_t length = 0;

    while (in(small, text[length]) || in(more, text[length]))
        length++;
    return text[length] == '\0' && length >= 1 && length <= most;
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
        return in(small, text[0]) && made_of(text, "0123456789_", 48);
    case SHAPE_ACTION:
        return in(small, text[0]) && made_of(text, "-", 40);
    case SHAPE_CODE:
        return made_of(text, "0123456789_", 40);
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
        "small letters, digits and _, a letter first, at most 48",
        "small letters and -, a letter first, at most 40",
        "small letters, digits and _, at most 40",
        "two capital letters",
        "AB-C1: area, group, number",
        "one capital letter",
    };

    return texts[shape];
}
