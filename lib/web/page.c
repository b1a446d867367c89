/* SPDX-License-Identifier: EUPL-1.2 */
/* Pages: the frame around each, and the ways a handler answers. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "base/log.h"
#include "base/mem.h"
#include "http/csrf.h"
#include "text/limit.h"
#include "web/core.h"

#define LINK_MAX_BYTES 4096

/* What a notice code says on the next page. */
static const struct {
    const char *code;
    const char *text;
} notices[] = {
    {"saved", N_("Saved.")},
    {"done", N_("Done.")},
    {"signed-out", N_("You are signed out.")},
    {"session-ended", N_("The session was ended.")},
    {"password-changed", N_("The password was changed. Your other sessions were ended.")},
    {"language-saved", N_("Your language was saved.")},
    {"code-set", N_("One-time codes are set up.")},
    {"recovery-used", N_("You used a recovery code. It does not work again; you can make new ones here.")},
    {"second-factor", N_("Set up one-time codes first: nothing else is open to an account without them.")},
    {"already", N_("This had been done already; nothing was done twice.")},
};

const char *
app_t(const struct exchange *exchange, const char *msgid)
{
    return limit_fill(exchange->mem, exchange->lang, text_get(exchange->lang, msgid));
}

const char *
app_capture(const struct exchange *exchange, const char *name)
{
    const char *value = route_capture(&exchange->match, name);

    if (value == NULL) {
        log_line(LOG_ERROR, "a handler asks for a part that its pattern has not", "name", name, NULL);
        abort();
    }
    return value;
}

const char *
page_escape(TALLOC_CTX *mem, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    struct buf *buf = buf_new(mem, LINK_MAX_BYTES);

    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (strchr(plain, *c) != NULL)
            buf_putc(buf, (char)*c);
        else
            buf_printf(buf, "%%%02X", (unsigned)*c);
    }
    return buf_full(buf) ? "" : buf->data;
}

/* Whether the address declares this field: what it does not know is not carried on. */
static bool
declares(const struct input_spec *spec, const char *name)
{
    for (size_t i = 0; spec != NULL && i < spec->count; i++)
        if (strcmp(spec->fields[i].name, name) == 0)
            return true;
    return false;
}

const char *
page_link(const struct exchange *exchange, const char *name, const char *value)
{
    const struct form *query = exchange->req->query;
    const struct route *route = exchange->route;
    struct buf *buf = buf_new(exchange->mem, LINK_MAX_BYTES);
    char join = '?';

    buf_puts(buf, route == NULL || exchange->faulty ? "/" : page_escape(exchange->mem, exchange->req->path));
    for (size_t i = 0; i < query->count && route != NULL && !exchange->faulty; i++) {
        if (strcmp(query->pairs[i].name, name) == 0 || !declares(route->input, query->pairs[i].name))
            continue;
        buf_printf(buf, "%c%s=", join, query->pairs[i].name);
        buf_puts(buf, page_escape(exchange->mem, query->pairs[i].value));
        join = '&';
    }
    if (value != NULL)
        buf_printf(buf, "%c%s=%s", join, name, page_escape(exchange->mem, value));
    return buf_full(buf) || !response_is_own_path(buf->data) ? "/" : buf->data;
}

static void
add_nav(struct view_nav **items, size_t *count, const struct exchange *exchange, const char *href, const char *label)
{
    const char *path = exchange->req->path;
    size_t length = strlen(href);
    bool below = length > 1 && strncmp(path, href, length) == 0 && (href[length - 1] == '/' || strchr("/", path[length]));

    *items = mem_grow(exchange->mem, *items, struct view_nav, *count + 1);
    (*items)[(*count)++] = (struct view_nav){.label = label, .href = href, .count = MODEL_NO_NUMBER,
                                             .current = strcmp(path, href) == 0 || below};
}

/* What this person has on top of each page: only what exists, and only areas in which he or she may do something. */
static struct model_list
make_nav(const struct exchange *exchange)
{
    static const struct {
        const char *href;
        const char *label;
    } fixed[] = {{"/tasks", N_("My tasks")}, {"/cases", N_("Cases")}, {"/directory", N_("Directory")},
                 {"/registers", N_("Registers")}, {"/statistics", N_("Statistics")}};
    struct view_nav *items = NULL;
    const struct decl *decl = exchange->app->decl;
    size_t count = 0;

    if (exchange->actor == NULL)
        return (struct model_list){NULL, 0};
    add_nav(&items, &count, exchange, "/", app_t(exchange, N_("Start")));
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (route_has(exchange->app->site->portal, fixed[i].href))
            add_nav(&items, &count, exchange, fixed[i].href, app_t(exchange, fixed[i].label));
    for (size_t i = 0; i < decl->n_areas; i++)
        if (actor_roles(exchange->actor, decl->areas[i].id) != 0)
            add_nav(&items, &count, exchange, mem_printf(exchange->mem, "/%s/", decl->areas[i].id),
                    app_t(exchange, decl->areas[i].title));
    if (actor_any(exchange->actor, ROLE_ADMINISTRATOR))
        add_nav(&items, &count, exchange, "/admin/", app_t(exchange, N_("Administration")));
    return (struct model_list){items, count};
}

static struct model_list
make_user_nav(const struct exchange *exchange)
{
    struct view_nav *item = NULL;
    size_t count = 0;

    if (exchange->actor == NULL)
        return (struct model_list){NULL, 0};
    add_nav(&item, &count, exchange, "/account", app_t(exchange, N_("Your account")));
    return (struct model_list){item, count};
}

