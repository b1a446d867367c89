-- SPDX-License-Identifier: EUPL-1.2
-- Act keys and the outbox.

-- name: act_key_find
SELECT k.digest, k.case_id, k.version, c.ref FROM act_key k JOIN case_file c ON c.id = k.case_id WHERE k.user_id = ? AND k.act_key = ?;

-- name: act_key_insert
INSERT INTO act_key (user_id, act_key, digest, case_id, version, made_at) VALUES (?, ?, ?, ?, ?, ?);

-- name: outbox_insert
INSERT INTO outbox (lane, message, case_id, authority_id, made_at, due_at, tries) VALUES (?, ?, ?, ?, ?, ?, 0);
