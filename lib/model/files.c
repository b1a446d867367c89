/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/files.h"

#include <stddef.h>

#include "model/case.h"

static const struct model_field refused_fields[] = {
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_refused, index),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_refused, reason),
    MODEL_END,
};

static const struct model_field files_fields[] = {
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_files, items, &model_file_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_files, refused, &model_refused_table),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, model_files, bytes_left),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_files, repeated),
    MODEL_END,
};

const struct model_table model_refused_table = {"RefusedFile", sizeof(struct model_refused), refused_fields};
const struct model_table model_files_table = {"Files", sizeof(struct model_files), files_fields};
