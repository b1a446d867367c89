/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Declared data: legislative areas with their code lists, question sets, forms and workflows. Built once
 * at start from conf/areas by decl_load, checked whole, and read-only from then on; it lives as long as
 * the process. No part of the program outside conf/ knows an area, a state or a question by name.
 *
 * Every declared thing carries where it stands (struct yaml_pos), so that whatever is wrong with it is
 * told with file, line and key.
 */
#ifndef IMI_DECL_DECL_H
#define IMI_DECL_DECL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <talloc.h>

#include "base/err.h"
#include "base/limits.h"
#include "base/part.h"
#include "base/period.h"
#include "decl/verbs.h"
#include "kinds/kind.h"
#include "yaml/difference.h"
#include "yaml/load.h"

/* How personal a value is (docs/personal-data.md, Marks). Unmarked things are refused by the verifier. */
enum data_class { PERSONAL_NONE, PERSONAL_IDENTITY, PERSONAL_CONTENT, PERSONAL_SENSITIVE };

enum decl_need { NEED_NEVER, NEED_SAVE, NEED_SEND }; /* to save a draft; to send it */

/* When a field or question is shown: every term holds. An empty condition always holds. */
enum decl_test { TEST_IS, TEST_IS_NOT, TEST_ANY, TEST_CHOSEN };

struct decl_term {
    enum decl_test test;
    const char *subject;      /* a field, a question id, or (TEST_ANY, TEST_CHOSEN) a question group */
    const char *const *codes; /* TEST_IS, TEST_IS_NOT: the answer is (not) one of these; TEST_ANY: any answer in the group is */
    size_t n_codes;           /* CHOSEN: any question of the group has been asked */
};

struct decl_when {
    const struct decl_term *terms;
    size_t n_terms;
};

struct decl_field {
    const char *id;   /* a name, as all ids but those of actions, codes and questions (yaml/walk.h) */
    const char *label;
    const char *hint; /* msgid or NULL */
    const struct kind *kind;
    enum data_class data_class;
    const char *reveal;           /* which reveal rule of the flow governs it: a key of `reveal` */
    struct kind_limits limits;    /* of its values */
    enum decl_need need;
    struct decl_when when;        /* shown (and needed) only then */
    bool search;                  /* its words become search keys */
    bool early;       /* read by all parts from the beginning, whatever the reveal rules say (docs/visibility.md) */
    bool contact;                 /* a way to reach the person or firm; the guard one_contact wants one of them given */
    const char *warning;          /* msgid shown when the field is given: a warning, never a stop; or NULL */
    struct yaml_pos pos;
};

struct decl_section {
    const char *id;
    const char *label;
    const char *hint;
    enum decl_section_kind { SECTION_FIELDS, SECTION_AUTHORITY, SECTION_QUESTIONS, SECTION_ATTACHMENTS } kind;
    const struct decl_field *fields;
    size_t n_fields;
    const char *reveal; /* of QUESTIONS: the rule of the asker's words; of ATTACHMENTS: of the files; NULL in the other kinds */
    struct yaml_pos pos;
};

/* A form: what an action asks for. The form of the draft is `main`. */
struct decl_form {
    const char *id;
    const struct decl_section *sections;
    size_t n_sections;
    struct yaml_pos pos;
};

enum decl_comment { COMMENT_NO, COMMENT_MAY, COMMENT_MUST };

/*
 * A question; its answer may have several parts: one code or several, text, up to two days, a number, files.
 * Besides its own codes every question can be answered not_known or not_allowed (docs/api.md, Names of fields).
 */
struct decl_question {
    const char *id;   /* [A-Z]{2}-[A-Z][0-9]{1,3}; for ever */
    const char *text; /* msgid */
    const char *hint;
    const char *group;
    const struct decl_list *list; /* codes of the answer, or NULL */
    bool many;                    /* several codes */
    const char *list_field;       /* the codes are those chosen in this field of the request, or NULL */
    bool has_text, has_number, has_files;
    unsigned n_days;              /* 0, 1, 2 */
    const char *day_labels[2];    /* msgids */
    const char *text_label;       /* msgid or NULL */
    const char *unlimited_label;  /* "date or unlimited": msgid of the flag, or NULL */
    enum data_class data_class;          /* of the parts that are not codes, and of the comment */
    enum data_class code_class;     /* of the coded part */
    enum decl_comment comment;    /* COMMENT_MUST only when `must_codes` is empty or the answer is in it */
    const char *const *must_codes;
    size_t n_must_codes;
    struct decl_when when;        /* follow-up: to be answered only then */
    const char *needs_field;      /* the request may hold it only when this field is given, or NULL */
    struct yaml_pos pos;
};

