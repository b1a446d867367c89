/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Form controls as values: a handler fills a struct view_control for each field and a page shows it by
 * `call:control(node)` (templates/macros/controls.cs). Which macro draws it is said by `kind`. The parts
 * of other patterns (links, rows of a summary, error summary) are here too.
 */
#ifndef IMI_MODEL_CONTROL_H
#define IMI_MODEL_CONTROL_H

#include "model/model.h"

#include <stdbool.h>
#include <stdint.h>

/* A choice of radios, checkboxes or a select. */
struct view_option {
    const char *code;  /* what is sent */
    const char *label; /* in the reader's language */
    const char *hint;  /* may be NULL */
    bool selected;
};

/*
 * One form control. kind: line, text, number, code (radios), select, codes (checkboxes), day, flag (one
 * checkbox), file, password, search, note (the label alone, as a sub-heading). name must be
 * [a-z][a-z0-9_.-]{0,63}: it becomes ids too.
 */
struct view_control {
    const char *kind;
    const char *name;
    const char *label;
    const char *hint;         /* NULL = none */
    const char *error;        /* how to mend it; NULL = none */
    const char *value;        /* line, text, number, select's typed value, flag: "1" when set */
    const char *lang;         /* language that free text is written in; NULL = not asked */
    struct model_list langs;  /* struct view_option: languages to choose for free text; empty = fixed */
    bool personal;            /* (!) and its explanation */
    bool optional;            /* "(optional)" after the label */
    bool autosave;            /* sends its changes to the form's draft */
    int64_t max;              /* characters; MODEL_NO_NUMBER = no counter */
    int64_t rows;             /* of a text; MODEL_NO_NUMBER = 5 */
    const char *width;        /* line, number: "2" "4" "5" "10" "20" characters; NULL = full */
    const char *autocomplete; /* HTML token; NULL = off */
    const char *input_mode;   /* numeric, email, tel ... ; NULL = text */
    const char *suffix;       /* unit behind the field: "days" */
    const char *prefix;
    const char *accept;       /* file: ".pdf,.png" */
    bool multiple;            /* file */
    const char *day_day;      /* day: the three fields as typed */
    const char *day_month;
    const char *day_year;
    struct model_list options; /* struct view_option */
};

/* An entry of the error summary: links to #name. */
struct view_fault {
    const char *name; /* of the control; NULL = about the whole form */
    const char *text;
};

struct view_link {
    const char *label;
    const char *href;
};

extern const struct model_table view_option_table;
extern const struct model_table view_control_table;
extern const struct model_table view_fault_table;
extern const struct model_table view_link_table;

#endif
