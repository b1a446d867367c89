/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/authenticate.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "access/account.h"
#include "access/code.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

#define HALF_USE "half-way"
#define HALF_MAX_BYTES 128
#define CODE_INPUT_MAX 40

/* A name as typed, as the database holds it; what cannot be one becomes "", which nobody is called. */
static void
plain_name(const char *typed, char out[ACCOUNT_NAME_MAX + 1])
{
    size_t length = 0;

    while (*typed == ' ')
        typed++;
    for (; *typed != '\0' && *typed != ' ' && length < ACCOUNT_NAME_MAX; typed++)
        out[length++] = (char)tolower((unsigned char)*typed);
    while (*typed == ' ')
        typed++;
    out[*typed == '\0' ? length : 0] = '\0';
    if (!account_name_valid(out))
        out[0] = '\0';
}

/* The note of who got half-way: sealed user number and end, as base64url. */
static char *
half_make(TALLOC_CTX *mem, const struct keys *keys, uint64_t user_id)
{
    char text[64];
    unsigned char *sealed;
    size_t length;

    snprintf(text, sizeof text, "%" PRIu64 " %" PRId64, user_id,
             clock_machine_now() / CLOCK_SECOND + SIGNIN_HALF_S);
    keys_seal(mem, keys, HALF_USE, text, strlen(text), &sealed, &length);
    return hash_base64url(mem, sealed, length);
}

static bool
half_read(TALLOC_CTX *mem, const struct keys *keys, const char *half, uint64_t *user_id)
{
    unsigned char bytes[HALF_MAX_BYTES], *text;
    size_t length = half == NULL ? 0 : strlen(half) * 3 / 4, text_length;
    int64_t until;

    if (length < KEYS_SEAL_EXTRA || length > sizeof bytes || !hash_from_base64url(half, bytes, length) ||
        !keys_open(mem, keys, HALF_USE, bytes, length, &text, &text_length))
        return false;
    return sscanf((const char *)text, "%" SCNu64 " %" SCNd64, user_id, &until) == 2 &&
           until >= clock_machine_now() / CLOCK_SECOND;
}

bool
authentication_half_valid(const struct authentication *authentication, const char *half)
{
    TALLOC_CTX *mem = mem_new(NULL, "half");
    uint64_t user_id;
    bool valid = half_read(mem, authentication->keys, half, &user_id);

    talloc_free(mem);
    return valid;
}

static enum err_code
refused(const struct authentication *authentication, const char *name, uint64_t user_id, uint64_t counted,
        struct authentication_outcome *outcome, struct err *err)
{
    outcome->next = SIGNIN_REFUSED;
    log_line(LOG_WARNING, "sign-in refused", "user", user_id == 0 ? NULL : log_number((int64_t)user_id), "address",
             authentication->address, NULL);
    return throttle_failed(authentication->throttle, authentication->db, name, authentication->address, counted, err);
}

static enum err_code
let_in(TALLOC_CTX *mem, const struct authentication *authentication, const struct account *account,
       struct authentication_outcome *outcome, struct err *err)
{
    char *cookie;

    TRY(throttle_passed(authentication->throttle, authentication->db, account->name, authentication->address, account->id, err));
    TRY(session_start(mem, authentication->db, authentication->keys, &authentication->times, account->id, authentication->agent,
                      &cookie, err));
    outcome->next = SIGNIN_DONE;
    outcome->cookie = cookie;
    outcome->user_id = account->id;
    log_line(LOG_INFO, "signed in", "user", log_number((int64_t)account->id), "authority",
             log_number((int64_t)account->authority_id), "factors", account->code_secret.data == NULL ? "1" : "2",
             "recovery", outcome->recovery ? "yes" : NULL, NULL);
    return ERR_OK;
}

/* The password of a user, made anew where it was hashed with other parameters than today's. */
static enum err_code
check_password(const struct authentication *authentication, const struct account *account, const char *password, bool *matches,
               struct err *err)
{
    bool known = account != NULL && account->password != NULL, outdated;
    char hash[PASSWORD_HASH_SIZE];

