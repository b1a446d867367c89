/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/subject.h"

#include <string.h>

static const char *const words[SUBJECT_KINDS] = {[SUBJECT_CASE] = "case", [SUBJECT_USER] = "user"};

const char *
subject_word(enum subject_kind kind)
{
    return words[kind];
}

enum err_code
subject_read(const char *word, uint64_t id, struct subject *subject, struct err *err)
{
    for (int kind = 0; kind < SUBJECT_KINDS; kind++)
        if (strcmp(words[kind], word) == 0) {
            *subject = (struct subject){(enum subject_kind)kind, id};
            return ERR_OK;
        }
    return FAIL(err, ERR_INTERNAL, "%s is no kind of subject", word);
}
