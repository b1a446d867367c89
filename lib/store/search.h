/* SPDX-License-Identifier: EUPL-1.2 */
/* Answers to searches by words: kept 24 hours at a random key, so that no word stands in an address. */
#ifndef IMI_STORE_SEARCH_H
#define IMI_STORE_SEARCH_H

#include "store/case.h"

/* search_answer_insert - keep an answer; case_ids joined by blanks; complete: every case that fits is among them. */
enum err_code search_answer_insert(struct db *db, const unsigned char hash[32], uint64_t user_id,
                                   const char *area, const char *case_ids, bool complete, int64_t machine_now,
                                   struct err *err) ERR_MUST_CHECK;

/*
 * search_answer_cases - the cases of an answer as far as the authority still takes part in them, in these areas, and the user
 * handles them, newest first; rows->given_up when the answer is not complete. Errors: ERR_NOT_FOUND no such answer of this user
 * made after `oldest`.
 */
enum err_code search_answer_cases(struct db *db, TALLOC_CTX *mem, const unsigned char hash[32],
                                  uint64_t user_id, uint64_t authority_id, const char *areas, int64_t oldest,
                                  struct case_rows *rows, struct err *err) ERR_MUST_CHECK;

#endif
