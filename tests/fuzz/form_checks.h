/* SPDX-License-Identifier: EUPL-1.2 */
/* What must hold of any list of pairs, whatever bytes it was read from. A breach aborts. */
#ifndef IMI_TESTS_FORM_CHECKS_H
#define IMI_TESTS_FORM_CHECKS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "http/form.h"
#include "http/input.h"

#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void
must_be_within_limits(const struct form *form)
{
    MUST(form->seen <= LIMIT_FORM_PAIRS && form->count + form->dropped == form->seen);
    for (size_t i = 0; i < form->count; i++) {
        size_t length = strlen(form->pairs[i].name);

        MUST(length >= 1 && length <= LIMIT_FIELD_NAME_BYTES);
        MUST(form->pairs[i].value != NULL);
        MUST(utf8_valid(form->pairs[i].value, strlen(form->pairs[i].value)));
    }
}

/* One field of each kind, so that every check meets every value. */
static inline void
must_be_checkable(TALLOC_CTX *mem, const struct form *form)
{
    static const struct input_field fields[] = {
        {"a", INPUT_LINE},  {"b", INPUT_TEXT},
        {"c", INPUT_CODE},  {"d", INPUT_CODES, .max_items = 3},
        {"e", INPUT_TOKEN}, {"f", INPUT_NUMBER, .min = -5, .max = 5},
        {"g", INPUT_DAY},   {"h", INPUT_FLAG},
        {"i", INPUT_FILE},
    };
    static const struct input_spec spec = INPUT_SPEC(fields);
    const struct input *input = input_check(mem, &spec, form);

    for (size_t i = 0; i < spec.count; i++) {
        const struct input_value *value = &input->values[i];

        MUST(value->raw != NULL && value->field == &fields[i]);
        MUST((value->state == INPUT_INVALID) == (value->reason != INPUT_FINE));
        if (value->state != INPUT_VALID)
            continue;
        MUST(value->sent);
        MUST(fields[i].type > INPUT_CODE || value->text != NULL);
        MUST(fields[i].type != INPUT_NUMBER || (value->number >= -5 && value->number <= 5));
        MUST(fields[i].type != INPUT_CODES || (value->item_count >= 1 && value->item_count <= 3));
    }
}

#endif
