/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a message of the outbox, a request key or a record of reads is about: a row of some table, by kind and id.
 *
 * To add a kind: a line here and in subject.c; in a migration, its word in the CHECK of each table that may hold it and, where
 * the table has foreign keys, a generated column (sql/migrations/0005_subjects.sql); what its mails say: lib/jobs/notice.c.
 */
#ifndef IMI_STORE_SUBJECT_H
#define IMI_STORE_SUBJECT_H

#include <stdint.h>

#include "base/err.h"

enum subject_kind {
    SUBJECT_CASE, /* case_file */
    SUBJECT_USER, /* user_account */
    SUBJECT_KINDS
};

struct subject {
    enum subject_kind kind;
    uint64_t id;
};

/* subject_word - how a kind is written in the database: "case". Static. */
const char *subject_word(enum subject_kind kind);

/* subject_read - a subject from two columns of a row. Errors: ERR_INTERNAL the program knows no such kind. */
enum err_code subject_read(const char *word, uint64_t id, struct subject *subject, struct err *err) ERR_MUST_CHECK;

#endif
