/* SPDX-License-Identifier: EUPL-1.2 */
/* The answers of the directory, and of declared data through the API. */
#ifndef IMI_MODEL_DIRECTORY_H
#define IMI_MODEL_DIRECTORY_H

#include "model/case.h"

struct model_authorities {
    struct model_list items;    /* struct model_authority */
    struct model_list controls; /* struct view_control */
    bool searched, more;
    bool incomplete;            /* the search ended early: more may fit */
    int64_t next_after;         /* where the next page begins */
    const char *next, *count_text;
};

struct model_card {
    const struct model_authority *body;
    const char *kind;            /* what it is, in words */
    struct model_words informal, what;
    const char *address, *phone, *email, *website, *hours, *languages, *slug;
    struct model_list areas;     /* struct model_choice: code and label */
    struct model_list activities;/* struct model_choice */
    struct model_list receives;  /* struct model_link: begin a request to it */
    bool liaison_point, suspended;
};

/* Declared data in the caller's language. */

/* One of the conditions that all must hold: `test` is is, is_not, any or chosen, `subject` a field, question or group. */
struct model_term {
    const char *test, *subject;
    struct model_list codes;     /* struct model_choice without labels */
};

struct model_declared_field {
    const char *id, *label, *kind, *hint, *pattern;
    const char *type,
        *format; /* the JSON in which a value is given, as JSON Schema calls it; NULL: files are given elsewhere; any text */
    bool personal, needed, repeat, past_only;
    int64_t max, min, least, most; /* characters at most, of a text that is given at least; of a number */
    struct model_list codes;     /* struct model_choice */
    struct model_list when;      /* struct model_term */
};

struct model_declared_action {
    const char *id, *label, *to;
    struct model_list from;      /* struct model_choice */
    struct model_list fields;    /* struct model_declared_field */
};

struct model_declared_flow {
    const char *id, *title, *description, *questions;
    const char *source;          /* the legal acts, as cited */
    int64_t version;
    struct model_list states;    /* struct model_choice */
    struct model_list fields;    /* struct model_declared_field */
    struct model_list actions;   /* struct model_declared_action */
};

struct model_declared_question {
    const char *id, *group, *group_label, *text, *hint, *comment, *text_label, *unlimited_label, *needs_field, *codes_of;
    bool many, has_text, has_number, has_files, follow_up;
    int64_t dates;
    struct model_list date_labels;   /* struct model_choice: day1, day2 */
    struct model_list codes;         /* struct model_choice */
    struct model_list comment_codes; /* struct model_choice: with these a comment must be given; none: always */
    struct model_list when;          /* struct model_term */
};

struct model_declared {
    struct model_list flows;     /* struct model_declared_flow */
    struct model_list questions; /* struct model_declared_question */
};

extern const struct model_table model_authorities_table, model_card_table, model_declared_table,
    model_declared_field_table, model_declared_action_table, model_declared_flow_table,
    model_declared_question_table, model_term_table;

#endif
