-- SPDX-License-Identifier: EUPL-1.2
-- Who is asking: sessions, tokens, accounts, one-time codes, limits. Moments are machine time, bound by the caller.

-- The next three are one, told apart by what the client holds: everything about who asks, in one go, a row for each role (area
-- NULL where the authority has no access to it). Joins and no subqueries: the server plans anew at each execution, and of
-- subqueries it plans each.
-- The subject of a user's limit is written by throttle.c in the same form.

-- name: actor_by_session
SELECT s.id AS session_id, s.seen_at AS seen_at, s.idle_until AS idle_until, s.absolute_until AS absolute_until,
    u.id AS user_id, u.authority_id AS authority_id, u.name AS sign_in_name, u.full_name AS full_name, u.email AS email,
    u.language AS language, u.code_secret IS NOT NULL AS second_factor,
    a.name AS authority_name, a.language AS authority_language, a.country AS country,
    i.case_offset AS case_offset,
    g.area AS area, r.role AS role, t.blocked_until AS blocked_until
FROM session s
    JOIN user_account u ON u.id = s.user_id
    JOIN authority a ON a.id = u.authority_id
    JOIN installation i ON i.id = 1
    LEFT JOIN throttle t ON t.scope = ? AND t.subject = CAST(CONCAT('user ', u.id) AS BINARY(32))
    LEFT JOIN user_role r ON r.user_id = u.id
    LEFT JOIN authority_area g ON g.authority_id = u.authority_id AND g.area = r.area AND g.status = 'granted'
WHERE u.status = 'active' AND a.status NOT IN ('suspended', 'removed')
    AND s.hash = ? AND s.idle_until > ? AND s.absolute_until > ?;

-- name: actor_by_token
SELECT 0 AS session_id, CAST(NULL AS DATETIME(6)) AS seen_at, CAST(NULL AS DATETIME(6)) AS idle_until, k.expires_at AS absolute_until,
    u.id AS user_id, u.authority_id AS authority_id, u.name AS sign_in_name, u.full_name AS full_name, u.email AS email,
    u.language AS language, u.code_secret IS NOT NULL AS second_factor,
    a.name AS authority_name, a.language AS authority_language, a.country AS country,
    i.case_offset AS case_offset,
    g.area AS area, r.role AS role, t.blocked_until AS blocked_until
FROM api_token k
    JOIN user_account u ON u.id = k.user_id
    JOIN authority a ON a.id = u.authority_id
    JOIN installation i ON i.id = 1
    LEFT JOIN throttle t ON t.scope = ? AND t.subject = CAST(CONCAT('user ', u.id) AS BINARY(32))
    LEFT JOIN user_role r ON r.user_id = u.id
    LEFT JOIN authority_area g ON g.authority_id = u.authority_id AND g.area = r.area AND g.status = 'granted'
WHERE u.status = 'active' AND a.status NOT IN ('suspended', 'removed')
    AND k.hash = ? AND k.expires_at > ?;

-- name: actor_by_name
SELECT 0 AS session_id, CAST(NULL AS DATETIME(6)) AS seen_at, CAST(NULL AS DATETIME(6)) AS idle_until, CAST(NULL AS DATETIME(6)) AS absolute_until,
    u.id AS user_id, u.authority_id AS authority_id, u.name AS sign_in_name, u.full_name AS full_name, u.email AS email,
    u.language AS language, u.code_secret IS NOT NULL AS second_factor,
    a.name AS authority_name, a.language AS authority_language, a.country AS country,
    i.case_offset AS case_offset,
    g.area AS area, r.role AS role, t.blocked_until AS blocked_until
FROM user_account u
    JOIN authority a ON a.id = u.authority_id
    JOIN installation i ON i.id = 1
    LEFT JOIN throttle t ON t.scope = ? AND t.subject = CAST(CONCAT('user ', u.id) AS BINARY(32))
    LEFT JOIN user_role r ON r.user_id = u.id
    LEFT JOIN authority_area g ON g.authority_id = u.authority_id AND g.area = r.area AND g.status = 'granted'
WHERE u.status = 'active' AND a.status NOT IN ('suspended', 'removed')
    AND u.name = ?;

-- name: session_add
INSERT INTO session (hash, user_id, agent, made_at, seen_at, idle_until, absolute_until) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: session_touch
UPDATE session SET seen_at = ?, idle_until = ? WHERE id = ? AND seen_at < ?;

-- name: session_end
DELETE FROM session WHERE user_id = ? AND id = ?;

-- name: session_end_all
DELETE FROM session WHERE user_id = ? AND id <> ?;

-- name: session_list
SELECT id, agent, made_at, seen_at FROM session
WHERE user_id = ? AND idle_until > ? AND absolute_until > ? ORDER BY id DESC LIMIT 100;

