/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Facts: what an act changed in the shell of a case, as the event of the act states it and its hash covers it. One fact a
 * line, `name=value`, sorted by name; ids, codes, days and moments only, never personal data. An empty value says that there
 * is none any more. The first event of a case states all of the shell, later ones what they changed, so that the facts of all
 * events, the later ones winning, are the shell as it must be (lib/proof/verify_shell.c). State and version are not
 * repeated: they stand in columns of the event.
 */
#ifndef IMI_STORE_FACTS_H
#define IMI_STORE_FACTS_H

#include "store/case.h"

/* A party, as the part `party` in sql/statements/case.sql has its columns. */
struct party_state {
    SQL_PARTY(DB_MEMBER)
};

/* The shell of a case, as the part `shell` in sql/statements/case.sql has its columns, and its parties: those of its parts. */
struct case_state {
    SQL_SHELL(DB_MEMBER)
    struct party_state parties[CASE_PARTS]; /* authority_id 0: nobody has the part */
    uint64_t members;                       /* the highest number of a member; 0: there is none */
};

extern const struct db_shape case_state_shape, party_state_shape;

/* facts_no_party - a shell whose parts nobody has; facts_add_party - put one party into it. */
void facts_no_party(struct case_state *shell);
void facts_add_party(struct case_state *shell, const struct party_state *party);

/* facts_lock_shell - the shell of a case that the running transaction locks. Errors: ERR_NOT_FOUND; those of the database. */
enum err_code facts_lock_shell(struct db *db, TALLOC_CTX *mem, uint64_t case_id, struct case_state **shell,
                               struct err *err) ERR_MUST_CHECK;

struct fact {
    const char *name;
    const char *value; /* never NULL; "": there is none */
};

struct facts {
    struct fact *items;
    size_t count;
};

/* facts_of - all facts of a shell, in the order of their names. They and their texts live in `mem`. */
struct facts facts_of(TALLOC_CTX *mem, const struct case_state *shell);

/* facts_add - one more fact at the end; its texts stay the caller's. */
void facts_add(TALLOC_CTX *mem, struct facts *facts, const char *name, const char *value);

/* facts_add_stamps - stamp.FIELD.EVENT for each stamp. */
void facts_add_stamps(TALLOC_CTX *mem, struct facts *facts, const struct case_stamp *stamps, size_t count);

/* facts_sort - into the order of their names; of facts of one name the later one stays. */
void facts_sort(struct facts *facts);

/* facts_value - the value of a name among sorted facts; "" when it is not there. */
const char *facts_value(const struct facts *facts, const char *name);

/*
 * facts_text - what an event states: what differs between two shells, and the stamps that it writes.
 * before  NULL: it is the first event of the case, and states everything.
 */
const char *facts_text(TALLOC_CTX *mem, const struct case_state *before, const struct case_state *after,
                       const struct case_stamp *stamps, size_t n_stamps);

/* facts_changed - the same of any facts, in the same order. was NULL: nothing was. */
const char *facts_changed(TALLOC_CTX *mem, const struct facts *was, const struct facts *is, const struct case_stamp *stamps,
                          size_t n_stamps);

/* facts_moment, facts_day - how a moment and a day are stated; "": none. */
const char *facts_moment(TALLOC_CTX *mem, int64_t moment);
const char *facts_day(TALLOC_CTX *mem, int32_t day);

/* facts_read - add the facts of an event's text; what is no fact is passed over, since its hash is not right then either. */
void facts_read(TALLOC_CTX *mem, struct facts *facts, const char *text);

#endif
