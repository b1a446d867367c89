/* SPDX-License-Identifier: EUPL-1.2 */
/* The values of a case, as they are given out. */
#ifndef IMI_CONTENT_VALUE_H
#define IMI_CONTENT_VALUE_H

#include "content/case.h"

/* A value as it stands: field, text, and where it comes from. */
struct content_value {
    const char *field;    /* provider_name, ask.SD-A1, ask.SD-A1.comment, answer.SD-A1, answer.SD-A1.text ... */
    const char *value;    /* as stored (flow/item.h); never NULL, may be empty: given once and taken back */
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
 * release_values - the one door to the values of a case: gives those that `reveal`, the actor's visibility and the
 * state let him see, and before it returns writes the record of reads for the personal ones among them.
 *
 * purpose  a short code of why: "handle", "draft", "check", "answer" ...
 * Errors: any error of the database: nothing is shown then. Source: Reg. (EU) 1024/2012 Art. 17(3).
 */
enum err_code release_values(const struct env *env, const struct content_case *the_case,
                             const char *purpose, struct content_values **values,
                             struct err *err) ERR_MUST_CHECK;

/*
 * release_as_other - what the other side would see of the request if it were sent now, made from values
 * that the actor has already been given: "show as the other authority will see it". No read is recorded.
 */
struct content_values *release_as_other(const struct env *env, const struct content_case *the_case,
                                        const struct content_values *values);

/* content_asked - whether a question has been asked. */
bool content_asked(const struct content_values *values, const char *question_id);

#endif