struct decl_group {
    const char *id;
    const char *label;
    const char *hint;
    const struct decl_question *questions;
    size_t n_questions;
    struct yaml_pos pos;
};

/* What a version of a flow or question set was written from. */
struct decl_origin {
    const char *from; /* the earlier version, request.1; NULL: it is written out in full */
    struct differences differences; /* from that one; the number of the version is none */
};

struct decl_questions {
    const char *id;      /* of the set */
    unsigned version;
    struct decl_origin origin;
    const char *free_question; /* id of the one free question, or NULL */
    const struct decl_group *groups;
    size_t n_groups;
    struct yaml_pos pos;
};

enum decl_class { CLASS_INITIAL, CLASS_ACTIVE, CLASS_FINAL };

/* Who takes a part when an act lets it be taken. */
enum decl_fill_kind {
    FILL_FIELD,    /* who is chosen in the field that the effect names */
    FILL_RELATION, /* the authorities that stand in a relation to the holder of another part */
    FILL_STATES    /* in each state chosen in a field of codes the authority that coordinates the area there */
};

struct decl_fill {
    enum decl_fill_kind kind;
    const char *relation; /* FILL_RELATION: request or linked */
    int of;               /* FILL_RELATION: of the holder of this part */
    const char *field;    /* FILL_STATES: of the main form */
    struct yaml_pos pos;
};

struct decl_part {
    const char *id;
    const char *label;
    bool many;           /* many authorities hold it, each as a member with a life of its own */
    struct decl_fill fill;
    const char *contact; /* flag field of the main form: ticked, the names of its handlers are shown to the other side; or NULL */
    struct yaml_pos pos;
};

/* Whose a state is: a part that many hold, for each of its members alone; the part that begins, which one holds, for the case. */
#define OF_CASE PART_BEGINS

struct decl_state {
    const char *id;
    const char *label;
    enum decl_class class;
    int of;                   /* OF_CASE, or of each member of this part */
    int waits_for;            /* index of the part that must act; -1 nobody */
    const char *waits_text;   /* msgid of the sentence on top: "Waits for {authority} until {day}."; with `until` of {day} only */
    const char *opened_text;  /* msgid or NULL: told to the others once that part has opened the case: "Opened on {day}." */
    const char *early_text;   /* msgid or NULL: told to a part that reads only what is early in this state */
    const char *due_field;    /* the DAY stamp by which it must act, or NULL */
    const char *until;        /* the DAY stamp that the state itself waits for: no part has to act; or NULL */
    struct yaml_pos pos;
};

/* part.role: who may do an action. Roles are the closed list of roles.def in lib/decl. */
struct decl_who {
    int part;
    unsigned role; /* enum decl_role */
};

enum decl_role {
#define ROLE(id, name, label) ROLE_##id,
#include "decl/roles.def"
#undef ROLE
    ROLE_COUNT
};

/* What a mail about a case of the flow says happened: its subject. It names no person, firm or authority. */
struct decl_message {
    const char *id;
    const char *subject; /* msgid */
    struct yaml_pos pos;
};

/* The message of the clerk about a draft that nobody has changed for long. No flow may give one of its own this name. */
#define DECL_MESSAGE_DRAFT_ENDS "draft_ends"

struct decl_notify {
    int part;                /* to whom */
    const struct decl_message *message;
    struct yaml_pos pos;
};

/* How much of a draft an action works on. */
enum decl_input {
    INPUT_FORM,    /* the fields of its form */
    INPUT_MAIN,    /* the main form: the request itself (save, send, edit) */
    INPUT_ANSWERS  /* the answers to the questions asked (save-reply, reply) */
};

struct decl_action {
    const char *id;    /* [a-z][a-z-]*: the last part of its address */
    const char *label; /* the button: "Send" */
    const char *done;  /* msgid of the timeline entry: "sent the request" */
    const char *hint;  /* what happens then, above the button; msgid or NULL */
    const char *banner; /* msgid or NULL: said once on the page after it ("Sent.") */
    const int *from;   /* state indexes */
    size_t n_from;
    int to;            /* state index; -1 stays where it is */
    int of;            /* OF_CASE, or an act of a member of this part, who moves alone */
    const int *during; /* of a member: the states of the case in which it is open; none: in every active one */
    size_t n_during;
    const struct decl_who *by;
    size_t n_by;
    bool by_system;    /* done by time, when a timer says so, and by nobody else: then n_by is 0 */
    enum decl_input input;
    const struct decl_form *form; /* what it asks for besides; may be NULL */
    bool working_copy;            /* writes only the working copy: no history, no version of the case (save, save-reply) */
    bool confirm;                 /* has a page of its own before it is done (check your answers) */
    bool primary;                 /* the button that moves the case on */
    const struct decl_verb_use *when; /* conditions, all of which must hold for it to be open */
    size_t n_when;
    const struct decl_verb_use *guards;
    size_t n_guards;
    const struct decl_verb_use *effects;
    size_t n_effects;
    const struct decl_notify *notify;
    size_t n_notify;
    struct yaml_pos pos;
};

