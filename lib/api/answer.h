/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * JSON out: the struct of an answer by its field table, and problems (RFC 9457). Only fields marked
 * MODEL_API are written. `<`, `>`, `&` and the line separators of JavaScript are escaped, so that JSON is
 * harmless wherever it lands (ASVS 5.0.0-1.2.3).
 */
#ifndef IMI_API_ANSWER_H
#define IMI_API_ANSWER_H

#include <stddef.h>

#include "base/buf.h"
#include "model/model.h"

#define ANSWER_DEPTH_MAX 16 /* structs within structs; what lies deeper is left out */

/* answer_write - append a struct as an object. model NULL writes {}. The buffer says when it did not fit. */
void answer_write(struct buf *buf, const struct model_table *table, const void *model);

/* answer_string - append a text as a JSON string; NULL writes null. */
void answer_string(struct buf *buf, const char *text);

/* One fault of the input: where it is (a field's name as sent) and what to mend. */
struct answer_fault {
    const char *field; /* NULL: the whole */
    const char *text;  /* in the reader's language */
};

struct answer_problem {
    const char *type;  /* URI */
    const char *title; /* in the reader's language */
    int status;
    const char *detail;     /* in the reader's language; NULL = none. Never a value that was sent */
    const char *request_id; /* NULL or "" = none */
    const struct answer_fault *faults;
    size_t n_faults;
};

/* answer_problem - append an application/problem+json document; faults become `errors` with JSON pointers. */
void answer_problem(struct buf *buf, const struct answer_problem *problem);

#endif
