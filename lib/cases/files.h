/* SPDX-License-Identifier: EUPL-1.2 */
/* Attachments over HTTP: taking them in from forms and the API, giving them out. */
#ifndef IMI_CASES_FILES_H
#define IMI_CASES_FILES_H

#include "attach/attach.h"
#include "base/err.h"
#include "model/files.h"
#include "web/app.h"

/* A file that was not taken: where it stood among the files sent (from 1), for which place, its name as it would have been kept,
 * and why, in the reader's language. */
struct files_refusal {
    size_t index;
    const char *field, *name, *reason;
};

struct files_result {
    struct attach_file *files; /* kept, as part of the working copy, in the order sent */
    size_t count;
    size_t cleaned; /* of these, how many had position or device data removed: to be told to the one who sent them */
    size_t repeated; /* of these, how many had been kept before, under the same key */
    struct files_refusal *refused;
    size_t n_refused;
    size_t removed; /* files that the form asked to remove */
};

/*
 * upload_take - read the body of a ROUTE_FILES form: each file is taken into the working copy of the actor's part, or
 * refused by itself while the others are kept. What else the form holds is given back for the caller to check.
 *
 * The header Idempotency-Key, else the key of the form, before the first file, is that of the sending: what is sent again under
 * it is kept once.
 * Names in the form: a file's field is its place (attach/attach.h: `files`, answer.QID.files). PLACE.language and
 * PLACE.kind, else `language` and `kind`, say what the files of that place are, before or after them. `remove` = number of
 * a file takes it out again; file.NUMBER.language and file.NUMBER.kind describe one taken in earlier.
 * Where the route asks for a form token, it is checked before the first byte is stored: the token must stand before the
 * first file.
 *
 * Errors: those of body_form; ERR_FORBIDDEN wrong token, or not this actor's to do; ERR_CONFLICT not from this state;
 *         ERR_INVALID a described language or kind is unknown; ERR_UNAVAILABLE. Files kept before the error stay.
 */
enum err_code upload_take(struct exchange *exchange, const struct env *env, const struct content_case *the_case,
                          const struct form **form, struct files_result *result, struct err *err) ERR_MUST_CHECK;

/* files_refusal_text - which file it was, and why: "photo.jpg: The file is larger than 10 MB". */
const char *files_refusal_text(const struct exchange *exchange, const struct files_refusal *refusal);

/* files_quota - what is said of a quota of which most is used: "... you have sent 1.7 GB of the 2 GB ..."; *text NULL as long as
 * there is nothing to say. */
enum err_code files_quota(const struct exchange *exchange, const struct env *env, const struct content_case *the_case,
                          const char **text, struct err *err) ERR_MUST_CHECK;

/* files_refused - the texts of all files refused for a field, or NULL. result may be NULL. */
const char *files_refused(const struct exchange *exchange, const struct files_result *result, const char *field);

route_handler files_give;
route_handler files_list;
route_handler files_add;
route_handler files_describe;
route_handler files_remove;

extern const struct input_spec files_describe_input;

/* Rows for the table of an area (routes/area.c); the answer models are of model/case.h and model/files.h. */
#define FILES_ROUTES                                                                                                   \
    {METHOD_GET, "/{area}/cases/{ref}/attachments/{id}", files_give, ROUTE_SESSION, NULL, false, ROUTE_NO_BODY, 0,     \
     NULL, NULL, N_("Download an attachment"), NULL, NULL},                                                            \
    {METHOD_GET, "/{area}/api/v1/cases/{ref}/attachments", files_list, ROUTE_TOKEN, NULL, false, ROUTE_NO_BODY, 0,     \
     NULL, "api", N_("List the attachments of a case"), NULL, &model_files_table},                                     \
    {METHOD_POST, "/{area}/api/v1/cases/{ref}/attachments", files_add, ROUTE_TOKEN, NULL, false, ROUTE_FILES,          \
     LIMIT_FILES_BODY_BYTES, NULL, "upload", N_("Add attachments to the working copy"), NULL, &model_files_table},       \
    {METHOD_GET, "/{area}/api/v1/cases/{ref}/attachments/{id}", files_give, ROUTE_TOKEN, NULL, false, ROUTE_NO_BODY,   \
     0, NULL, "api", N_("Download an attachment"), NULL, NULL},                                                        \
    {METHOD_PATCH, "/{area}/api/v1/cases/{ref}/attachments/{id}", files_describe, ROUTE_TOKEN, NULL, false,            \
     ROUTE_JSON, 0, &files_describe_input, "api", N_("Say the language and kind of an attachment"), NULL, NULL},       \
    {METHOD_DELETE, "/{area}/api/v1/cases/{ref}/attachments/{id}", files_remove, ROUTE_TOKEN, NULL, false,             \
     ROUTE_NO_BODY, 0, NULL, "api", N_("Take an attachment out of the working copy"), NULL, NULL}

#endif
