/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An endpoint, and one exchange with a client. Handlers get an exchange whose needs (method, sign-in,
 * right, form token, limits) the dispatcher has checked; they fill a typed model and give it to
 * app_page() or app_json(), or redirect.
 */
#ifndef IMI_WEB_APP_H
#define IMI_WEB_APP_H

#include "access/actor.h"
#include "access/keys.h"
#include "base/err.h"
#include "config/config.h"
#include "db/db.h"
#include "decl/decl.h"
#include "http/input.h"
#include "http/request.h"
#include "http/response.h"
#include "http/route.h"
#include "model/model.h"
#include "text/catalogue.h"
#include "view/view.h"

struct read_pairs;
struct app_core; /* private to the endpoint's machinery: core.h */

/* The addresses of all endpoints, and what they need to be there before the first worker. */
struct app_site {
    const struct route_table *portal, *area, *admin;
    enum err_code (*prepare_area)(struct err *err); /* for the endpoint of an area */
};

struct app {
    const char *endpoint;         /* "portal", "admin" or the id of an area */
    const struct decl_area *area; /* of an area's endpoint; NULL for portal and admin */
    const struct config *config;
    const struct decl *decl;
    const struct text *text;
    struct view *view;            /* renders one page at a time */
    const struct keys *keys;
    struct db *db;                /* of this worker */
    const struct route_table *routes; /* of this endpoint */
    const struct app_site *site;
    struct app_core *core;
};

struct exchange {
    TALLOC_CTX *mem; /* of the request */
    const struct app *app;
    struct request *req;
    struct response *resp;
    struct route_match match;
    const struct route *route;
    const struct form *form;     /* of a ROUTE_FORM or ROUTE_JSON body, else NULL */
    const struct read_pairs *json; /* of a ROUTE_JSON body (api/read.h), as it was sent; `form` has the same pairs */
    const struct input *input;   /* when the route declares input */
    const struct actor *actor;   /* NULL: nobody is signed in */
    const struct text_lang *lang;
    const char *binding;         /* what this page's form token is bound to: the session, or the visitor's cookie */
    const char *banner;          /* what the last act did, where the handler knows it (app_noticed); NULL: it does not */
    const char *case_ref;        /* app_case() */
    const char *case_state;
    const char *case_version;
    bool faulty;                 /* an error page is being made */
    bool failed;                 /* the page tells of faults: "Error: " stands before its title */
};

/* app_t - a text in the reader's language, with the limits that it names ({file_bytes}) filled in. */
const char *app_t(const struct exchange *exchange, const char *msgid);

/* app_noticed - the code that the last app_go left for this page; NULL when there is none. page.c knows those of all pages. */
const char *app_noticed(const struct exchange *exchange);

/* app_page - answer with a page: status, template (file name without .cs), title (translated), and the model that fills it. */
enum err_code app_page(struct exchange *exchange, int status, const char *template,
                       const char *title, const struct model_table *table, const void *model,
                       struct err *err) ERR_MUST_CHECK;

/* app_json - answer with JSON made from a model by its field table. */
enum err_code app_json(struct exchange *exchange, int status, const struct model_table *table,
                       const void *model, struct err *err) ERR_MUST_CHECK;

/* One fault of the input, for app_problem(): the field as it was sent, and what to mend, in the reader's language. */
struct app_fault {
    const char *field; /* NULL: the whole */
    const char *text;
};

/*
 * app_problem - answer an API call with application/problem+json: title by the code, and a line for each fault.
 * Handlers use it for ERR_INVALID; all other errors they return, and the dispatcher makes page or problem of them.
 */
enum err_code app_problem(struct exchange *exchange, enum err_code code, const struct app_fault *faults, size_t n_faults,
                          struct err *err) ERR_MUST_CHECK;

/* app_is_api - whether this address is one of the API. */
bool app_is_api(const struct exchange *exchange);

/*
 * app_form_token - check the token of a form whose body the handler reads itself (ROUTE_FILES); to be asked before
 * anything is done. Errors: ERR_FORBIDDEN.
 */
enum err_code app_form_token(const struct exchange *exchange, const struct form *form, struct err *err) ERR_MUST_CHECK;

/*
 * app_case - what `<main data-case data-state data-version>` says on a page about a case; to be set before app_page().
 */
void app_case(struct exchange *exchange, const char *ref, const char *state, uint64_t version);

/* app_go - 303 to a path of this site, with an optional notice (a code the next page knows: "sent", "saved"), or NULL. */
void app_go(struct exchange *exchange, const char *path, const char *notice);

/*
 * What an endpoint's main gives: its name (socket and log), the id of its area or NULL, its addresses, and those of
 * the whole site.
 */
struct app_conf {
    const char *endpoint;
    const char *area;
    const struct route_table *routes;
    const struct app_site *site;
};

/*
 * app_run - be an endpoint until told to stop; the exit code of main. Arguments: --config FILE; else IMI_CONFIG, else
 * the installed file. What is wrong with configuration, declared data, keys or texts is printed, and it does not start.
 */
int app_run(const struct app_conf *conf, int argc, char **argv);

/* app_capture - a part of the address by the name in the route's pattern; never NULL for a name that is in it. */
const char *app_capture(const struct exchange *exchange, const char *name);

#endif
