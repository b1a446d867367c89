/* SPDX-License-Identifier: EUPL-1.2 */
/* The texts of the named statements, as made by statements.awk. Only lib/db reads them. */
#ifndef IMI_DB_STATEMENT_LIST_H
#define IMI_DB_STATEMENT_LIST_H

struct statement_line {
    unsigned flag;     /* 0: always; otherwise part of the text only when bit (15 + flag) is asked for */
    unsigned repeated; /* 1: stands as often as SQL_TIMES says */
    const char *text;
};

struct statement_text {
    const char *name;
    const struct statement_line *lines;
    unsigned n_lines;
};

extern const struct statement_text statement_list[];
extern const unsigned statement_count;

#endif
