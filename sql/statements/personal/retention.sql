-- SPDX-License-Identifier: EUPL-1.2
-- What retention reads of the tables that it empties: names and counts, never a value.

-- name: erase_whose
-- The highest number of those whose values are left. No row: none are.
SELECT part AS n FROM personal_value FORCE INDEX (personal_value_field) WHERE case_id = ? ORDER BY part DESC LIMIT 1;

-- name: erase_values
-- The names of the rows that personal_value_erase deletes next. params: case, first and last number of an owner
SELECT field, version FROM personal_value WHERE case_id = ? AND part BETWEEN ? AND ? ORDER BY id LIMIT 500;

-- name: erase_files
SELECT id, part, field, state FROM attachment WHERE case_id = ? ORDER BY id LIMIT 1;

-- name: erase_counts
SELECT (SELECT COUNT(*) FROM personal_value WHERE case_id = ?) AS n_values,
       (SELECT COUNT(*) FROM attachment WHERE case_id = ?) AS n_files,
       (SELECT COUNT(*) FROM draft_value WHERE case_id = ?) AS n_drafts;
