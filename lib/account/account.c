/* SPDX-License-Identifier: EUPL-1.2 */
/* One's own account: details, language, password, sessions. */
#include "access/account.h"

#include <inttypes.h>
#include <string.h>

#include "account/account.h"
#include "base/log.h"
#include "base/mem.h"
#include "web/core.h"

static const struct input_field fields[] = {
    {.name = "act", .type = INPUT_CODE},
    {.name = "language", .type = INPUT_CODE},
    {.name = "session", .type = INPUT_NUMBER, .min = 1, .max = INT64_MAX},
};
const struct input_spec account_input = INPUT_SPEC(fields);

struct detail {
    const char *label;
    const char *text;
};

static const struct model_field detail_fields[] = {MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, detail, label),
                                                   MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, detail, text), MODEL_END};
static const struct model_table detail_table = {"AccountDetail", sizeof(struct detail), detail_fields};

struct code_state {
    bool set;
    int64_t recovery_left;
};

static const struct model_field code_fields[] = {MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, code_state, set),
                                                 MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, code_state, recovery_left),
                                                 MODEL_END};
static const struct model_table code_table = {"AccountCode", sizeof(struct code_state), code_fields};

struct session_item {
    int64_t id;
    const char *label;
    int64_t since;
    int64_t used;
    bool current;
};

static const struct model_field session_fields[] = {
    MODEL_FIELD(MODEL_NUMBER, MODEL_PAGE, session_item, id), MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, session_item, label),
    MODEL_FIELD(MODEL_MOMENT, MODEL_PAGE, session_item, since), MODEL_FIELD(MODEL_MOMENT, MODEL_PAGE, session_item, used),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, session_item, current), MODEL_END};
static const struct model_table session_table = {"AccountSession", sizeof(struct session_item), session_fields};

struct account_page {
    struct model_list details;
    struct model_list settings;
    struct model_list password;
    struct model_list sessions;
    struct model_list faults;
    const struct code_state *code;
};

static const struct model_field page_fields[] = {
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, account_page, details, &detail_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, account_page, settings, &view_control_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, account_page, password, &view_control_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, account_page, sessions, &session_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, account_page, faults, &view_fault_table),
    MODEL_NESTED(MODEL_ONE, MODEL_PAGE, account_page, code, &code_table), MODEL_END};
static const struct model_table page_table = {"AccountPage", sizeof(struct account_page), page_fields};

