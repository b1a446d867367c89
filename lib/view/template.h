/* SPDX-License-Identifier: EUPL-1.2 */
/* Parsed templates and the functions that they may call. Private to lib/view. */
#ifndef IMI_VIEW_TEMPLATE_H
#define IMI_VIEW_TEMPLATE_H

#include "base/buf.h"
#include "text/catalogue.h"
#include "view/neo.h"

#include <stdbool.h>
#include <talloc.h>
#include <time.h>

#define TEMPLATE_FILE_BYTES_MAX (512 * 1024)

/* What the functions need to know of the page that is being rendered. */
struct render {
    TALLOC_CTX *mem;
    const struct text_lang *lang;
    struct buf *out;
};

/* A file of a template, the page or a part that it includes, and when it was changed. */
struct template_file {
    const char *path;
    struct timespec changed;
};

struct template {
    const char *dir;
    const char *name; /* "case" */
    HDF *settings;    /* must outlive cs */
    CSPARSE *cs;
    const struct render *now; /* only while rendering */
    unsigned file_count;
    struct template_file *files;
};

/*
 * template_load - read and parse DIR/<name>.cs with all it includes.
 * Errors: ERR_CONFIG it cannot be read or parsed.
 */
enum err_code template_load(TALLOC_CTX *mem, const char *dir, const char *name, struct template **out,
                            struct err *err) ERR_MUST_CHECK;

/* template_changed - did one of its files change since it was parsed? */
bool template_changed(const struct template *template);

/*
 * template_render - render into render->out with the values of `values`.
 * Errors: ERR_INTERNAL the template failed, or the page is longer than the buffer's limit.
 */
enum err_code template_render(struct template *template, HDF *values, const struct render *render,
                              struct err *err) ERR_MUST_CHECK;

/* functions_register - make t, tc, t1.. known to a template before it is parsed (functions.c). */
enum err_code functions_register(CSPARSE *cs, struct err *err) ERR_MUST_CHECK;

#endif
