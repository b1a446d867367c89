/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The training set as its files say it (conf/training/README.md), read by the schema walker of lib/decl: every
 * unknown key, missing name and wrong code is a fault with file and line. All of it lives in one load.
 */
#ifndef IMI_TRAINING_DATA_H
#define IMI_TRAINING_DATA_H

#include "decl/decl.h"
#include "training/draw.h"
#include "yaml/walk.h"

#define DATA_FOLDER "conf/training"

/* ---- authorities ---- */

struct data_coordinators { /* ids of authorities */
    const struct node *node;
    const struct node *request, *linked;
};

struct data_access { /* to one area */
    const struct node *node;
    const char *area;
    const struct decl_area *decl;
    int role;
    bool can_send, can_receive, use_allocation, approve_request, approve_reply;
    const struct node *activities, *professions; /* what it is competent for; at most one of them is given */
    struct data_coordinators coordinators;
};

struct data_authority {
    const struct node *node;
    const char *id, *country;
    int kind, status; /* index in data_kinds; enum data_status */
    const char *official_name, *language, *acronym;
    const struct node *names, *what_it_does, *languages;
    const char *street, *postcode, *town, *region, *phone, *email, *website, *hours, *time_zone;
    bool liaison_point, access_manager;
    const struct node *validating, *access;
    struct walk_rows areas; /* struct data_access */
    uint64_t row_id;        /* in the database: its place in the files, so that it is the same each time */
    bool named_user;        /* one of users.yaml works there */
};

enum data_status { DATA_ACTIVE, DATA_SUSPENDED };
extern const char *const data_kinds[]; /* NIMIC, SDIMIC ...; ended by NULL */
extern const char *const data_statuses[];

/* ---- people ---- */

struct data_names { /* of one country */
    const struct node *node;
    const char *country, *language;
    const struct node *given_names, *men, *women, *surnames, *surnames_of_women, *firm_name_parts, *firm_forms, *streets;
};

struct data_user {
    const struct node *node;
    const char *name, *full_name, *language, *email;
    const struct node *authority_node, *roles; /* area -> list of roles */
    struct data_authority *authority;
    bool second_factor;
};

struct data_others { /* the rule for authorities without a named user */
    const struct node *node;
    const char *sign_in;
    const struct node *roles, *first_user_roles;
    const char *note;
};

/* ---- stories ---- */

struct data_step {
    const struct node *node;
    int64_t day, months, hour;
    const struct node *by, *action, *values;
};

struct data_expect {
    const struct node *node;
    const struct node *state, *waits_for, *due_today, *overdue;
    int64_t due_in_days; /* -1: not said */
    int retention;       /* enum data_retention */
    int verify;          /* 1: verifies, with values erased */
};

enum data_retention { DATA_KEPT, DATA_BLOCKS_TOMORROW, DATA_BLOCKED, DATA_ERASED };

struct data_story {
    const struct node *node;
    const char *id, *title, *shows;
    const struct node *from, *to, *from_user, *to_user;
    struct data_expect expect;
    struct walk_rows steps; /* struct data_step */
    const struct decl_area *area;
    const struct decl_flow *flow;
};

/* ---- background ---- */

/* A value of an act, with placeholders in braces; given in `percent` of the cases, to some kinds of provider. */
struct data_template {
    const struct node *node;
    const char *field, *value;
    const struct node *of;
    int64_t percent;
};

struct data_act {
    const struct node *node;
    const struct node *action;
    struct walk_rows values; /* struct data_template */
};

/* The acts that a course is made of. */
struct data_acts {
    const struct node *node;
    struct data_act begin, send, edit, withdraw, accept, save_reply, reply, ask_back, answer_back, close;
};

struct data_bundle {
    const struct node *node;
    const char *id;
    int64_t weight;
    const struct node *legal_basis, *questions;
    bool sensitive;
};

struct data_pair {
    const struct node *node;
    const char *from, *to;
    int64_t weight;
};

struct data_shift { /* of one country */
    const struct node *node;
    const char *country;
    int64_t within_7_days, on_time, mean_days;
};

struct data_texts { /* of one language */
    const struct node *node;
    const char *language;
    const struct node *reason, *comment, *clarification, *clarification_answer, *withdraw;
};

struct data_by_question { /* a question with weights of its answers */
    const char *question;
    struct weights codes;
};

struct data_accept {
    const struct node *node;
    int64_t within_7_days_percent, same_day_percent, median_days, longest_days;
};

struct data_reply {
    const struct node *node;
    int64_t mean_days, shortest_days, longest_days, on_time_percent, saved_before_sending_percent;
    const struct node *accepted_days_node;
    struct weights accepted_days;
};

struct data_open {
    const struct node *node;
    int64_t sent, accepted, replied, clarification;
};

