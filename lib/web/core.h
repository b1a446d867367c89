/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What an endpoint's machinery keeps beside struct app, and the steps that an exchange goes through. For lib/web, and for pages
 * that sign people in or describe the installation; handlers of cases get along with handler.h.
 */
#ifndef IMI_WEB_CORE_H
#define IMI_WEB_CORE_H

#include <stdint.h>

#include "access/authenticate.h"
#include "access/identify.h"
#include "access/password.h"
#include "access/session.h"
#include "access/throttle.h"
#include "model/control.h"
#include "web/app.h"
#include "web/metrics.h"

#define COOKIE_SESSION "session"
#define COOKIE_VISITOR "visitor"
#define COOKIE_LANG "lang"
#define COOKIE_HALF "half"
#define COOKIE_NOTICE "notice"
#define VISITOR_MAX_AGE_S 43200
#define LANG_MAX_AGE_S 31536000
#define NOTICE_MAX_AGE_S 60

/* An invented person of a training installation, offered on the sign-in page. */
struct app_story {
    const char *name;
    const char *authority;
    const char *country; /* ISO 3166-1 */
    const char *roles;
    const char *story;
};

struct app_core {
    const struct app_conf *conf;
    struct db_conf db;
    unsigned char form_key[HASH_KEY_BYTES];
    struct throttle *throttle;
    struct password_gate *gate;
    const struct password_list *passwords;
    struct session_times times;
    struct metrics *metrics;
    const char *asset_version; /* digest of style and script */
    const struct app_story *stories;
    size_t n_stories;
    bool published_good; /* the flows were compared with what is published, and are the same */
};

/* core_check_published - whether declared flows are those that were published; asked of the database once a worker. */
enum err_code core_check_published(struct app *app, struct err *err) ERR_MUST_CHECK;

/* dispatch - check what the route needs, once, in order, and call its handler. */
enum err_code dispatch(struct exchange *exchange, struct err *err) ERR_MUST_CHECK;

/* dispatch_error - make the answer of an error: page, problem, or the way to the sign-in page. Cannot fail. */
void dispatch_error(struct exchange *exchange, const struct err *err);

/* right_check - whether the actor holds what the route asks for. Errors: ERR_FORBIDDEN. */
enum err_code right_check(const struct exchange *exchange, struct err *err) ERR_MUST_CHECK;

/* authentication_of - the steps of signing in for this client. */
struct authentication authentication_of(const struct exchange *exchange);

/* page_chrome - the frame of a page for this exchange. */
struct view_chrome *page_chrome(struct exchange *exchange, const char *title);

/*
 * page_link - this page's path with the declared part of the query that it was asked with, `name` set to `value` in it
 * (NULL = taken out). "/" on error pages, which repeat nothing.
 */
const char *page_link(const struct exchange *exchange, const char *name, const char *value);

/* page_secret - what was typed into a field, to the byte (passwords are not trimmed); "" when missing or sent twice. */
const char *page_secret(const struct exchange *exchange, const char *name);

/* page_control - a control of a kind with name and label (msgid); the rest is empty. */
struct view_control page_control(const struct exchange *exchange, const char *kind, const char *name, const char *label);

/* page_escape - a text as part of a query: all but [A-Za-z0-9-._~/] escaped. */
const char *page_escape(TALLOC_CTX *mem, const char *text);

#endif