/* What time does in a state: it reminds parts by a message, or carries out an action. */
struct decl_timer {
    int state;
    const char *field;   /* the DAY stamp; NULL with `idle` */
    int32_t idle;        /* so many units after the last act (0 = it is about `field`) */
    int32_t before;      /* so many units before it (0 = on passing it) */
    enum period_unit unit; /* calendar days or working days */
    const struct decl_action *then; /* the action that the system does; NULL: it is a reminder */
    const int *remind;   /* parts */
    size_t n_remind;
    bool coordinators;   /* their request coordinators too */
    const struct decl_message *message; /* NULL with `then` */
    struct yaml_pos pos;
};

/* Who reads values under a key, in which states: part index -> bit set of states (bit = state index). */
struct decl_reveal {
    const char *key;
    uint64_t states[LIMIT_PARTS]; /* by part index; all bits set = always */
    struct yaml_pos pos;
};

/* A stamp that the page of a case shows among its dates, in this order. */
struct decl_date {
    const char *id;    /* of the stamp */
    const char *label; /* msgid */
    struct yaml_pos pos;
};

struct decl_flow {
    const char *id;
    unsigned version;
    struct decl_origin origin;
    const char *title;       /* "Information request": msgid */
    const char *description; /* what it is for: msgid */
    const char *source;      /* legal acts */
    const char *area_id;
    const struct decl_part *parts; /* at most LIMIT_PARTS */
    size_t n_parts;
    const struct decl_state *states; /* at most 64 */
    size_t n_states;
    const struct decl_action *actions;
    size_t n_actions;
    const struct decl_message *messages;
    size_t n_messages;
    const struct decl_timer *timers;
    size_t n_timers;
    const struct decl_reveal *reveals;
    size_t n_reveals;
    const char *const *stamps; /* DAY and moment stamps that effects write, ids */
    size_t n_stamps;
    const struct decl_date *dates;
    size_t n_dates;
    const struct decl_form *main;
    const struct decl_form *forms; /* of the actions */
    size_t n_forms;
    const struct decl_questions *questions; /* or NULL */
    uint8_t digest[32]; /* of the canonical content of flow and question set: a published version never changes */
    struct yaml_pos pos;
};

struct decl_area {
    const char *id;
    const char *title;       /* msgid */
    const char *description; /* msgid: what the area is for */
    const char *purpose;     /* what answers may be used for: msgid or NULL (services: Art. 28(3)) */
    const char *const *acts; /* legal acts, as cited: msgids */
    size_t n_acts;
    unsigned block_months;   /* 1..18. Source: Reg. (EU) 1024/2012 Art. 14(1) */
    unsigned erase_months;   /* 36. Source: Art. 14(4) */
    unsigned reply_days;     /* the usual time for a reply */
    const struct decl_list *activities; /* competence list of authorities: what they cover; or NULL */
    const struct decl_list *const *lists;
    size_t n_lists;
    const struct decl_flow *const *flows; /* every version, newest first per id */
    size_t n_flows;
    const struct decl_question *a_question; /* any of its questions: all begin with the same two letters; NULL: it has none */
    struct yaml_pos pos;
};

/* The closed days of a state, or of the Commission (EU). */
struct decl_calendar {
    const char *country;
    struct closed_days closed;
    int first_year, last_year; /* each year from the one to the other has its days */
    struct yaml_pos pos;
};

struct decl {
    const struct decl_area *areas; /* by id */
    size_t n_areas;
    const struct decl_calendar *calendars; /* every country of a code list has one */
    size_t n_calendars;
    const struct yaml_text *texts; /* in file and line order, each place once */
    size_t n_texts;
};

/*
 * decl_load - read and check all areas below `folder`/conf/areas, and the calendars below `folder`/conf/calendars.
 *
 * mem     owner of everything declared (process life)
 * faults  receives every complaint, in file and line order; none = count 0
 * Errors: ERR_DECLARED there are faults, or a file cannot be read (a fault names it): do not start.
 */
