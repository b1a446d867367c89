/* SPDX-License-Identifier: EUPL-1.2 */
/* The answers about cases: the case itself, a list of cases, a draft's tasks, a form of an action, a conflict. */
#ifndef IMI_MODEL_CASE_H
#define IMI_MODEL_CASE_H

#include "model/model.h"

/* A link with its words. */
struct model_link {
    const char *label, *hint, *href;
    bool plain;      /* shown as a link, not as a button */
    bool main;       /* what the reader is waited for */
    const char *id;  /* of an action, for the API */
};

/* An authority as a side of a case or a hit of a search. */
struct model_authority {
    int64_t id;
    const char *slug;
    struct model_words name;
    const char *other_name;      /* in the reader's language */
    struct model_coded country;
    const char *town, *region, *acronym;
    const char *href, *choose;   /* its card; what choosing it sends */
    bool own;
};

/* Who takes part in a case, and as what. */
struct model_party {
    const char *part, *label;    /* as the flow declares it */
    const struct model_authority *authority;
    bool waits;                  /* the case waits for it */
    bool you;                    /* the reader's authority */
};

/* One of those who hold a part together. */
struct model_member {
    int64_t member;              /* its number in the case */
    const char *href;            /* where what it did is read; NULL: not by this reader */
    const struct model_authority *authority;
    struct model_coded state;    /* its own */
    int32_t due;                 /* by when it must act */
    const char *left, *level;    /* of that day: in words, and late, soon or fine */
    bool waits;                  /* it must act */
    int64_t changed_at;
};

/* How many of them are in a state. */
struct model_progress {
    struct model_coded state;
    int64_t members, share;      /* per cent */
    const char *text;            /* how many, as the reader writes numbers */
};

struct model_members {
    const char *part, *label;    /* as the flow declares it */
    const char *summary;         /* how far they are, in words */
    int64_t all, waiting;        /* how many there are; how many must act */
    struct model_list progress;  /* struct model_progress */
    struct model_list rows;      /* struct model_member: a page of them */
    const char *next;            /* where the others are */
};

/* One value of a case, as it is shown. */
struct model_value {
    const char *field;           /* name of the value */
    const char *label;
    const char *text;            /* a line, a number in words */
    struct model_words words;    /* free text */
    int32_t day;
    struct model_list values;    /* struct model_choice: codes */
    bool personal, changed;
    const char *href;            /* where to change it */
    const char *open;            /* what it leads to */
};

struct model_choice {
    const char *code, *label;
};

struct model_section {
    const char *id, *label, *href;
    bool authority;              /* in which an authority is chosen */
    struct model_list rows;      /* struct model_value */
};

/* A question with its answer, side by side. */
struct model_answer {
    const char *id;
    const char *question;        /* in the reader's language */
    struct model_words other;    /* the same in another language, when asked for */
    struct model_words note;     /* what the asker added */
    struct model_list answers;   /* struct model_choice */
    struct model_list parts;     /* struct model_value: text, dates, number */
    struct model_words comment;
    struct model_list files;     /* struct model_file */
    bool answered, follow_up, personal;
    const char *when;            /* for a follow-up that does not apply: says so */
};

struct model_group {
    const char *id, *label;
    struct model_list questions; /* struct model_answer */
};

struct model_file {
    int64_t id;
    const char *label, *href, *size, *media_type, *kind;
    int64_t bytes;
    const char *lang;
    const char *charset;         /* of a text that is not UTF-8 */
    const char *warning;         /* for who opens it */
    bool cleaned, removable;
};

struct model_date {
    const char *id, *label, *how, *left;
    int32_t day;
    const char *level;           /* late, soon, fine */
};

struct model_event {
    int64_t seq;
    int64_t at;
    const char *action, *title, *authority, *actor, *kind;
};

/* What was said with a step: in the form of its action. */
struct model_said {
    int64_t seq, at;
    const char *title, *authority, *actor; /* as in the event */
    bool own;                    /* by the reader's authority */
    struct model_list rows;      /* struct model_value */
};