static struct model_list
make_languages(const struct exchange *exchange)
{
    size_t count = text_lang_count(exchange->app->text);
    struct view_language *items = mem_zeros(exchange->mem, struct view_language, count);

    for (size_t i = 0; i < count; i++) {
        const struct text_lang *lang = text_lang_at(exchange->app->text, i);

        items[i] = (struct view_language){.code = text_lang_tag(lang), .label = text_lang_self_name(lang),
                                          .href = page_link(exchange, "lang", text_lang_code(lang)),
                                          .current = lang == exchange->lang};
    }
    return (struct model_list){items, count};
}

const char *
app_noticed(const struct exchange *exchange)
{
    return request_cookie(exchange->req, COOKIE_NOTICE);
}

/* What was just done, told once. */
static const char *
take_notice(struct exchange *exchange)
{
    const char *code = app_noticed(exchange);

    if (code == NULL)
        return NULL;
    response_cookie(exchange->resp, COOKIE_NOTICE, "", 0);
    for (size_t i = 0; i < sizeof notices / sizeof notices[0]; i++)
        if (strcmp(notices[i].code, code) == 0)
            return app_t(exchange, notices[i].text);
    return exchange->banner;
}

static const char *
contact_href(const struct exchange *exchange)
{
    const char *contact = exchange->app->config->site_contact;

    if (contact == NULL || strstr(contact, "://") != NULL)
        return contact;
    return strchr(contact, '@') == NULL ? NULL : mem_printf(exchange->mem, "mailto:%s", contact);
}

struct view_chrome *
page_chrome(struct exchange *exchange, const char *title)
{
    struct view_chrome *chrome = mem_zero(exchange->mem, struct view_chrome);
    const struct app *app = exchange->app;
    const struct actor *actor = exchange->actor;

    chrome->title = title;
    chrome->failed = exchange->failed;
    chrome->lang = text_lang_tag(exchange->lang);
    chrome->site_name = app->config->site_name;
    chrome->contact_href = contact_href(exchange);
    chrome->brand = app->config->site_accent == NULL ? NULL : mem_printf(exchange->mem, "/brand.css?v=%s",
                                                                         app->config->site_accent + 1);
    chrome->version = app->core->asset_version;
    chrome->training = app->config->training;
    chrome->user = actor == NULL ? NULL : actor->full_name;
    chrome->authority = actor == NULL ? NULL : actor->authority_name;
    chrome->csrf = exchange->binding == NULL ? "" : csrf_token(exchange->mem, app->core->form_key, exchange->binding);
    chrome->path = page_link(exchange, "lang", NULL);
    chrome->area = app->area == NULL ? NULL : app_t(exchange, app->area->title);
    chrome->area_href = app->area == NULL ? NULL : mem_printf(exchange->mem, "/%s/", app->area->id);
    chrome->notice = take_notice(exchange);
    chrome->request_id = exchange->req->id;
    chrome->nav = make_nav(exchange);
    chrome->user_nav = make_user_nav(exchange);
    chrome->languages = make_languages(exchange);
    chrome->case_ref = exchange->case_ref;
    chrome->case_state = exchange->case_state;
    chrome->case_version = exchange->case_version;
    return chrome;
}

void
app_case(struct exchange *exchange, const char *ref, const char *state, uint64_t version)
{
    exchange->case_ref = ref;
    exchange->case_state = state;
    exchange->case_version = mem_printf(exchange->mem, "%" PRIu64, version);
}

enum err_code
app_page(struct exchange *exchange, int status, const char *template, const char *title,
         const struct model_table *table, const void *model, struct err *err)
{
    struct view_page page = {.template_name = template, .lang = exchange->lang, .table = table,
                             .model = model, .chrome = page_chrome(exchange, title)};

    TRY(view_render(exchange->mem, exchange->app->view, &page, exchange->resp->body, err));
    response_status(exchange->resp, status);
    response_type(exchange->resp, "text/html");
    response_header(exchange->resp, "Content-Language", text_lang_tag(exchange->lang));
    response_header(exchange->resp, "Vary", "Accept-Language, Cookie");
    return ERR_OK;
}

enum err_code
app_json(struct exchange *exchange, int status, const struct model_table *table, const void *model, struct err *err)
{
    struct buf *body = exchange->resp->body;

    buf_clear(body);
    answer_write(body, table, model);
    if (buf_full(body))
        return FAIL(err, ERR_INTERNAL, "the answer %s is too long", table->name);
    response_status(exchange->resp, status);
    response_type(exchange->resp, "application/json");
    response_header(exchange->resp, "Content-Language", text_lang_tag(exchange->lang));
    response_header(exchange->resp, "Vary", "Accept-Language, Authorization");
    return ERR_OK;
}

const char *
page_secret(const struct exchange *exchange, const char *name)
{
    const char *value = NULL;

    for (size_t i = 0; exchange->form != NULL && i < exchange->form->count; i++) {
        if (strcmp(exchange->form->pairs[i].name, name) != 0)
            continue;
        if (value != NULL || exchange->form->pairs[i].file != NULL)
            return "";
        value = exchange->form->pairs[i].value;
    }
    return value == NULL ? "" : value;
}

struct view_control
page_control(const struct exchange *exchange, const char *kind, const char *name, const char *label)
{
    return (struct view_control){.kind = kind, .name = name, .label = app_t(exchange, label),
                                 .max = MODEL_NO_NUMBER, .rows = MODEL_NO_NUMBER};
}

void
app_go(struct exchange *exchange, const char *path, const char *notice)
{
    if (notice != NULL)
        response_cookie(exchange->resp, COOKIE_NOTICE, notice, NOTICE_MAX_AGE_S);
    response_redirect(exchange->resp, path);
}
