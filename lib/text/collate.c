/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/collate.h"

#include "base/mem.h"
#include "text/lang.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uiter.h>

struct collate_key {
    const char *text;
    size_t index;
    UCollator *collator;
};

static int
collator_close(UCollator **kept)
{
    ucol_close(*kept);
    return 0;
}

static UCollator *
collator_of(const struct text_lang *lang)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollator **kept = lang->state->collator;
    UCollator *collator;

    if (kept != NULL)
        return *kept;
    collator = ucol_open(lang->known->locale, &status);
    if (U_FAILURE(status))
        return NULL;
    kept = lang->state->collator = mem_zero(lang->state, UCollator *);
    *kept = collator;
    talloc_set_destructor(kept, collator_close);
    return collator;
}

static int
compare(const void *a, const void *b)
{
    const struct collate_key *left = a;
    const struct collate_key *right = b;
    UErrorCode status = U_ZERO_ERROR;
    int order;

    order = left->collator != NULL
                ? (int)ucol_strcollUTF8(left->collator, left->text, -1, right->text, -1, &status)
                : strcmp(left->text, right->text);
    if (order != 0 && U_SUCCESS(status))
        return order;
    return (left->index > right->index) - (left->index < right->index);
}

void
collate_order(const struct text_lang *lang, const char *const *texts, size_t count, size_t *order)
{
    UCollator *collator = collator_of(lang);
    struct collate_key *keys = mem_zeros(NULL, struct collate_key, count + 1);
    size_t i;

    for (i = 0; i < count; i++)
        keys[i] = (struct collate_key){texts[i] != NULL ? texts[i] : "", i, collator};
    qsort(keys, count, sizeof keys[0], compare);
    for (i = 0; i < count; i++)
        order[i] = keys[i].index;
    talloc_free(keys);
}

void
collate_sort(const struct text_lang *lang, const char **texts, size_t count)
{
    TALLOC_CTX *work = mem_new(NULL, "collate_sort");
    size_t *order = mem_zeros(work, size_t, count + 1);
    const char **sorted = mem_zeros(work, const char *, count + 1);
    size_t i;

    collate_order(lang, texts, count, order);
    for (i = 0; i < count; i++)
        sorted[i] = texts[order[i]];
    for (i = 0; i < count; i++)
        texts[i] = sorted[i];
    talloc_free(work);
}
