/* SPDX-License-Identifier: EUPL-1.2 */
#include "content/input.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "content/value.h"

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct content_input *)a)->field, ((const struct content_input *)b)->field);
}

void
content_digest(unsigned char out[32], TALLOC_CTX *mem, const char *subject, const char *action,
           const struct content_input *inputs, size_t n_inputs)
{
    struct content_input *sorted = mem_zeros(mem, struct content_input, n_inputs + 1);
    struct hash_part *parts = mem_zeros(mem, struct hash_part, 2 + 3 * n_inputs);
    size_t n = 0;

    if (n_inputs > 0)
        memcpy(sorted, inputs, n_inputs * sizeof *inputs);
    qsort(sorted, n_inputs, sizeof *sorted, by_name);
    parts[n++] = hash_text(subject);
    parts[n++] = hash_text(action);
    for (size_t i = 0; i < n_inputs; i++) {
        parts[n++] = hash_text(sorted[i].field);
        parts[n++] = hash_text(sorted[i].raw);
        parts[n++] = hash_text(sorted[i].language);
    }
    hash_parts(out, NULL, HASH_FORMAT, parts, n);
}

const char *
content_seen(const struct env *env, const struct content_values *values,
             const struct content_input *inputs, size_t n_inputs)
{
    struct content_input *now = mem_zeros(env->mem, struct content_input, n_inputs + 1);
    unsigned char digest[32];

    for (size_t i = 0; i < n_inputs; i++)
        now[i] = (struct content_input){.field = inputs[i].field,
                                        .raw = content_text(values, inputs[i].field)};
    content_digest(digest, env->mem, "seen", "", now, n_inputs);
    return hash_hex(env->mem, digest, 12);
}
