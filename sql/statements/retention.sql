-- SPDX-License-Identifier: EUPL-1.2
-- Blocking and deletion. Source: Reg. (EU) 1024/2012 Art. 14. What is deleted stands in personal/retention.sql.

-- name: retention_to_block
-- The cursor (day or moment, id) goes on behind a case that stays due: in a dry run all do.
SELECT id, ref, block_due AS at FROM case_file WHERE blocked_at IS NULL AND block_due <= ? AND (block_due, id) > (?, ?)
 ORDER BY block_due, id LIMIT 100;

-- name: retention_to_erase
SELECT id, ref, erase_due AS at FROM case_file WHERE erased_at IS NULL AND erase_due <= ? AND (erase_due, id) > (?, ?)
 ORDER BY erase_due, id LIMIT 100;

-- name: retention_old_drafts
SELECT id, ref, changed_at AS at FROM case_file WHERE class = 0 AND changed_at < ? AND (changed_at, id) > (?, ?)
 ORDER BY changed_at, id LIMIT 100;

-- name: retention_closed
-- Closed cases that still hold something, changed since a moment: to see whether today's rules of their area are shorter than
-- their clocks. Params: a moment, the same moment, an id behind which to go on.
SELECT id, ref, area, closed_at, changed_at, block_due, erase_due, blocked_at FROM case_file FORCE INDEX (case_file_draft)
 WHERE class = 2 AND changed_at >= ? AND (changed_at > ? OR id > ?) AND erased_at IS NULL ORDER BY changed_at, id LIMIT 1000;

-- name: retention_months
SELECT area, block_months, erase_months, compared_at FROM area_months;

-- name: retention_months_note
INSERT INTO area_months (area, block_months, erase_months, compared_at) VALUES (?, ?, ?, ?)
    ON DUPLICATE KEY UPDATE block_months = VALUE(block_months), erase_months = VALUE(erase_months), compared_at = VALUE(compared_at);

-- name: retention_shorten
UPDATE case_file SET block_due = ?, erase_due = ? WHERE id = ? AND erased_at IS NULL;

-- name: retention_draft_end
-- The shell of an erased draft: closed, blocked, waiting for nobody.
UPDATE case_file SET class = 2, closed_at = ?, block_due = ?, erase_due = ?, blocked_at = ? WHERE id = ? AND class = 0;

-- name: retention_parts_end
UPDATE case_part SET class = 2, waits = FALSE, due = DEFAULT WHERE case_id = ?;

-- name: retention_parts_forget
-- The own file numbers are codes, but a name may have been written there all the same.
UPDATE case_part SET file_number = NULL WHERE case_id = ?;

-- name: retention_file_explained
-- Whether an event of the case says already that a file was erased.
SELECT COUNT(*) AS n FROM event_value v JOIN case_event e ON e.id = v.event_id
 WHERE e.case_id = ? AND v.field = ? AND v.version = ? AND v.store = 2 AND v.commitment IS NULL;
