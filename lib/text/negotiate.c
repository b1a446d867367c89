/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/negotiate.h"

#include <ctype.h>
#include <string.h>

#define RANGES_MAX 50
#define BLANKS " \t"

/* code: bytes of a language range, not ended. */
static const struct text_lang *
match(const struct text *text, const char *code, size_t length)
{
    char primary[TEXT_LANG_CODE_BYTES + 1];
    size_t i;

    for (i = 0; i < length && code[i] != '-' && code[i] != '_'; i++) {
        if (i == TEXT_LANG_CODE_BYTES || !isalpha((unsigned char)code[i]))
            return NULL;
        primary[i] = (char)tolower((unsigned char)code[i]);
    }
    primary[i] = '\0';
    if (strcmp(primary, "no") == 0 || strcmp(primary, "nn") == 0)
        memcpy(primary, "nb", sizeof "nb"); /* the Norwegian that is offered is better than English */
    return text_lang(text, primary);
}

const struct text_lang *
negotiate_code(const struct text *text, const char *code)
{
    return code != NULL ? match(text, code, strlen(code)) : NULL;
}

/* The weight of a range in thousandths from the text after its tag (";q=0.8"); -1 when broken. */
static int
weight_of(const char *at, const char *end)
{
    int value, digit;

    at += strspn(at, BLANKS);
    if (at >= end)
        return 1000;
    if (*at++ != ';')
        return -1;
    at += strspn(at, BLANKS);
    if (end - at < 3 || (*at != 'q' && *at != 'Q') || at[1] != '=' || (at[2] != '0' && at[2] != '1'))
        return -1;
    value = (at[2] - '0') * 1000;
    at += 3;
    if (at < end && *at == '.') {
        at++;
        for (digit = 100; digit > 0 && at < end && isdigit((unsigned char)*at); digit /= 10)
            value += (*at++ - '0') * digit;
    }
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return at == end && value <= 1000 ? value : -1;
}

const struct text_lang *
negotiate_accept(const struct text *text, const char *accept_language)
{
    const struct text_lang *best = NULL;
    const char *at = accept_language;
    int best_weight = 0;
    int ranges;

    for (ranges = 0; at != NULL && *at != '\0' && ranges < RANGES_MAX; ranges++) {
        const char *end = at + strcspn(at, ",");
        size_t tag;
        const struct text_lang *lang;
        int weight;

        at += strspn(at, BLANKS);
        if (at > end)
            at = end;
        tag = strcspn(at, ",; \t");
        lang = tag == 1 && *at == '*' ? text_lang_default(text) : match(text, at, tag);
        weight = weight_of(at + tag, end);
        if (lang != NULL && weight > best_weight) {
            best = lang;
            best_weight = weight;
        }
        at = *end == ',' ? end + 1 : end;
    }
    return best != NULL ? best : text_lang_default(text);
}