    TRY(password_verify(authentication->gate, known ? account->password : NULL, password, matches, &outdated, err));
    if (!known || !outdated)
        return ERR_OK;
    TRY(password_hash(authentication->gate, password, hash, err));
    return account_set_password(authentication->db, account->id, hash, err);
}

enum err_code
authenticate_password(TALLOC_CTX *mem, const struct authentication *authentication, const char *name, const char *password,
                      struct authentication_outcome *outcome, struct err *err)
{
    char plain[ACCOUNT_NAME_MAX + 1];
    struct account *account = NULL;
    bool matches;
    enum err_code code;

    memset(outcome, 0, sizeof *outcome);
    plain_name(name, plain);
    TRY(throttle_sign_in(authentication->throttle, authentication->db, plain, authentication->address, err));
    code = account_by_name(mem, authentication->db, plain, &account, err);
    if (code != ERR_OK && code != ERR_NOT_FOUND)
        return code;
    if (code == ERR_NOT_FOUND || strcmp(account->status, "active") != 0)
        account = NULL;
    TRY(check_password(authentication, account, password, &matches, err));
    if (account == NULL || !matches)
        return refused(authentication, plain, account == NULL ? 0 : account->id, 0, outcome, err);
    if (account->code_secret.data == NULL)
        return let_in(mem, authentication, account, outcome, err);
    outcome->next = SIGNIN_CODE;
    outcome->user_id = account->id;
    outcome->half = half_make(mem, authentication->keys, account->id);
    return ERR_OK;
}

/* A code from the app has six digits, space between them allowed; everything else is tried as a recovery code. */
static bool
six_digits(const char *typed, char out[7])
{
    size_t count = 0;

    for (; *typed != '\0'; typed++) {
        if (*typed == ' ')
            continue;
        if (count == 6 || *typed < '0' || *typed > '9')
            return false;
        out[count++] = *typed;
    }
    out[count] = '\0';
    return count == 6;
}

enum err_code
authenticate_code(TALLOC_CTX *mem, const struct authentication *authentication, const char *half, const char *code,
                  struct authentication_outcome *outcome, struct err *err)
{
    struct account *account;
    uint64_t user_id;
    char digits[7];
    bool passed = false;
    enum err_code found;

    memset(outcome, 0, sizeof *outcome);
    if (!half_read(mem, authentication->keys, half, &user_id))
        return FAIL(err, ERR_SIGN_IN, "nobody is half-way, or too long ago");
    TRY(throttle_code(authentication->throttle, authentication->db, user_id, err));
    found = account_by_id(mem, authentication->db, user_id, &account, err);
    if (found == ERR_NOT_FOUND || (found == ERR_OK && strcmp(account->status, "active") != 0))
        return FAIL(err, ERR_SIGN_IN, "the account is not active any more");
    TRY(found);
    TRY(throttle_sign_in(authentication->throttle, authentication->db, account->name, authentication->address, err));
    if (account->code_secret.data == NULL)
        return FAIL(err, ERR_SIGN_IN, "the second factor was taken away meanwhile");
    if (six_digits(code, digits)) {
        TRY(code_use(authentication->db, authentication->keys, user_id, account->code_secret, account->code_step, digits, &passed,
                     err));
    } else if (strlen(code) <= CODE_INPUT_MAX) {
        TRY(code_use_recovery(authentication->db, authentication->keys, user_id, code, &passed, err));
        outcome->recovery = passed;
    }
    if (!passed)
        return refused(authentication, account->name, user_id, user_id, outcome, err);
    return let_in(mem, authentication, account, outcome, err);
}

enum err_code
authenticate_again(TALLOC_CTX *mem, const struct authentication *authentication, uint64_t user_id, const char *password,
                   bool *matches, struct err *err)
{
    struct account *account;

    TRY(account_by_id(mem, authentication->db, user_id, &account, err));
    TRY(throttle_sign_in(authentication->throttle, authentication->db, account->name, authentication->address, err));
    TRY(check_password(authentication, account, password, matches, err));
    if (*matches)
        return ERR_OK;
    return throttle_failed(authentication->throttle, authentication->db, account->name, authentication->address, 0, err);
}
