/* SPDX-License-Identifier: EUPL-1.2 */
/* Recovery codes, and the enrolment that makes them. */
#include <ctype.h>
#include <string.h>

#include "access/account.h"
#include "access/code.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"

#define CHARS 16
#define GROUP 4

/* Letters and digits that are not taken for each other when read from paper. */
static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz23456789";

/* XXXX-XXXX-XXXX-XXXX: 79 bits. */
static char *
make_code(TALLOC_CTX *mem)
{
    char text[CHARS + CHARS / GROUP];
    size_t at = 0;

    for (unsigned i = 0; i < CHARS; i++) {
        if (i > 0 && i % GROUP == 0)
            text[at++] = '-';
        text[at++] = alphabet[rng_below(sizeof alphabet - 1)];
    }
    text[at] = '\0';
    return mem_copy(mem, text);
}

/* The hash of a code as typed, under a key; false when it cannot be one. */
static bool
hash_code(const unsigned char key[HASH_KEY_BYTES], uint64_t user_id, const char *code, unsigned char out[HASH_BYTES])
{
    char plain[CHARS];
    size_t count = 0;
    const struct hash_part parts[] = {hash_number(user_id), hash_data(plain, sizeof plain)};

    for (; *code != '\0'; code++) {
        if (*code == ' ' || *code == '-')
            continue;
        if (count == CHARS || !isalnum((unsigned char)*code))
            return false;
        plain[count++] = (char)tolower((unsigned char)*code);
    }
    if (count != CHARS)
        return false;
    hash_parts(out, key, HASH_FORMAT, parts, 2);
    return true;
}

struct renewal {
    const struct keys *keys;
    uint64_t user_id;
    const unsigned char *sealed; /* new secret, or NULL: only the recovery codes */
    size_t sealed_length;
    uint64_t step;
    const char **recovery;
};

static enum err_code
write_renewal(struct db *db, void *argument, struct err *err)
{
    struct renewal *renewal = argument;
    unsigned char key[HASH_KEY_BYTES], hash[HASH_BYTES];

    keys_derive(renewal->keys, "recovery code", key);
    if (renewal->sealed != NULL)
        TRY(db_exec(db, SQL_ACCOUNT_CODE,
                    DB_ARGS(db_bytes(renewal->sealed, renewal->sealed_length), db_u64(renewal->step),
                            db_moment(clock_machine_now()), db_u64(renewal->user_id)),
                    NULL, err));
    TRY(db_exec(db, SQL_RECOVERY_CLEAR, DB_ARGS(db_u64(renewal->user_id)), NULL, err));
    for (size_t i = 0; i < CODE_RECOVERY_COUNT; i++) {
        if (!hash_code(key, renewal->user_id, renewal->recovery[i], hash))
            return FAIL(err, ERR_INTERNAL, "a recovery code of the wrong form");
        TRY(db_exec(db, SQL_RECOVERY_ADD, DB_ARGS(db_u64(renewal->user_id), db_bytes(hash, sizeof hash)), NULL, err));
    }
    return account_tell(db, renewal->user_id, renewal->sealed != NULL ? ACCOUNT_CODES_SET_UP : ACCOUNT_RECOVERY_RENEWED, err);
}

enum err_code
code_renew_recovery(TALLOC_CTX *mem, struct db *db, const struct keys *keys, uint64_t user_id,
                    const char *recovery[CODE_RECOVERY_COUNT], struct err *err)
{
    struct renewal renewal = {.keys = keys, .user_id = user_id, .recovery = recovery};

    for (size_t i = 0; i < CODE_RECOVERY_COUNT; i++)
        recovery[i] = make_code(mem);
    return db_transaction(db, write_renewal, &renewal, err);
}

enum err_code
code_enrol(TALLOC_CTX *mem, struct db *db, const struct keys *keys, uint64_t user_id, const char *secret,
           const char *code, const char *recovery[CODE_RECOVERY_COUNT], bool *passed, struct err *err)
{
    struct renewal renewal = {.keys = keys, .user_id = user_id, .recovery = recovery};
    unsigned char *sealed;

    *passed = false;
    renewal.step = code_step(secret, code, clock_machine_now(), 0);
    if (renewal.step == 0)
        return ERR_OK;
    code_seal(mem, keys, user_id, secret, &sealed, &renewal.sealed_length);
    renewal.sealed = sealed;
    for (size_t i = 0; i < CODE_RECOVERY_COUNT; i++)
        recovery[i] = make_code(mem);
    TRY(db_transaction(db, write_renewal, &renewal, err));
    *passed = true;
    return ERR_OK;
}

enum err_code
code_use_recovery(struct db *db, const struct keys *keys, uint64_t user_id, const char *code, bool *passed,
                  struct err *err)
{
    unsigned char key[HASH_KEY_BYTES], hash[HASH_BYTES];
    struct db_done done;

    *passed = false;
    for (size_t i = 0; i < keys_count(keys) && !*passed; i++) {
        if (!keys_derive_from(keys, keys_number(keys, i), "recovery code", key) ||
            !hash_code(key, user_id, code, hash))
            return ERR_OK;
        TRY(db_exec(db, SQL_RECOVERY_USE, DB_ARGS(db_u64(user_id), db_bytes(hash, sizeof hash)), &done, err));
        *passed = done.affected == 1;
    }
    return ERR_OK;
}
