/* SPDX-License-Identifier: EUPL-1.2 */
/* The values of a case, as they are given out. */
#ifndef IMI_CONTENT_VALUE_H
#define IMI_CONTENT_VALUE_H

#include "content/case.h"

/* A value as it stands: field, text, and where it comes from. */
struct content_value {
    const char *field;    /* provider_name, ask.SD-A1, ask.SD-A1.comment, answer.SD-A1, answer.SD-A1.text ... */
    const char *value;    /* as stored (content/item.h); never NULL, may be empty: given once and taken back */
    const char *language; /* of free text, or NULL */
    uint64_t version;     /* 0: working copy */
    uint64_t id;          /* of a personal value */
    int part;             /* whose value */
    bool draft;
};

struct content_values {
    struct content_value *items; /* by field; of each field the newest version, the working copy before it */
    size_t count;
    struct content_value *earlier; /* older versions, by field and version */
    size_t n_earlier;
};

/* content_value - the value of a field, or NULL; content_text gives its text, "" when there is none. */
const struct content_value *content_value(const struct content_values *values, const char *field);
const char *content_text(const struct content_values *values, const char *field);

/*
 * Values that were loaded for the program's own checks: those of a case that `reveal`, the actor's visibility and the state
 * let him see. Nobody has seen them, so no read is recorded, and no function gives their texts but release_disclose; which
 * items a form has, and a mark of how the values stand, can be asked for (content/item.h, content_loaded_seen).
 */
struct content_loaded;

/* content_load - load the values of a case. Errors: any of the database. */
enum err_code content_load(const struct env *env, const struct content_case *the_case, struct content_loaded **loaded,
                           struct err *err) ERR_MUST_CHECK;

/* What of loaded values is about to be shown to the actor, and why. */
struct content_items;
struct content_input;
struct release_showing {
    const char *purpose;            /* a short code: "handle", "draft", "check", "answer" ... */
    const struct content_items *only;  /* the values of these items; NULL: all */
    const struct content_input *typed; /* what he has just typed himself stands in their place: personal values of these */
    size_t n_typed;                 /* fields are neither given nor recorded */
};

/*
 * release_disclose - the moment at which values reach a person: gives them, and before it returns writes one record of a read
 * when personal ones are among them.
 * Errors: any error of the database: nothing is shown then. Source: Reg. (EU) 1024/2012 Art. 17(3).
 */
enum err_code release_disclose(const struct env *env, const struct content_case *the_case, const struct content_loaded *loaded,
                               const struct release_showing *showing, struct content_values **values,
                               struct err *err) ERR_MUST_CHECK;

/* release_values - content_load, and release_disclose of all. Errors: theirs. */
enum err_code release_values(const struct env *env, const struct content_case *the_case,
                             const char *purpose, struct content_values **values,
                             struct err *err) ERR_MUST_CHECK;

/*
 * release_as_other - what the other side would see of the request if it were sent now, made from values
 * that the actor has already been given: "show as the other authority will see it". No read is recorded.
 */
struct content_values *release_as_other(const struct env *env, const struct content_case *the_case,
                                        const struct content_values *values);

/*
 * content_seen - a short mark of how these values stand now, for forms that several people may fill in: an act whose
 * `seen` is not that of the values any more is ERR_STALE, unless it would write the same.
 */
const char *content_seen(const struct env *env, const struct content_values *values,
                         const struct content_input *inputs, size_t n_inputs);

/* content_loaded_seen - the same of values that nobody has been shown. */
const char *content_loaded_seen(const struct env *env, const struct content_loaded *loaded,
                                const struct content_input *inputs, size_t n_inputs);

/* content_asked - whether a question has been asked. */
bool content_asked(const struct content_values *values, const char *question_id);

/*
 * content_authorities - the authorities that these values name and that take no part in the case, each once; *count of them,
 * in `mem`.
 */
const uint64_t *content_authorities(TALLOC_CTX *mem, const struct content_case *the_case, const struct content_values *values,
                                    size_t *count);

#endif