-- name: session_sweep
DELETE FROM session WHERE absolute_until < ? ORDER BY absolute_until LIMIT 1000;

-- name: token_add
INSERT INTO api_token (hash, user_id, label, made_at, expires_at) VALUES (?, ?, ?, ?, ?);

-- name: token_list
SELECT id, label, made_at, expires_at FROM api_token WHERE user_id = ? AND expires_at > ? ORDER BY id DESC LIMIT 100;

-- name: token_revoke
DELETE FROM api_token WHERE user_id = ? AND id = ?;

-- name: account_by_name
SELECT u.id AS id, u.authority_id AS authority_id, u.name AS name, u.full_name AS full_name, u.email AS email,
    u.language AS language, u.password AS password, u.code_secret AS code_secret, u.code_step AS code_step,
    IF(a.status IN ('suspended', 'removed'), 'suspended', u.status) AS status,
    (SELECT COUNT(*) FROM recovery_code c WHERE c.user_id = u.id) AS recovery_left, a.name AS authority_name
FROM user_account u JOIN authority a ON a.id = u.authority_id
WHERE u.name = ?;

-- name: account_by_id
SELECT u.id AS id, u.authority_id AS authority_id, u.name AS name, u.full_name AS full_name, u.email AS email,
    u.language AS language, u.password AS password, u.code_secret AS code_secret, u.code_step AS code_step,
    IF(a.status IN ('suspended', 'removed'), 'suspended', u.status) AS status,
    (SELECT COUNT(*) FROM recovery_code c WHERE c.user_id = u.id) AS recovery_left, a.name AS authority_name
FROM user_account u JOIN authority a ON a.id = u.authority_id
WHERE u.id = ?;

-- name: account_list
SELECT u.id AS id, u.name AS name, u.full_name AS full_name, a.name AS authority, a.country AS country, u.status AS status,
    u.code_secret IS NOT NULL AS second_factor,
    (SELECT GROUP_CONCAT(r.area, ':', r.role ORDER BY r.area, r.role SEPARATOR ' ') FROM user_role r
        WHERE r.user_id = u.id) AS roles
FROM user_account u JOIN authority a ON a.id = u.authority_id
WHERE u.name > ? ORDER BY u.name LIMIT 1000;

-- name: account_add
INSERT INTO user_account (name, authority_id, full_name, email, language, password, code_secret, code_step, status, made_at, changed_at)
VALUES (?, ?, ?, ?, ?, ?, NULL, 0, 'active', ?, ?);

-- name: account_authority
SELECT id, name FROM authority WHERE slug = ?;

-- name: account_role_add
INSERT IGNORE INTO user_role (user_id, area, role) VALUES (?, ?, ?);

-- name: account_password
UPDATE user_account SET password = ?, changed_at = ? WHERE id = ?;

-- name: account_language
UPDATE user_account SET language = ?, changed_at = ? WHERE id = ?;

-- name: account_code
UPDATE user_account SET code_secret = ?, code_step = ?, changed_at = ? WHERE id = ?;

-- name: code_step_use
-- Compare and set: of two that send the same code at once, one changes the row.
UPDATE user_account SET code_step = ? WHERE id = ? AND code_step < ?;

-- name: recovery_clear
DELETE FROM recovery_code WHERE user_id = ?;

-- name: recovery_add
INSERT INTO recovery_code (user_id, hash) VALUES (?, ?);

-- name: recovery_use
DELETE FROM recovery_code WHERE user_id = ? AND hash = ?;

-- name: throttle_read
SELECT MAX(blocked_until) AS blocked_until FROM throttle
WHERE (scope = ? AND subject = ?) OR (scope = ? AND subject = ?);

-- name: throttle_failure
-- The assignments work from left to right, so the delay sees the new count.
INSERT INTO throttle (scope, subject, hits, window_end, blocked_until) VALUES (?, ?, 1, ?, NULL)
ON DUPLICATE KEY UPDATE hits = IF(window_end <= ?, 1, hits + 1), window_end = VALUES(window_end),
    blocked_until = IF(hits < ?, NULL, CAST(? AS DATETIME(6)) + INTERVAL CAST(LEAST(?, ? * POW(2, LEAST(hits - ?, 20))) AS SIGNED) SECOND);

-- name: throttle_block
INSERT INTO throttle (scope, subject, hits, window_end, blocked_until) VALUES (?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE hits = VALUES(hits), window_end = VALUES(window_end), blocked_until = VALUES(blocked_until);

-- name: throttle_forget
DELETE FROM throttle WHERE scope = ? AND subject = ?;

-- name: throttle_sweep
DELETE FROM throttle WHERE window_end < ? ORDER BY window_end LIMIT 1000;