/* "Firefox, Linux": what people know their browser by. */
static const char *
agent_label(const struct exchange *exchange, const char *agent)
{
    static const struct {
        const char *mark;
        const char *name;
    } browsers[] = {{"Edg/", "Edge"}, {"Firefox/", "Firefox"}, {"Chrom", "Chrome"}, {"Safari/", "Safari"}},
      systems[] = {{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
                   {"Mac OS", "macOS"}, {"Linux", "Linux"}};
    const char *browser = app_t(exchange, N_("Another program")), *system = NULL;

    for (size_t i = sizeof browsers / sizeof browsers[0]; i-- > 0;)
        if (strstr(agent, browsers[i].mark) != NULL)
            browser = browsers[i].name;
    for (size_t i = sizeof systems / sizeof systems[0]; i-- > 0;)
        if (strstr(agent, systems[i].mark) != NULL)
            system = systems[i].name;
    return system == NULL ? browser : mem_printf(exchange->mem, "%s, %s", browser, system);
}

static enum err_code
fill_sessions(const struct exchange *exchange, struct account_page *page, struct err *err)
{
    const struct session_row *rows;
    struct session_item *items;
    size_t count;

    TRY(session_list(exchange->mem, exchange->app->db, exchange->actor->user_id, &rows, &count, err));
    items = mem_zeros(exchange->mem, struct session_item, count + 1);
    for (size_t i = 0; i < count; i++)
        items[i] = (struct session_item){(int64_t)rows[i].id, agent_label(exchange, rows[i].agent), rows[i].made_at,
                                         rows[i].seen_at, rows[i].id == exchange->actor->session_id};
    page->sessions = (struct model_list){items, count};
    return ERR_OK;
}

static void
fill_details(const struct exchange *exchange, const struct account *account, struct account_page *page)
{
    struct detail *details = mem_zeros(exchange->mem, struct detail, 5);

    details[0] = (struct detail){app_t(exchange, N_("Sign-in name")), account->name};
    details[1] = (struct detail){app_t(exchange, N_("Name")), account->full_name};
    details[2] = (struct detail){app_t(exchange, N_("E-mail")), account->email};
    details[3] = (struct detail){app_t(exchange, N_("Authority")), account->authority_name};
    details[4] = (struct detail){app_t(exchange, N_("Country")), text_country(exchange->lang, exchange->actor->country)};
    page->details = (struct model_list){details, 5};
}

static void
fill_settings(const struct exchange *exchange, const struct account *account, struct account_page *page)
{
    size_t count = text_lang_count(exchange->app->text);
    struct view_option *options = mem_zeros(exchange->mem, struct view_option, count);
    struct view_control *control = mem_zeros(exchange->mem, struct view_control, 1);

    for (size_t i = 0; i < count; i++) {
        const struct text_lang *lang = text_lang_at(exchange->app->text, i);

        options[i] = (struct view_option){.code = text_lang_code(lang), .label = text_lang_self_name(lang),
                                          .selected = strcmp(text_lang_code(lang), account->language) == 0};
    }
    *control = page_control(exchange, "select", "language", N_("Language of pages and mails"));
    control->options = (struct model_list){options, count};
    page->settings = (struct model_list){control, 1};
}

/* faults: for each field of the password form its text, or NULL. */
static void
fill_password(struct exchange *exchange, struct account_page *page, const char *const faults[3])
{
    static const char *const names[] = {"password", "new_password", "new_password_again"};
    static const char *const labels[] = {N_("Your password now"), N_("New password"), N_("New password again")};
    struct view_control *controls = mem_zeros(exchange->mem, struct view_control, 3);
    struct view_fault *list = mem_zeros(exchange->mem, struct view_fault, 3);
    size_t count = 0;

    for (size_t i = 0; i < 3; i++) {
        controls[i] = page_control(exchange, "password", names[i], labels[i]);
        controls[i].autocomplete = i == 0 ? "current-password" : "new-password";
        controls[i].error = faults == NULL ? NULL : faults[i];
        if (controls[i].error != NULL)
            list[count++] = (struct view_fault){names[i], faults[i]};
    }
    controls[1].hint = app_t(exchange, N_("At least 12 characters. A few words in a row are easy to remember."));
    page->password = (struct model_list){controls, 3};
    page->faults = (struct model_list){list, count};
    exchange->failed = count > 0;
}

static enum err_code
show(struct exchange *exchange, int status, const char *const faults[3], struct err *err)
{
    struct account_page page = {0};
    struct code_state code;
    struct account *account;

    TRY(account_by_id(exchange->mem, exchange->app->db, exchange->actor->user_id, &account, err));
    fill_details(exchange, account, &page);
    fill_settings(exchange, account, &page);
    fill_password(exchange, &page, faults);
    TRY(fill_sessions(exchange, &page, err));
    code = (struct code_state){.set = account->code_secret.data != NULL,
                               .recovery_left = account->code_secret.data == NULL ? MODEL_NO_NUMBER : account->recovery_left};
    page.code = &code;
    return app_page(exchange, status, "account", app_t(exchange, N_("Your account")), &page_table, &page, err);
}

enum err_code
account_show(struct exchange *exchange, struct err *err)
{
    return show(exchange, 200, NULL, err);
}

static enum err_code
save_settings(struct exchange *exchange, struct err *err)
{
    const char *language = input_text(exchange->input, "language");

    if (language == NULL || text_lang(exchange->app->text, language) == NULL)
        return FAIL(err, ERR_INVALID, "not a language of this site");
    TRY(account_set_language(exchange->app->db, exchange->actor->user_id, language, err));
    response_cookie(exchange->resp, COOKIE_LANG, "", 0);
    app_go(exchange, "/account", "language-saved");
    return ERR_OK;
}

static enum err_code
change_password(struct exchange *exchange, struct err *err)
{
    const struct app *app = exchange->app;
    const char *fresh = page_secret(exchange, "new_password");
    const char *names[] = {app->config->site_name, exchange->actor->sign_in_name, exchange->actor->full_name,
                           exchange->actor->authority_name};
    const char *faults[3] = {NULL, NULL, NULL};
    struct authentication authentication = authentication_of(exchange);
    char hash[PASSWORD_HASH_SIZE];
    enum password_fault fault = password_judge(app->core->passwords, fresh, names, sizeof names / sizeof names[0]);
    bool matches;

    TRY(authenticate_again(exchange->mem, &authentication, exchange->actor->user_id, page_secret(exchange, "password"), &matches,
                           err));
    if (!matches)
        faults[0] = app_t(exchange, N_("This is not your password"));
    if (fault != PASSWORD_FINE)
        faults[1] = app_t(exchange, password_fault_text(fault));
    else if (strcmp(fresh, page_secret(exchange, "new_password_again")) != 0)
        faults[2] = app_t(exchange, N_("The two new passwords are not the same"));
    if (faults[0] != NULL || faults[1] != NULL || faults[2] != NULL)
        return show(exchange, 422, faults, err);
    TRY(password_hash(app->core->gate, fresh, hash, err));
    TRY(account_change_password(app->db, exchange->actor->user_id, hash, exchange->actor->session_id, err));
    log_line(LOG_INFO, "password changed", "user", log_number((int64_t)exchange->actor->user_id), NULL);
    app_go(exchange, "/account", "password-changed");
    return ERR_OK;
}

static enum err_code
end_session(struct exchange *exchange, struct err *err)
{
    int64_t id = input_number(exchange->input, "session", 0);

    TRY(session_end(exchange->app->db, exchange->actor->user_id, (uint64_t)id, err));
    app_go(exchange, "/account", "session-ended");
    return ERR_OK;
}

enum err_code
account_do(struct exchange *exchange, struct err *err)
{
    const char *act = input_text(exchange->input, "act");

    if (act != NULL && strcmp(act, "settings") == 0)
        return save_settings(exchange, err);
    if (act != NULL && strcmp(act, "password") == 0)
        return change_password(exchange, err);
    if (act != NULL && strcmp(act, "end-session") == 0)
        return end_session(exchange, err);
    return FAIL(err, ERR_INVALID, "no such act");
}