struct model_case {
    const char *ref;
    int64_t version;
    struct model_coded area, flow, state;
    const char *title, *caption;
    const char *waits;           /* the sentence on top */
    const char *todo;            /* what the reader must do, or that nothing is to be done */
    const char *level;           /* late, soon, own, other */
    const char *opened;          /* that the one who is waited for has opened it */
    const char *purpose;         /* what the reply may be used for */
    const char *pending;         /* unsent changes: says so */
    const char *pending_href;
    struct model_list parties;   /* struct model_party, the one that began the case first */
    struct model_list members;   /* struct model_members: of each part that many hold */
    struct model_coded own_state; /* of the reader's own member */
    const struct model_member *reading; /* whose own is shown with the case */
    const char *reading_text, *reading_back;
    struct model_list actions;   /* struct model_link */
    struct model_list sections;  /* struct model_section */
    struct model_list groups;    /* struct model_group */
    struct model_list files;     /* struct model_file */
    int64_t n_files;             /* that there are, seen or not */
    struct model_list dates;     /* struct model_date */
    struct model_list events;    /* struct model_event, newest first */
    const char *older;           /* where the events before these are */
    struct model_list said;      /* struct model_said, of these events, in the order of time */
    const char *file_number;
    int32_t informed_on;
    bool own_notes;              /* may set the two above */
    bool blocked, erased, shell_only;
    bool early;                  /* the reader sees only what is early */
    const char *early_text;      /* says so */
    int32_t block_due, erase_due;
    const char *languages_href;  /* questions in both languages, or back */
    bool both;
    bool draft;
    struct model_list tasks;     /* struct model_task: of a draft */
    const char *next_href, *next_label;
    int64_t tasks_done, tasks_all;
};

struct model_task {
    const char *id, *label, *hint, *href;
    struct model_coded status;
};

/* A row of a list. */
struct model_row {
#define COLUMN(type, flags, c_type, member) c_type member;
#define NESTED(type, flags, c_type, member, table) c_type member;
#include "model/row.def"
#undef COLUMN
#undef NESTED
};

struct model_rows {
    const char *title, *intro;
    struct model_list items;     /* struct model_row */
    const char *next;
    const char *next_cursor;
    bool incomplete;             /* the search ended early: more may fit */
    const char *incomplete_text; /* says so */
    struct model_list controls;  /* struct view_control: filters */
    struct model_list active;    /* struct model_link */
    const char *clear, *action;
    struct model_list search;    /* struct view_control */
    struct model_list faults;    /* struct view_fault */
    const char *search_action;
    const char *empty;
    bool filtered;
};

/* My tasks. */
struct model_count {
    struct model_coded area, state;
    int64_t cases, overdue, today;
    bool cases_more, overdue_more, today_more; /* there are more than that */
    const char *cases_text, *overdue_text, *today_text; /* then in words */
    const char *href;
};

struct model_tasks {
    const char *summary;
    struct model_list counts;    /* struct model_count */
    struct model_list waiting;   /* struct model_row */
    struct model_list drafts;    /* struct model_row */
    struct model_list begin;     /* struct model_link */
    const char *next;
};

/* A form: of a section, of an action, with what was typed and what must be mended. */
struct model_form {
    const char *ref, *title, *caption, *intro, *warning, *action, *back, *section;
    int64_t version;
    const char *key, *seen;
    struct model_list faults;    /* struct view_fault */
    struct model_list controls;  /* struct view_control */
    struct model_list groups;    /* struct model_form_group: questions */
    struct model_list sections;  /* struct model_section: check before sending */
    struct model_list answers;   /* struct model_group: check before replying */
    struct model_list files;     /* struct model_file */
    struct model_list tasks;     /* struct model_task: of an edit */
    const char *submit, *other, *other_href, *as_href;
    const char *questions_href, *files_href; /* where the questions asked and the files are changed; NULL: not here */
    bool as_other, upload, again;
    const char *quota;           /* of files: said when most of it is used */
    struct model_list bodies;    /* struct model_authority: hits */
    const char *field;           /* what the choice of one of them fills */
    const struct model_authority *chosen, *national;
    const char *national_text;
    bool searched, more;
    bool autosave;
};

struct model_form_group {
    const char *id, *label, *hint;
    bool open;
    int64_t chosen;
    struct model_list controls;  /* struct view_control */
};

/* Two people at once: what happened, and both texts. */
struct model_conflict {
    const char *title, *what, *href;
    struct model_list events;    /* struct model_event */
    struct model_list texts;     /* struct model_both */
};

struct model_both {
    const char *label, *yours, *present;
};

/* The answer to an act through the API. */
struct model_outcome {
    const char *ref;
    int64_t version;
    const char *href;
    bool repeated;
};

extern const struct model_table model_link_table, model_authority_table, model_party_table, model_member_table,
    model_progress_table, model_members_table, model_value_table,
    model_choice_table, model_section_table, model_answer_table, model_group_table,
    model_file_table, model_date_table, model_event_table, model_said_table, model_case_table,
    model_task_table, model_row_table, model_rows_table, model_count_table, model_tasks_table,
    model_form_table, model_form_group_table, model_conflict_table, model_both_table,
    model_outcome_table;

#endif
