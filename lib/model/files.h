/* SPDX-License-Identifier: EUPL-1.2 */
/* The answers about the attachments of a case. */
#ifndef IMI_MODEL_FILES_H
#define IMI_MODEL_FILES_H

#include "model/model.h"

/* A file that was not taken, by its place in what was sent; its name is not repeated. */
struct model_refused {
    int64_t index;      /* from 1 */
    const char *reason; /* in the reader's language */
};

struct model_files {
    struct model_list items;   /* struct model_file */
    struct model_list refused; /* struct model_refused */
    int64_t bytes_left;        /* that may still be sent */
    bool repeated;             /* some had been kept before, under the same key */
};

extern const struct model_table model_refused_table, model_files_table;

#endif
