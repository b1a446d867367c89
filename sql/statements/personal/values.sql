-- SPDX-License-Identifier: EUPL-1.2
-- Personal values: the only folder with SQL that names the tables that can be erased. lib/store/value.c and
-- lib/store/attachment.c call these; values reach readers through lib/content/release.c alone.

-- name: values_of_case
-- What the parties and one member have written in a case, and the working copy of one of them. In no order: sorting a union of long texts would
-- make a temporary file each time; lib/content/values.c sorts.
-- params: case, first number of a member, member, the same again, case, whose working copy
SELECT id, field, version, part, commit_key, language, value, 1 AS store FROM personal_value WHERE case_id = ? AND (part < ? OR part = ?)
UNION ALL
SELECT 0 AS id, field, version, part, commit_key, NULL AS language, value, 0 AS store FROM case_value WHERE case_id = ? AND (part < ? OR part = ?)
UNION ALL
SELECT 0 AS id, field, version, part, NULL AS commit_key, language, value, 2 AS store FROM draft_value WHERE case_id = ? AND part = ?;

-- name: personal_value_insert
INSERT INTO personal_value (case_id, field, version, part, commit_key, language, value) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: personal_value_erase
-- In pieces of at most 500 rows.
DELETE FROM personal_value WHERE case_id = ? AND part BETWEEN ? AND ? ORDER BY id LIMIT 500;

-- name: draft_put
-- Writes one value of the working copy, in place of what stands there.
INSERT INTO draft_value (case_id, part, field, version, language, value, changed_by, changed_at) VALUES (?, ?, ?, 1, ?, ?, ?, ?)
    ON DUPLICATE KEY UPDATE version = version + 1, language = VALUE(language), value = VALUE(value),
                            changed_by = VALUE(changed_by), changed_at = VALUE(changed_at);

-- name: draft_drop
DELETE FROM draft_value WHERE case_id = ? AND part = ? AND field = ?;

-- name: draft_drop_part
DELETE FROM draft_value WHERE case_id = ? AND part = ?;

-- name: draft_drop_case
DELETE FROM draft_value WHERE case_id = ?;

-- name: attachment_insert
-- A file being taken in: pending, and nobody's until attachment_finish.
INSERT INTO attachment (case_id, part, field, name, media_type, language, kind, size, sha256, notes, state, commit_key, uploaded_by, uploaded_at, upload_key)
VALUES (?, ?, ?, ?, '', NULL, NULL, 0, ?, 0, 'pending', ?, ?, ?, ?);

-- name: attachment_finish
UPDATE attachment SET media_type = ?, size = ?, sha256 = ?, notes = ?, language = ?, kind = ?, state = 'draft' WHERE id = ? AND state = 'pending';

-- name: attachment_describe
UPDATE attachment SET language = ?, kind = ? WHERE id = ? AND case_id = ? AND part = ? AND state = 'draft';

-- name: attachment_link
UPDATE attachment SET state = 'linked' WHERE id = ? AND state = 'draft';

-- name: attachments_of_case
SELECT id, part, field, name, media_type, language, kind, size, sha256, notes, state, commit_key, uploaded_by, uploaded_at
  FROM attachment WHERE case_id = ? AND state <> 'pending' ORDER BY id;

-- name: attachment_by_key
-- What was kept of an upload that is sent again.
SELECT id, part, field, name, media_type, language, kind, size, sha256, notes, state, commit_key, uploaded_by, uploaded_at
  FROM attachment WHERE case_id = ? AND state <> 'pending' AND upload_key = ? LIMIT 1;

-- name: attachment_totals
-- Of some owners together; what is still being taken in does not count. params: case, first and last number of an owner
SELECT COUNT(*) AS files, CAST(COALESCE(SUM(size), 0) AS UNSIGNED) AS bytes FROM attachment
 WHERE case_id = ? AND part BETWEEN ? AND ? AND state <> 'pending';

-- name: attachment_sums
-- What a person and the authority have sent since a moment, as far as it is kept.
SELECT CAST(COALESCE(SUM(IF(u.id = ?, a.size, 0)), 0) AS UNSIGNED) AS person, CAST(COALESCE(SUM(a.size), 0) AS UNSIGNED) AS authority
  FROM user_account u JOIN attachment a ON a.uploaded_by = u.id AND a.uploaded_at > ?
 WHERE u.authority_id = ?;

