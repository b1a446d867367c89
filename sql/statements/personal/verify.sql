-- SPDX-License-Identifier: EUPL-1.2
-- What verification reads of the tables that can be erased. Nothing of it leaves lib/proof/verify.c but fields and versions.

-- name: verify_personal
SELECT case_id, field, version, part, 1 AS store, commit_key, language, value FROM personal_value WHERE case_id > ? AND case_id <= ?;

-- name: verify_files
SELECT case_id, id, part, field, name, media_type, language, kind, size, sha256, notes, commit_key, uploaded_by, uploaded_at FROM attachment WHERE case_id > ? AND case_id <= ? AND state = 'linked';
