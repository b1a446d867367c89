/* SPDX-License-Identifier: EUPL-1.2 */
/* What somebody gives for the items of a case, and what of it must be mended. */
#ifndef IMI_CONTENT_INPUT_H
#define IMI_CONTENT_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

/* One given value: the raw text as typed; app bring pages and JSON into this form, and flow checks it. */
struct content_input {
    const char *field;
    const char *raw;      /* NULL or "": emptied */
    const char *language; /* of free text; NULL: the actor's */
};

/* Something in the input that must be mended. */
struct content_problem {
    const char *field;
    const char *msgid;      /* "Enter {label}." ... */
    const char *label;      /* msgid of the field's label, or NULL */
    int64_t number;         /* for {max}, {min}, {number} */
};

struct content_problems {
    struct content_problem *items;
    size_t count;
};

/* content_digest - the hash of what was asked, so that a key is good for one input only. */
void content_digest(unsigned char out[32], TALLOC_CTX *mem, const char *subject, const char *action,
                const struct content_input *inputs, size_t n_inputs);

#endif