enum err_code decl_load(TALLOC_CTX *mem, const char *folder, const struct decl **decl,
                        struct yaml_faults *faults, struct err *err) ERR_MUST_CHECK;

/*
 * decl_texts - call `each` for every text of the declared data, and for the labels of roles,
 * with the place where it stands. `closure` is passed through.
 */
void decl_texts(const struct decl *decl, void (*each)(const struct yaml_text *text, void *closure),
                void *closure);

/* Look-ups; NULL when there is no such thing. Version 0 means the newest. */
const struct decl_area *decl_area(const struct decl *decl, const char *id);
const struct decl_flow *decl_flow(const struct decl_area *area, const char *id, unsigned version);
const struct decl_action *decl_action(const struct decl_flow *flow, const char *id);
const struct decl_question *decl_question(const struct decl_questions *questions, const char *id);
const struct decl_list *decl_list(const struct decl_area *area, const char *id);

/* decl_calendar - the closed days of a country (as stored: GR), or NULL. */
const struct decl_calendar *decl_calendar(const struct decl *decl, const char *country);

/* decl_calendar_covers - whether a calendar holds the years from first_year to last_year. */
bool decl_calendar_covers(const struct decl_calendar *calendar, int first_year, int last_year);

/* decl_needs_calendars - a flow that counts closed days, so that the calendars must reach on; NULL: none does. */
const struct decl_flow *decl_needs_calendars(const struct decl *decl);

/* decl_field - a field of a form, in any of its sections. */
const struct decl_field *decl_field(const struct decl_form *form, const char *id);

/* decl_section - the first section of a kind in a form, NULL when it has none. */
const struct decl_section *decl_section(const struct decl_form *form, enum decl_section_kind kind);

/* decl_message - a message of a flow by id, NULL when it has none of that name. */
const struct decl_message *decl_message(const struct decl_flow *flow, const char *id);

/* decl_state - index of a state by id, -1 when unknown. */
int decl_state(const struct decl_flow *flow, const char *id);

/* decl_timer_name - how it is remembered that a timer of a state has rung: "sent.accept_by.2", "replied.idle.30". In mem. */
const char *decl_timer_name(TALLOC_CTX *mem, const struct decl_timer *timer, const char *state);

/* decl_state_day - the DAY stamp until which a state waits, for a part or by itself; NULL: it waits for no day. */
const char *decl_state_day(const struct decl_state *state);

/* decl_part - index of a part by id, -1 when unknown. */
int decl_part(const struct decl_flow *flow, const char *id);

/* decl_has_members - whether a part of the flow is held by many. */
bool decl_has_members(const struct decl_flow *flow);

/* decl_initial - the state in which the case begins (OF_CASE), or each member of a part; -1: there is none. */
int decl_initial(const struct decl_flow *flow, int of);

/* decl_leads_on - whether an action leads from a state to another one. */
bool decl_leads_on(const struct decl_action *action, int state);

/* decl_starts_in - whether an action is open in a state; decl_is_by - whether to anybody of a part. */
bool decl_starts_in(const struct decl_action *action, int state);
bool decl_is_by(const struct decl_action *action, int part);

/* decl_goes_on - whether an action of a member is open while the case is in a state. */
bool decl_goes_on(const struct decl_flow *flow, const struct decl_action *action, int state);

/*
 * decl_sends_answers - whether an action is what the form of answers leads to: of those that publish the answers the primary
 * one (reply). Others may publish them on the way (an interim step that keeps what was saved).
 */
bool decl_sends_answers(const struct decl_action *action);

/* decl_fills - whether a part fills a working copy in a state. Where it does not, what it had saved before ends. */
bool decl_fills(const struct decl_flow *flow, int part, int state);

/* decl_filling - the action by which a part fills the main form in a state, NULL where it does not. */
const struct decl_action *decl_filling(const struct decl_flow *flow, int part, int state);

/* decl_reveals - whether values under `key` are shown to a part while the case is in `state`. Unknown keys: no. */
bool decl_reveals(const struct decl_flow *flow, const char *key, int part, int state);

/* decl_reads_main - whether a part reads all of the main form while the case is in `state`, and not only what is early. */
bool decl_reads_main(const struct decl_flow *flow, int part, int state);

/* decl_role_name - "handler" and so on; the stable name of a role, and its label (msgid). */
const char *decl_role_name(enum decl_role role);
const char *decl_role_label(enum decl_role role);

/* decl_role - role by name; ROLE_COUNT when unknown. */
enum decl_role decl_role(const char *name);

#endif
