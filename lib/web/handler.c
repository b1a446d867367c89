/* SPDX-License-Identifier: EUPL-1.2 */
#include "web/handler.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"

#define CODE_CHARS 40
#define CODE_ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

struct env *
handler_env(struct exchange *exchange, const char *door)
{
    struct env *env = mem_zero(exchange->mem, struct env);
    struct env_files *files = mem_zero(exchange->mem, struct env_files);
    unsigned char *key = mem_size(exchange->mem, HASH_KEY_BYTES);

    keys_derive(exchange->app->keys, "history", key);
    *files = (struct env_files){exchange->app->config->files_person_bytes, exchange->app->config->files_authority_bytes,
                                  exchange->app->config->clamd};
    *env = (struct env){.mem = exchange->mem,
                        .db = exchange->app->db,
                        .decl = exchange->app->decl,
                        .history_key = key,
                        .actor = exchange->actor,
                        .language = text_lang_code(exchange->lang),
                        .request_id = exchange->req->id,
                        .door = door,
                        .files = files};
    return env;
}

const char *
handler_href(struct exchange *exchange, const char *area, const char *ref, const char *action,
             const char *query)
{
    const char *const parts[] = {"/", area, "/cases/", ref, action != NULL ? "/" : "", action,
                                 query != NULL ? "?" : "", query};

    return mem_join(exchange->mem, parts, sizeof parts / sizeof parts[0]);
}

const char *
handler_query(const struct exchange *exchange, const char *name)
{
    const char *value = form_value(exchange->req->query, name);

    return value != NULL && *value != '\0' ? value : NULL;
}

enum err_code
handler_codes(const struct exchange *exchange, const char *const names[], size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const char *value = form_value(exchange->req->query, names[i]);

        if (value != NULL && (strlen(value) > CODE_CHARS || strspn(value, CODE_ALPHABET) != strlen(value)))
            return FAIL(err, ERR_BAD_REQUEST, "%s is no code", names[i]);
    }
    return ERR_OK;
}

const char *
handler_key(struct exchange *exchange)
{
    unsigned char bytes[24];

    rng_bytes(bytes, sizeof bytes);
    return hash_base64url(exchange->mem, bytes, sizeof bytes);
}

enum err_code
handler_problems(struct exchange *exchange, const struct content_problems *problems, struct err *err)
{
    struct app_fault *faults = mem_zeros(exchange->mem, struct app_fault, problems->count + 1);

    for (size_t i = 0; i < problems->count; i++)
        faults[i] = (struct app_fault){.field = problems->items[i].field,
                                       .text = label_problem(exchange, &problems->items[i])};
    return app_problem(exchange, ERR_INVALID, faults, problems->count, err);
}

enum err_code
handler_api_key(const struct exchange *exchange, const char **key, struct err *err)
{
    *key = exchange->req->idempotency_key;
    if (*key != NULL && (strlen(*key) > 64 || strlen(*key) < 8))
        return FAIL(err, ERR_BAD_REQUEST, "Idempotency-Key of %zu bytes", strlen(*key));
    return ERR_OK;
}
