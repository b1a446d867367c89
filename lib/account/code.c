/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Setting up one-time codes. The new secret travels in the form, sealed for this user, and is stored only when a
 * first code proves that the app has it. Changing a factor asks for the password again (ASVS 5.0.0-7.5.1).
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "access/code.h"
#include "account/account.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "web/core.h"

#define KEY_MAX_BYTES 160
#define GROUP_CHARS 4

static const struct input_field fields[] = {
    {.name = "key", .type = INPUT_TOKEN, .max_chars = 240},
    {.name = "code", .type = INPUT_LINE, .max_chars = 20},
    {.name = "act", .type = INPUT_CODE},
};
const struct input_spec account_code_input = INPUT_SPEC(fields);

struct piece {
    const char *text;
};

static const struct model_field piece_fields[] = {MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, piece, text), MODEL_END};
static const struct model_table piece_table = {"CodePiece", sizeof(struct piece), piece_fields};

struct picture {
    const char *path;
    int64_t size;
};

static const struct model_field picture_fields[] = {MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, picture, path),
                                                    MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, picture, size), MODEL_END};
static const struct model_table picture_table = {"CodePicture", sizeof(struct picture), picture_fields};

struct code_page {
    struct model_list recovery; /* shown once */
    const struct picture *qr;
    struct model_list secret;
    const char *key;
    bool set;
    struct model_list controls;
    struct model_list renew;
    struct model_list faults;
};

static const struct model_field page_fields[] = {
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, code_page, recovery, &piece_table),
    MODEL_NESTED(MODEL_ONE, MODEL_PAGE, code_page, qr, &picture_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, code_page, secret, &piece_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, code_page, key),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, code_page, set),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, code_page, controls, &view_control_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, code_page, renew, &view_control_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, code_page, faults, &view_fault_table), MODEL_END};
static const struct model_table page_table = {"AccountCodePage", sizeof(struct code_page), page_fields};

static const char *
use_of(const struct exchange *exchange)
{
    return mem_printf(exchange->mem, "new code %" PRIu64, exchange->actor->user_id);
}

static const char *
seal_key(const struct exchange *exchange, const char *secret)
{
    unsigned char *sealed;
    size_t length;

    keys_seal(exchange->mem, exchange->app->keys, use_of(exchange), secret, strlen(secret), &sealed, &length);
    return hash_base64url(exchange->mem, sealed, length);
}

/* The secret that this user's form carries, or NULL. */
static const char *
open_key(const struct exchange *exchange, const char *key)
{
    unsigned char bytes[KEY_MAX_BYTES], *secret;
    size_t length = key == NULL ? 0 : strlen(key) * 3 / 4, secret_length;

    if (length == 0 || length > sizeof bytes || !hash_from_base64url(key, bytes, length) ||
        !keys_open(exchange->mem, exchange->app->keys, use_of(exchange), bytes, length, &secret, &secret_length))
        return NULL;
    return (const char *)secret;
}

static struct model_list
split_secret(const struct exchange *exchange, const char *secret)
{
    size_t count = (strlen(secret) + GROUP_CHARS - 1) / GROUP_CHARS;
    struct piece *pieces = mem_zeros(exchange->mem, struct piece, count);

    for (size_t i = 0; i < count; i++) {
        size_t left = strlen(secret + i * GROUP_CHARS);

        pieces[i].text = mem_copy_n(exchange->mem, secret + i * GROUP_CHARS, left < GROUP_CHARS ? left : GROUP_CHARS);
    }
    return (struct model_list){pieces, count};
}

static struct view_control
password_control(const struct exchange *exchange, const char *name)
{
    struct view_control control = page_control(exchange, "password", name, N_("Your password"));

    control.autocomplete = "current-password";
    return control;
}

