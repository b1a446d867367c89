-- SPDX-License-Identifier: EUPL-1.2
-- Act keys and the outbox.

-- name: act_key_find
SELECT digest, subject_kind, subject_id, version FROM act_key WHERE user_id = ? AND act_key = ?;

-- name: act_key_insert
INSERT INTO act_key (user_id, act_key, digest, subject_kind, subject_id, version, made_at) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: outbox_insert
INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries) VALUES (?, ?, ?, ?, ?, ?, ?, 0);
