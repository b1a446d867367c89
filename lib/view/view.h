/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages: a template of templates/ and an answer's struct become HTML. This room is the only one that
 * knows ClearSilver; it may include base, model and text.
 *
 * All templates of the folder are parsed once, before forking (view_start); a page then costs the
 * filling of its values and the rendering. Escaping for HTML is switched on in one place (template.c)
 * and templates cannot switch it off (tests/lint/templates.sh).
 *
 * What a template sees: the answer's fields at the top, as the head of model/model.h says, and the
 * frame's values (chrome.h) under `chrome`. A link that is not a path of this site is left out.
 * Functions: t(msgid), tc(context, msgid), t1(msgid, name, value) to t3, tn(msgid, plural, count) and
 * tn1(msgid, plural, count, name, value), country(code), language(code), url_escape(value);
 * number(n), short_day(day), long_day(day), short_moment(at) write a bare value for the reader.
 */
#ifndef IMI_VIEW_VIEW_H
#define IMI_VIEW_VIEW_H

#include "base/buf.h"
#include "base/err.h"
#include "model/model.h"
#include "text/catalogue.h"
#include "view/chrome.h"

#include <stdbool.h>
#include <stddef.h>
#include <talloc.h>

#define VIEW_DEPTH_MAX 8                  /* structs within structs */

struct view;

struct view_setup {
    const char *dir;       /* folder of the templates: *.cs are pages, folders below hold their parts */
    bool reload;           /* parse a template again when one of its files changed (development) */
};

struct view_page {
    const char *template_name;       /* "case" for DIR/case.cs; never from outside */
    const struct text_lang *lang;    /* the reader's */
    const struct model_table *table; /* describes model; NULL = a page without values of its own */
    const void *model;
    const struct view_chrome *chrome; /* the frame; NULL = a page without one */
};

struct view_bytes {
    const char *data; /* UTF-8, ended by a NUL that size does not count */
    size_t size;
};

/*
 * view_start - parse every page template. Once per process, before forking.
 * Ownership: *out belongs to mem. Errors: ERR_CONFIG the folder cannot be read or a template does not
 * parse; the detail names file and fault (the caller stops the start).
 */
enum err_code view_start(TALLOC_CTX *mem, const struct view_setup *setup, struct view **out,
                         struct err *err) ERR_MUST_CHECK;

/*
 * view_render - one page, written into `out` in place of what it held. Pages come one after the other: a process renders
 * one at a time. mem: for the time of the call.
 * Errors: ERR_INTERNAL no such template, a fault while rendering, or a page over the limit of `out`, which is then empty
 * (the caller shows the plain error page, view_plain_error).
 */
enum err_code view_render(TALLOC_CTX *mem, struct view *view, const struct view_page *page, struct buf *out,
                          struct err *err) ERR_MUST_CHECK;

/* view_has - is there a template of this name? */
bool view_has(const struct view *view, const char *template_name);

/*
 * view_plain_error - the page for when no template can be used: title and one sentence of an error in
 * the reader's language, its request number (NULL = none), escaped, without style. Cannot fail.
 */
struct view_bytes view_plain_error(TALLOC_CTX *mem, const struct text_lang *lang,
                                   enum err_code code, const char *request_id);

#endif
