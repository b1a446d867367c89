/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Members: those who hold a part of a case together, each with a life of its own in it. Rows only: who may see and do what is
 * decided in lib/content and lib/flow. What locks a member locks its case shared (case_lock_shared), so that members wait for
 * acts of the case, and never for each other.
 */
#ifndef IMI_STORE_MEMBER_H
#define IMI_STORE_MEMBER_H

#include "store/facts.h"

struct case_member {
    SQL_MEMBER(DB_MEMBER)
};

/* member_of - as which member an authority takes part in a case; *member NULL: as none. language: of descriptive names. */
enum err_code member_of(struct db *db, TALLOC_CTX *mem, uint64_t case_id, uint64_t authority_id, const char *language,
                        struct case_member **member, struct err *err) ERR_MUST_CHECK;

/* member_read - a member by its number. Errors: ERR_NOT_FOUND. */
enum err_code member_read(struct db *db, TALLOC_CTX *mem, uint64_t case_id, uint64_t number, const char *language,
                          struct case_member **member, struct err *err) ERR_MUST_CHECK;

/* members_of_part - up to `limit` members of a part with a number above `after`, in the order of their numbers. */
enum err_code members_of_part(struct db *db, TALLOC_CTX *mem, uint64_t case_id, unsigned part, uint64_t after, unsigned limit,
                              const char *language, struct case_member **members, size_t *count, struct err *err) ERR_MUST_CHECK;

/* How many members of a part are in a state, and the first day by which one of them must act. */
struct member_progress {
    uint64_t part, members;
    const char *state;
    int32_t due;
};

/* members_progress - of all parts of a case that many hold. */
enum err_code members_progress(struct db *db, TALLOC_CTX *mem, uint64_t case_id, struct member_progress **progress, size_t *count,
                               struct err *err) ERR_MUST_CHECK;

/* An authority that could become a member. */
struct member_candidate {
    uint64_t id;
    const char *country;
};

/* members_coordinating - who coordinates an area in each of some countries (joined by commas, as stored), the first of each. */
enum err_code members_coordinating(struct db *db, TALLOC_CTX *mem, const char *area, const char *countries,
                                   struct member_candidate **found, size_t *count, struct err *err) ERR_MUST_CHECK;

/* members_related - the active authorities to which another stands in a relation (request, linked), in the order of their ids. */
enum err_code members_related(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const char *area, const char *relation,
                              struct member_candidate **found, size_t *count, struct err *err) ERR_MUST_CHECK;

/* members_authorities - who is a member of a case, in a part or (-1) in any. */
enum err_code members_authorities(struct db *db, TALLOC_CTX *mem, uint64_t case_id, int part, uint64_t **ids, size_t *count,
                                  struct err *err) ERR_MUST_CHECK;

/* members_next - the number that the next member of a case that is locked by the running transaction will have. */
enum err_code members_next(struct db *db, uint64_t case_id, uint64_t *number, struct err *err) ERR_MUST_CHECK;

/* members_insert - let authorities become members, all in one round trip; other_id: who began the case. */
enum err_code members_insert(struct db *db, TALLOC_CTX *mem, const struct case_row *row, const struct case_member *members,
                             size_t count, uint64_t other_id, struct err *err) ERR_MUST_CHECK;

/* member_lock - lock a member for the running transaction, which holds its case shared. Errors: ERR_NOT_FOUND. */
enum err_code member_lock(struct db *db, uint64_t case_id, uint64_t number, struct err *err) ERR_MUST_CHECK;

/* member_advance - the one writer of a member's state. was: as it was read; to: as it becomes. Errors: ERR_STALE. */
enum err_code member_advance(struct db *db, uint64_t case_id, const struct case_member *was, const struct case_member *to,
                             struct err *err) ERR_MUST_CHECK;

/* members_end - no member is waited for any more; their class becomes that of the case. */
enum err_code members_end(struct db *db, uint64_t case_id, enum case_class class, struct err *err) ERR_MUST_CHECK;

/* member_facts_of - all facts of a member, in the order of their names. */
struct facts member_facts_of(TALLOC_CTX *mem, const struct case_member *member);

/* member_facts - what history states of a member: what differs between the two, and stamps. before NULL: all of it. */
const char *member_facts(TALLOC_CTX *mem, const struct case_member *before, const struct case_member *after,
                         const struct case_stamp *stamps, size_t n_stamps);

#endif
