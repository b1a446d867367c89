/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The reader's alphabetical order, for closed lists up to about 1,000 rows (countries, code lists,
 * authorities of one country). Long lists are ordered by the database.
 */
#ifndef IMI_TEXT_COLLATE_H
#define IMI_TEXT_COLLATE_H

#include "text/catalogue.h" /* struct text_lang */

/*
 * collate_order - the order of texts in a language.
 * texts   count UTF-8 texts (NULL counts as "")
 * order   receives count indexes: texts[order[0]] comes first; equal texts keep their order
 */
void collate_order(const struct text_lang *lang, const char *const *texts, size_t count,
                   size_t *order);

/* collate_sort - the same, for an array of texts in place. */
void collate_sort(const struct text_lang *lang, const char **texts, size_t count);

#endif