struct data_rating {
    const struct node *node;
    int64_t filled_percent;
    const struct node *timeliness_node, *effort_node;
    struct weights timeliness, effort;
};

struct data_answer_text { /* what an answer in words holds: a template, as in an act */
    const struct node *node;
    const char *question, *value;
};

struct data_background {
    const struct node *node;
    const struct node *area_node, *flow_node;
    const struct decl_area *area;
    const struct decl_flow *flow;
    int64_t seed, requests, span_days, last_sent_days_ago, growth_percent_a_year;
    const struct node *months_node, *weekdays_node, *hours_node, *askers_node, *asked_node, *hot_node, *activities_node,
        *kinds_node, *types_node, *reply_days_node, *withdrawn_node, *clarify_node, *close_node, *answers_node,
        *sensitive_reasons, *fallback;
    struct weights months, weekdays, hours, askers, asked, hot, activities, kinds, types, reply_days, withdrawn_days,
        clarify_days, close_days;
    struct walk_rows pairs, bundles, shifts, texts, answer_texts;
    struct data_by_question *answers;
    size_t n_answers;
    int64_t second_activity_percent, provider_of_asked_country_percent, own_file_number_percent, free_question_percent,
        question_comment_percent, clarification_percent, clarification_twice_percent, withdrawn_percent,
        edited_after_sending_percent, files_in_request_percent, files_in_reply_percent, answer_comment_percent, drafts,
        draft_days, not_accepted_overdue, not_replied_overdue;
    const struct node *files; /* of conf/training/files that are drawn from */
    struct data_accept accept;
    struct data_reply reply;
    struct data_open open;
    struct data_rating rating;
    struct data_acts acts;
};

/* The placeholders of templates and sentences, in braces. */
enum data_slot {
    SLOT_ASKED, SLOT_KIND, SLOT_FIRM, SLOT_SURNAME, SLOT_GIVEN_NAME, SLOT_BIRTH_DATE, SLOT_PROVIDER_COUNTRY,
    SLOT_PROVIDER_TOWN, SLOT_PROVIDER_REGION, SLOT_PROVIDER_ADDRESS, SLOT_HOST_ADDRESS, SLOT_NUMBER,
    SLOT_ACTIVITIES, SLOT_ACTIVITY, SLOT_LEGAL_BASIS, SLOT_CASE_TYPE, SLOT_DAYS, SLOT_SENTENCE, SLOT_SENSITIVE,
    SLOT_JUSTIFICATION, SLOT_TOWN, SLOT_TIMELINESS, SLOT_EFFORT, SLOT_COUNT
};
extern const char *const data_slots[]; /* their names; ended by NULL */

struct data {
    TALLOC_CTX *mem;
    const struct decl *decl;
    struct load *load; /* holds the nodes of everything below */
    struct data_authority **authorities;
    size_t n_authorities;
    struct data_names *names;
    size_t n_names;
    struct data_others others;
    struct data_user *users;
    size_t n_users;
    struct data_story **stories;
    size_t n_stories;
    struct data_background background;
};

/*
 * data_read - read and check all files below folder/conf/training.
 * Errors: ERR_DECLARED `faults` says file, line and key.
 */
enum err_code data_read(TALLOC_CTX *mem, const struct decl *decl, const char *folder, struct data **data,
                        struct yaml_faults *faults, struct err *err) ERR_MUST_CHECK;

/* data_complete - whether there is still no fault. Errors: ERR_DECLARED, as above; the data are over then. */
enum err_code data_complete(struct data *data, struct err *err) ERR_MUST_CHECK;

/* Look-ups; NULL when there is none. */
struct data_authority *data_authority(const struct data *data, const char *id);
const struct data_names *data_names(const struct data *data, const char *country);
const struct data_access *data_access(const struct data_authority *authority, const char *area);
const struct data_texts *data_texts(const struct data_background *background, const char *language);

/* data_has - whether a text stands in a list. */
bool data_has(const struct node *list, const char *text);

/* ---- for the files of this room that read ---- */

/* data_read_* - each kind of file, with its checks; in this order, because later ones name what earlier ones hold. */
void data_read_authorities(struct data *data);
void data_read_people(struct data *data);
void data_read_stories(struct data *data);
void data_read_background(struct data *data);

/* data_weights - a map of whole numbers from 0 on; faults what is none. NULL node: nothing. */
struct weights data_weights(struct data *data, const struct node *node);

/* data_text_map - fault what in a map is no text of at most `most` characters. */
void data_text_map(struct data *data, const struct node *map, size_t most);

/* data_country, data_language - fault a code that is none. */
void data_country(struct data *data, struct yaml_pos pos, const char *key, const char *code);
void data_language(struct data *data, struct yaml_pos pos, const char *key, const char *code);

#endif
