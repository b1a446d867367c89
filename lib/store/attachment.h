/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows of attachments and their chunks: pending while they arrive, draft as part of a working copy, linked by an
 * act. No rules: who may attach and who may read is decided in lib/flow, the only caller beside retention.
 */
#ifndef IMI_STORE_ATTACHMENT_H
#define IMI_STORE_ATTACHMENT_H

#include "base/hash.h"
#include "db/db.h"

#define ATTACHMENT_COMMIT_KEY_BYTES 32

struct attachment_row {
    uint64_t id, part, size, uploaded_by;
    uint64_t notes; /* bits: what is told of it (filecheck/note.h) */
    const char *field, *name, *media_type, *language, *kind, *state;
    struct db_bytes sha256, commit_key;
    int64_t uploaded_at; /* case time */
};

struct attachment_new {
    uint64_t case_id, user_id;
    unsigned part;
    const char *field, *name;
    const unsigned char *upload_key; /* HASH_BYTES, by which it is known when it is sent again; NULL: none */
    int64_t now;
};

/* attachment_insert - a file that is about to arrive; its commit key is made here. */
enum err_code attachment_insert(struct db *db, const struct attachment_new *new, uint64_t *id,
                                struct err *err) ERR_MUST_CHECK;

/* attachment_chunk_put - the next piece of a pending file; seq from 0, at most 512 KiB. */
enum err_code attachment_chunk_put(struct db *db, uint64_t id, unsigned seq, const void *data,
                                   size_t length, struct err *err) ERR_MUST_CHECK;

/* attachment_chunk - a piece in memory of `mem`; {NULL, 0} behind the last. */
enum err_code attachment_chunk(struct db *db, TALLOC_CTX *mem, uint64_t id, unsigned seq,
                               struct db_bytes *data, struct err *err) ERR_MUST_CHECK;

/* attachment_rewrite - put other, not longer content in place of the `chunks` pieces that a pending file has. */
enum err_code attachment_rewrite(struct db *db, uint64_t id, unsigned chunks, const void *data,
                                 size_t size, size_t chunk_bytes, struct err *err) ERR_MUST_CHECK;

struct attachment_facts {
    const char *media_type, *language, *kind;
    size_t size;
    unsigned char sha256[HASH_BYTES];
    unsigned notes; /* bits: what is told of it (filecheck/note.h) */
};

/* attachment_finish - a pending file becomes part of the working copy. Errors: ERR_NOT_FOUND it is not pending (any more). */
enum err_code attachment_finish(struct db *db, uint64_t id, const struct attachment_facts *facts,
                                struct err *err) ERR_MUST_CHECK;

/* attachment_describe - language and kind (NULL: none) of a draft file. */
enum err_code attachment_describe(struct db *db, uint64_t case_id, unsigned part, uint64_t id,
                                  const char *language, const char *kind,
                                  struct err *err) ERR_MUST_CHECK;

/* attachment_link - draft files become part of the case, one round trip. */
enum err_code attachment_link(struct db *db, TALLOC_CTX *mem, const uint64_t *ids, size_t count,
                              struct err *err) ERR_MUST_CHECK;

/* attachment_drop - remove a file that no act has linked; nothing happens when there is none such. */
enum err_code attachment_drop(struct db *db, uint64_t case_id, unsigned part, uint64_t id,
                              struct err *err) ERR_MUST_CHECK;

/* attachments_of_case - draft and linked files of both parts, by id. */
enum err_code attachments_of_case(struct db *db, TALLOC_CTX *mem, uint64_t case_id,
                                  struct attachment_row **rows, size_t *count,
                                  struct err *err) ERR_MUST_CHECK;

/* attachment_by_key - the draft or linked file of a case that was sent under a key; *row NULL when there is none. */
enum err_code attachment_by_key(struct db *db, TALLOC_CTX *mem, uint64_t case_id, const unsigned char *upload_key,
                                struct attachment_row **row, struct err *err) ERR_MUST_CHECK;

/*
 * attachment_totals - number and bytes of all draft and linked files of a case that count for one who takes part: of all parties
 * together, or of one member alone, who learns nothing of what the others keep.
 */
enum err_code attachment_totals(struct db *db, uint64_t case_id, int member, uint64_t *files, uint64_t *bytes,
                                struct err *err) ERR_MUST_CHECK;

/* attachment_sums - bytes that a person, and all people of the authority, sent since a moment of case time and that are kept. */
enum err_code attachment_sums(struct db *db, uint64_t user_id, uint64_t authority_id, int64_t since, uint64_t *person,
                              uint64_t *authority, struct err *err) ERR_MUST_CHECK;

struct attachment_left {
    uint64_t id, case_id, part;
};

/* attachments_stale - up to 100 files that began to arrive before a moment and were never finished: attachment_drop them. */
enum err_code attachments_stale(struct db *db, TALLOC_CTX *mem, int64_t before,
                                struct attachment_left **rows, size_t *count,
                                struct err *err) ERR_MUST_CHECK;

/*
 * attachments_erase - destroy files of a case, whatever their state, at most 10 chunks a call; *left tells whether
 * to call again. May be killed and repeated anywhere. Source: Reg. (EU) 1024/2012 Art. 14(4).
 */
enum err_code attachments_erase(struct db *db, TALLOC_CTX *mem, uint64_t case_id, bool *left,
                                struct err *err) ERR_MUST_CHECK;

/* attachment_field, attachment_commit - under which name, and what, history commits to for a file; out HASH_BYTES. */
const char *attachment_field(TALLOC_CTX *mem, const struct attachment_row *row);
void attachment_commit(unsigned char out[HASH_BYTES], const struct attachment_row *row);

#endif
