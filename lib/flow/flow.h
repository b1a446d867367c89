/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The workflow: who may see a case, what may happen to it now, and what then happens. The only way from a
 * handler to the rows of a case. It knows no area: all it decides comes from declared data (lib/decl).
 *
 * One predicate (content_may) answers both "which actions may this person take now" and "may this action
 * happen". One function (flow_apply) changes the state of a case.
 */
#ifndef IMI_FLOW_FLOW_H
#define IMI_FLOW_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "content/case.h"
#include "content/input.h"
#include "content/value.h"

/* Acts ----------------------------------------------------------------------------------------------------------- */

struct flow_act {
    const char *ref;
    const struct content_case *opened; /* the case as this request has opened it; NULL: it has not */
    const char *action;
    bool has_version;
    uint64_t version;            /* of the case, as the form has seen it */
    const char *key;             /* act key, or NULL */
    const char *seen;            /* content_seen of the values that the form showed, or NULL */
    const struct content_input *inputs;
    size_t n_inputs;
};

struct flow_outcome {
    const char *ref;
    uint64_t version;       /* of the case after the act */
    bool repeated;          /* the key had been used for this very act: nothing was done again */
    struct content_problems problems; /* with ERR_INVALID */
    const struct decl_verb_use *unmet; /* with ERR_CONFLICT: the condition that does not hold; NULL: the state is another */
};

/*
 * flow_apply - do an action, in one transaction: lock, see, key, version, action, state, role, conditions, fields, guards;
 * then values, effects, history, notices, commit.
 *
 * Errors: ERR_NOT_FOUND the actor may not see the case; ERR_STALE the version seen is not the present one;
 *         ERR_CONFLICT not from this state, or a condition does not hold (`outcome->unmet`); ERR_FORBIDDEN not his to do;
 *         ERR_INVALID `outcome->problems` says what to mend; ERR_KEY_REUSED the key was used for other input;
 *         ERR_UNAVAILABLE try again with the same key.
 */
enum err_code flow_apply(const struct env *env, const struct flow_act *act,
                         struct flow_outcome *outcome, struct err *err) ERR_MUST_CHECK;

/*
 * flow_new - begin a draft of a flow. `key` makes a repeated call give the same draft.
 * Errors: ERR_NOT_FOUND the actor has no right in the area (nothing of it is shown); ERR_FORBIDDEN he may not send;
 *         ERR_INVALID a given value is wrong.
 */
enum err_code flow_new(const struct env *env, const struct decl_area *area,
                       const struct decl_flow *decl, const char *key,
                       const struct content_input *inputs, size_t n_inputs,
                       struct flow_outcome *outcome, struct err *err) ERR_MUST_CHECK;

/* flow_own - set the own file number (at most 40 of [0-9A-Za-z./ -]; NULL none) and the day the person was informed on.
 * Errors: ERR_NOT_FOUND, ERR_FORBIDDEN not a handler of a party, ERR_INVALID with problems. */
enum err_code flow_own(const struct env *env, const char *ref, const char *file_number,
                       const char *informed_on, struct content_problems *problems,
                       struct err *err) ERR_MUST_CHECK;

/* flow_note_opened - the actor's part has opened the case; told to the others in the words of the state (`opened_text`). */
enum err_code flow_note_opened(const struct env *env, struct content_case *the_case,
                               struct err *err) ERR_MUST_CHECK;

/* Time line, dates ------------------------------------------------------------------------------------------------ */

struct flow_event {
    uint64_t member;           /* in whose chain it stands; 0: of the case */
    uint64_t seq;
    int64_t at;
    const char *action;
    const char *done;          /* msgid of what was done, or NULL for events of the system */
    int from, to;              /* states, -1 unknown */
    const char *user_name;     /* own colleagues only; NULL otherwise */
    const char *authority_name, *authority_language, *authority_country; /* NULL: the system */
    const char *other_name, *other_language, *other_country; /* who took the other part by this */
    const char *rule;          /* of a blocking or erasure */
    int part;                  /* -1: none */
    bool own;                  /* by the actor's part */
    struct flow_said *said;    /* what was said with it: flow_said */
    size_t n_said;
};

/* A value that was given in the form of an action. */
struct flow_said {
    const struct content_item *item;
    const struct content_value *value; /* of the values that flow_said was given */
};

