/* SPDX-License-Identifier: EUPL-1.2 */
#include "kinds/common.h"

#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"

#define CODE_BYTES 64

const char *
kind_refuse(struct kind_problem *problem, const char *msgid, int64_t number)
{
    *problem = (struct kind_problem){msgid, number};
    return NULL;
}

const char *
text_length(const struct kind_limits *limits, const char *text, struct kind_problem *problem)
{
    size_t count = utf8_count(text);

    if (count > limits->max)
        return kind_refuse(problem, N_("{label}: at most {number} characters"), (int64_t)limits->max);
    if (count < limits->min && count > 0)
        return kind_refuse(problem, N_("{label}: at least {number} characters"), (int64_t)limits->min);
    return text;
}

size_t
text_chars(const char *text, size_t length)
{
    size_t chars = 0;

    for (size_t i = 0; i < length; i++)
        chars += ((unsigned char)text[i] & 0xc0) != 0x80;
    return chars;
}

bool
code_offered(const struct kind_limits *limits, const char *code, size_t length)
{
    char id[CODE_BYTES];
    const struct decl_code *known;
    int32_t today = clock_today();

    if (codes_have(limits->more_codes, code, length) || codes_have(limits->lone_codes, code, length))
        return true;
    if (limits->list == NULL || length >= sizeof id)
        return false;
    memcpy(id, code, length);
    id[length] = '\0';
    known = decl_code(limits->list, id);
    return known != NULL && known->from_day <= today && known->to_day >= today;
}

bool
code_can_be(const struct kind_limits *limits, const char *code)
{
    return limits->list == NULL || decl_code(limits->list, code) != NULL;
}

void
shown_as_text(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown)
{
    (void)mem;
    shown->text = stored;
}

void
shown_as_codes(TALLOC_CTX *mem, const char *stored, struct kind_shown *shown)
{
    (void)mem;
    shown->codes = stored;
}

struct kind_schema
schema_string(const struct kind_limits *limits)
{
    (void)limits;
    return (struct kind_schema){.type = "string"};
}
