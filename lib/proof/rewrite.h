/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing a history of the format before anew, once: a step of `imictl migrate` (sql/migrations/0007_chain.sql). Commitments are
 * made of the values that are there, the last event of each case states its shell as it stands, events are chained and sealed
 * anew with the current key. It looks at nothing: what was altered before is not told after.
 */
#ifndef IMI_PROOF_REWRITE_H
#define IMI_PROOF_REWRITE_H

#include "db/db.h"
#include "proof/seal.h"

/*
 * history_rewrite - in transactions of one case each; may be killed and repeated anywhere.
 *
 * now    case time, of the new seals
 * cases  how many had a history
 * Errors: those of the database.
 */
enum err_code history_rewrite(struct db *db, const struct seal_keys *keys, int64_t now, uint64_t *cases,
                              struct err *err) ERR_MUST_CHECK;

/* history_any - whether any case has an event. Errors: those of the database. */
enum err_code history_any(struct db *db, bool *any, struct err *err) ERR_MUST_CHECK;

#endif