-- name: attachment_drop_chunks
DELETE c FROM attachment_chunk c JOIN attachment a ON a.id = c.attachment_id
 WHERE a.id = ? AND a.case_id = ? AND a.part = ? AND a.state <> 'linked';

-- name: attachment_drop
DELETE FROM attachment WHERE id = ? AND case_id = ? AND part = ? AND state <> 'linked';

-- name: attachment_stale
-- Uploads that were never finished, older than a moment; those of a working copy end with it.
SELECT id, case_id, part FROM attachment WHERE state = 'pending' AND uploaded_at < ? ORDER BY uploaded_at LIMIT 100;

-- name: attachment_erase_chunks
DELETE FROM attachment_chunk WHERE attachment_id = ? ORDER BY seq LIMIT 10;

-- name: attachment_erase
DELETE FROM attachment WHERE id = ? AND case_id = ?;

-- name: attachment_all_of_case
SELECT id, part, field, name, media_type, language, kind, size, sha256, notes, state, commit_key, uploaded_by, uploaded_at
  FROM attachment WHERE case_id = ? ORDER BY id;

-- name: chunk_insert
INSERT INTO attachment_chunk (attachment_id, seq, data) VALUES (?, ?, ?);

-- name: chunk_replace
UPDATE attachment_chunk SET data = ? WHERE attachment_id = ? AND seq = ?;

-- name: chunk_drop_after
DELETE FROM attachment_chunk WHERE attachment_id = ? AND seq > ?;

-- name: chunk_read
SELECT data FROM attachment_chunk WHERE attachment_id = ? AND seq = ?;

-- name: search_key_insert
INSERT IGNORE INTO search_key (authority_id, word, case_id) VALUES (?, ?, ?);

-- name: search_key_drop
DELETE FROM search_key WHERE case_id = ?;

-- name: search_word_hits
-- How many keys of an authority begin with each of some words, up to a limit. params of each: its place, authority, word, limit
--[
(SELECT ? AS place, COUNT(*) AS hits
   FROM (SELECT k.case_id FROM search_key k FORCE INDEX (PRIMARY) WHERE k.authority_id = ? AND k.word LIKE ? ESCAPE '!' LIMIT ?) h)
--]
;

-- name: case_by_words
-- Cases of one authority found by their search keys: every word given must be the beginning of a key of the case. So many hits
-- of the first word are tried with the others as the limit in the middle says.
-- params: authority, the rarest word, limit, authority, the other words, area, limit
SELECT STRAIGHT_JOIN DISTINCT h.case_id
  FROM (SELECT k.case_id FROM search_key k FORCE INDEX (PRIMARY) WHERE k.authority_id = ? AND k.word LIKE ? ESCAPE '!'
         ORDER BY k.word DESC, k.case_id DESC LIMIT ?) h
  JOIN case_part p FORCE INDEX (case_part_member) ON p.case_id = h.case_id AND p.authority_id = ?
 WHERE TRUE
   AND EXISTS (SELECT 1 FROM search_key w FORCE INDEX (search_key_case) WHERE w.case_id = h.case_id AND w.authority_id = p.authority_id AND w.word LIKE ? ESCAPE '!') --? word_b
   AND EXISTS (SELECT 1 FROM search_key w FORCE INDEX (search_key_case) WHERE w.case_id = h.case_id AND w.authority_id = p.authority_id AND w.word LIKE ? ESCAPE '!') --? word_c
   AND EXISTS (SELECT 1 FROM search_key w FORCE INDEX (search_key_case) WHERE w.case_id = h.case_id AND w.authority_id = p.authority_id AND w.word LIKE ? ESCAPE '!') --? word_d
   AND EXISTS (SELECT 1 FROM search_key w FORCE INDEX (search_key_case) WHERE w.case_id = h.case_id AND w.authority_id = p.authority_id AND w.word LIKE ? ESCAPE '!') --? word_e
   AND EXISTS (SELECT 1 FROM search_key w FORCE INDEX (search_key_case) WHERE w.case_id = h.case_id AND w.authority_id = p.authority_id AND w.word LIKE ? ESCAPE '!') --? word_f
   AND p.area = ? --? area
 ORDER BY h.case_id DESC LIMIT ?;