struct flow_events {
    struct flow_event *items; /* newest first */
    size_t count;
    bool older;               /* there are more of the case: those before this one */
    uint64_t oldest;
};

/*
 * flow_history - up to `limit` events of a case, those with a number below `before` (0: all); without `before` with them those
 * of the reader's own member.
 */
enum err_code flow_history(const struct env *env, const struct content_case *the_case, uint64_t before, unsigned limit,
                           struct flow_events *events, struct err *err) ERR_MUST_CHECK;

/* flow_said - find out which of the values, all of which the actor may read, were said with which of the events. */
enum err_code flow_said(const struct env *env, const struct content_case *the_case, const struct content_values *values,
                        struct flow_events *events, struct err *err) ERR_MUST_CHECK;

/* flow_stamps - stamps of a case: the last of each field. */
enum err_code flow_stamps(const struct env *env, const struct content_case *the_case,
                          struct case_stamp **stamps, size_t *count, struct err *err) ERR_MUST_CHECK;

/* flow_stamp - a stamp by its field, or NULL. */
const struct case_stamp *flow_stamp(const struct case_stamp *stamps, size_t count, const char *field);

/* How a day that a period has set came about. */
struct flow_reckoning {
    int32_t event;          /* the day from which the period runs */
    int32_t count;          /* its length */
    enum period_unit unit;
    int32_t counted;        /* where the counting alone leads */
    bool closed;            /* the day is another because `counted` is no working day */
    bool lengthened;        /* because there were fewer than two working days. Source: Reg. (EEC, Euratom) No 1182/71 Art. 3(5) */
    const char *closed_in;  /* `counted` is a closed day of this state; NULL: a Saturday or Sunday, or no closed day */
    const char *countries[CASE_PARTS]; /* whose closed days count */
    size_t n_countries;
};

/*
 * flow_reckon - how the day of a stamp came about, from the declaration and what the reader of the case has been given.
 *
 * values  as released to the reader: a number of days that he may not read is not told
 * events  of flow_history; stamps: of flow_stamps; stamp: one of them, with a day
 * False when that cannot be told: no act among the events set it, or with the calendars of today another day comes out.
 */
bool flow_reckon(const struct env *env, const struct content_case *the_case, const struct content_values *values,
                 const struct flow_event *events, size_t n_events, const struct case_stamp *stamps, size_t n_stamps,
                 const struct case_stamp *stamp, struct flow_reckoning *reckoning);

/* Lists ------------------------------------------------------------------------------------------------------------ */

/*
 * flow_list, flow_tasks, flow_counts - what the actor's authority takes part in, in areas where he has a right. A list shows the
 * latest change first; what waits (flow_tasks) and what is late (filter->due_before) goes by deadline, the first one first. Where
 * filters fit few of many cases, rows->given_up says that the search ended early and where it goes on.
 */
enum err_code flow_list(const struct env *env, const struct case_filter *filter, struct case_rows *rows,
                        struct err *err) ERR_MUST_CHECK;
enum err_code flow_tasks(const struct env *env, enum case_class class, int64_t after, uint64_t after_id,
                         unsigned limit, struct case_rows *rows, struct err *err) ERR_MUST_CHECK;
enum err_code flow_counts(const struct env *env, struct case_count **counts, size_t *count,
                          struct err *err) ERR_MUST_CHECK;

/* flow_due_moment - where a list by deadline goes on after a row with this deadline (DB_NO_DAY: none). */
int64_t flow_due_moment(int32_t due);

/* flow_count_rows - what flow_counts would say, from the rows where these are all. */
void flow_count_rows(const struct env *env, const struct case_rows *open, const struct case_rows *drafts,
                     struct case_count **counts, size_t *count);

/*
 * flow_search - find cases of the actor's authority by words (names, numbers; folded, every word must match the beginning
 * of one). The answer is kept at a random key that only this actor opens, for 24 hours.
 * Errors: ERR_INVALID no usable word.
 */
enum err_code flow_search(const struct env *env, const char *area, const char *words,
                          const char **answer_key, struct err *err) ERR_MUST_CHECK;

/*
 * flow_search_answer - the cases of an answer, newest first, with what may be shown of them; the read is recorded.
 * rows->given_up: more hits than are looked through (base/limits.def), so more cases may fit; there is no next page.
 */
enum err_code flow_search_answer(const struct env *env, const char *answer_key, struct case_rows *rows,
                                 struct err *err) ERR_MUST_CHECK;

#endif
