/* SPDX-License-Identifier: EUPL-1.2 */
/* The values of a case, as they are given out. */
#ifndef IMI_CONTENT_VALUE_H
#define IMI_CONTENT_VALUE_H

#include "content/case.h"

/* A value as it stands: field, text, and where it comes from. */
struct flow_value {
    const char *field;    /* provider_name, ask.SD-A1, ask.SD-A1.comment, answer.SD-A1, answer.SD-A1.text ... */
    const char *value;    /* as stored (flow/item.h); never NULL, may be empty: given once and taken back */
    const char *language; /* of free text, or NULL */
    uint64_t version;     /* 0: working copy */
    uint64_t id;          /* of a personal value */
    int part;             /* whose value */
    bool draft;
};

struct flow_values {
    struct flow_value *items; /* by field; of each field the newest version, the working copy before it */
    size_t count;
    struct flow_value *earlier; /* older versions, by field and version */
    size_t n_earlier;
};

/* flow_value - the value of a field, or NULL; flow_text gives its text, "" when there is none. */
const struct flow_value *flow_value(const struct flow_values *values, const char *field);
const char *flow_text(const struct flow_values *values, const char *field);

/*
 * flow_read - the one door to the values of a case: gives those that `reveal`, the actor's sight and the
 * state let him see, and before it returns writes the record of reads for the personal ones among them.
 *
 * purpose  a short code of why: "handle", "draft", "check", "answer" ...
 * Errors: any error of the database: nothing is shown then. Source: Reg. (EU) 1024/2012 Art. 17(3).
 */
enum err_code flow_read(const struct flow *flow, const struct flow_case *the_case,
                        const char *purpose, struct flow_values **values,
                        struct err *err) ERR_MUST_CHECK;

/*
 * flow_read_as_other - what the other side would see of the request if it were sent now, made from values
 * that the actor has already been given: "show as the other authority will see it". No read is recorded.
 */
struct flow_values *flow_as_other(const struct flow *flow, const struct flow_case *the_case,
                                  const struct flow_values *values);

/* flow_asked - whether a question has been asked. */
bool flow_asked(const struct flow_values *values, const char *question_id);

#endif