/* faults: of the code, of the password, of the password for new recovery codes; each a text or NULL. */
static enum err_code
show(struct exchange *exchange, const char *secret, const char *const faults[3], struct err *err)
{
    static const char *const names[] = {"code", "password", "renew_password"};
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 3);
    struct view_fault *list = mem_zeros(exchange->mem, struct view_fault, 3);
    struct code_page page = {.set = exchange->actor->second_factor, .controls = {controls, 2}, .renew = {controls + 2, 1}};
    struct code_qr qr;
    struct picture picture;
    size_t count = 0;

    TRY(code_qr(exchange->mem, code_uri(exchange->mem, exchange->app->config->site_name, exchange->actor->sign_in_name, secret),
                &qr, err));
    picture = (struct picture){qr.path, qr.size};
    page.qr = &picture;
    page.secret = split_secret(exchange, secret);
    page.key = seal_key(exchange, secret);
    controls[0] = page_control(exchange, "number", "code", N_("Code"));
    controls[0].autocomplete = "one-time-code";
    controls[0].width = "10";
    controls[1] = password_control(exchange, "password");
    controls[2] = password_control(exchange, "renew_password");
    for (size_t i = 0; i < 3 && faults != NULL; i++) {
        controls[i].error = faults[i];
        if (faults[i] != NULL)
            list[count++] = (struct view_fault){names[i], faults[i]};
    }
    page.faults = (struct model_list){list, count};
    exchange->failed = count > 0;
    return app_page(exchange, count > 0 ? 422 : 200, "account-code", app_t(exchange, N_("Set up one-time codes")),
                    &page_table, &page, err);
}

static enum err_code
show_recovery(struct exchange *exchange, const char *const recovery[CODE_RECOVERY_COUNT], struct err *err)
{
    struct piece *pieces = mem_zeros(exchange->mem, struct piece, CODE_RECOVERY_COUNT);
    struct code_page page = {.recovery = {pieces, CODE_RECOVERY_COUNT}};

    for (size_t i = 0; i < CODE_RECOVERY_COUNT; i++)
        pieces[i].text = recovery[i];
    return app_page(exchange, 200, "account-code", app_t(exchange, N_("Your recovery codes")), &page_table, &page, err);
}

enum err_code
account_code_show(struct exchange *exchange, struct err *err)
{
    return show(exchange, code_new_secret(exchange->mem), NULL, err);
}

static enum err_code
renew(struct exchange *exchange, struct err *err)
{
    const char *recovery[CODE_RECOVERY_COUNT], *faults[3] = {NULL, NULL, NULL};
    const struct app *app = exchange->app;
    struct authentication authentication = authentication_of(exchange);
    bool matches;

    if (!exchange->actor->second_factor)
        return FAIL(err, ERR_CONFLICT, "no second factor to recover");
    TRY(authenticate_again(exchange->mem, &authentication, exchange->actor->user_id, page_secret(exchange, "renew_password"),
                           &matches, err));
    if (!matches) {
        faults[2] = app_t(exchange, N_("This is not your password"));
        return show(exchange, code_new_secret(exchange->mem), faults, err);
    }
    TRY(code_renew_recovery(exchange->mem, app->db, app->keys, exchange->actor->user_id, recovery, err));
    log_line(LOG_INFO, "recovery codes renewed", "user", log_number((int64_t)exchange->actor->user_id), NULL);
    return show_recovery(exchange, recovery, err);
}

static enum err_code
enrol(struct exchange *exchange, struct err *err)
{
    const char *recovery[CODE_RECOVERY_COUNT], *faults[3] = {NULL, NULL, NULL};
    const struct app *app = exchange->app;
    const char *secret = open_key(exchange, input_text(exchange->input, "key"));
    const char *code = input_text(exchange->input, "code");
    struct authentication authentication = authentication_of(exchange);
    bool matches, passed = false;

    if (secret == NULL)
        return FAIL(err, ERR_INVALID, "the key of the form does not open");
    TRY(authenticate_again(exchange->mem, &authentication, exchange->actor->user_id, page_secret(exchange, "password"), &matches,
                           err));
    if (!matches)
        faults[1] = app_t(exchange, N_("This is not your password"));
    else if (code != NULL)
        TRY(code_enrol(exchange->mem, app->db, app->keys, exchange->actor->user_id, secret, code, recovery, &passed, err));
    if (matches && !passed)
        faults[0] = app_t(exchange, N_("This is not the code that the app shows now"));
    if (!passed)
        return show(exchange, secret, faults, err);
    TRY(session_end_all(app->db, exchange->actor->user_id, exchange->actor->session_id, err));
    log_line(LOG_INFO, "one-time codes set up", "user", log_number((int64_t)exchange->actor->user_id), NULL);
    return show_recovery(exchange, recovery, err);
}

enum err_code
account_code_do(struct exchange *exchange, struct err *err)
{
    const char *act = input_text(exchange->input, "act");

    return act != NULL && strcmp(act, "renew") == 0 ? renew(exchange, err) : enrol(exchange, err);
}
