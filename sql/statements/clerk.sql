-- SPDX-License-Identifier: EUPL-1.2
-- The clerk: lanes, outbox, declared timers, drafts, cleaning. Leases and cleaning go by machine time, bound by the caller.

-- name: lane_write
INSERT INTO lane (lane, case_time, machine_time) VALUES (?, ?, ?)
    ON DUPLICATE KEY UPDATE case_time = VALUE(case_time), machine_time = VALUE(machine_time);

-- name: lane_case_time
SELECT case_time FROM lane WHERE lane = ?;

-- name: outbox_due
-- The oldest due rows of a lane that nobody holds. Read without locks: an UPDATE with ORDER BY would sort, and lock, all that wait.
SELECT id AS n FROM outbox
 WHERE lane = ? AND done_at IS NULL AND failed_at IS NULL AND due_at <= ? AND (lease_until IS NULL OR lease_until < ?)
 ORDER BY due_at, id LIMIT 20;

-- name: outbox_claim
-- As many as outbox_due gives; 0 is no row. Who comes second waits for the first and finds the lease taken, or the row done.
UPDATE outbox SET owner = ?, lease_until = ?
 WHERE id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
   AND done_at IS NULL AND failed_at IS NULL AND due_at <= ? AND (lease_until IS NULL OR lease_until < ?);

-- name: outbox_claimed
SELECT id, message, subject_kind, subject_id, authority_id, tries, made_at, lease_until
  FROM outbox WHERE owner = ? AND done_at IS NULL AND failed_at IS NULL ORDER BY id;

-- name: notice_case
-- The shell of a case as it stands now, and how an authority stands to it; a join and no subqueries, of which the server plans each
-- at every execution. params: authority, first number of a member, case
SELECT c.ref, c.area, c.flow, c.flow_version, c.class, c.changed_at, a.email, a.language, a.status,
       COALESCE(MAX(p.authority_id = a.id), FALSE) AS party, MAX(r.other_id IS NOT NULL) AS coordinates,
       COALESCE(MAX(p.authority_id = a.id AND p.waits), FALSE) AS waits, NULLIF(COALESCE(MIN(IF(p.authority_id = a.id AND p.waits, p.due, NULL)), MIN(IF(p.waits, p.due, NULL))), DATE'9999-12-31') AS due,
       COALESCE(MAX(f.use_allocation), FALSE) AS allocation
  FROM case_file c
  JOIN authority a ON a.id = ?
  LEFT JOIN case_part p ON p.case_id = c.id AND (p.member < ? OR p.authority_id = a.id)
  LEFT JOIN authority_relation r FORCE INDEX (PRIMARY) ON r.authority_id = p.authority_id AND r.area = c.area
                                 AND r.relation = 'request' AND r.other_id = a.id
  LEFT JOIN authority_flow f ON f.authority_id = a.id AND f.area = c.area AND f.flow = c.flow
 WHERE c.id = ?
 GROUP BY c.id;

-- name: notice_account
-- A person with an address, and whether a message is settled with that person already. params: outbox, user
SELECT u.id, u.email, u.language, a.time_zone, m.outbox_id IS NOT NULL AS settled
  FROM user_account u
  JOIN authority a ON a.id = u.authority_id
  LEFT JOIN outbox_mail m ON m.outbox_id = ? AND m.receiver_kind = 'person' AND m.receiver_id = u.id
 WHERE u.id = ? AND u.status <> 'removed' AND u.email <> '';

-- name: outbox_receivers
-- Active users of an authority with an address who hold one of up to three roles in an area, and whether they are settled already.
SELECT u.id, u.email, u.language, m.outbox_id IS NOT NULL AS settled
  FROM user_account u
  LEFT JOIN outbox_mail m ON m.outbox_id = ? AND m.receiver_kind = 'person' AND m.receiver_id = u.id
 WHERE u.authority_id = ? AND u.status = 'active' AND u.email <> ''
   AND EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id AND r.area = ? AND r.role IN (?, ?, ?))
 ORDER BY u.id LIMIT 500;

-- name: outbox_mailbox_settled
-- Whether the mailbox of an authority is settled. params: outbox, authority
SELECT COUNT(*) AS n FROM outbox_mail WHERE outbox_id = ? AND receiver_kind = 'mailbox' AND receiver_id = ?;

-- name: outbox_mail_settle
INSERT IGNORE INTO outbox_mail (outbox_id, receiver_kind, receiver_id, sent_at, failed_at) VALUES (?, ?, ?, ?, ?);

-- name: outbox_renew
-- 0 rows: the lease ran out and another has it.
UPDATE outbox SET lease_until = ? WHERE id = ? AND owner = ? AND lease_until >= ? AND done_at IS NULL AND failed_at IS NULL;

-- name: outbox_done
UPDATE outbox SET done_at = ?, owner = NULL, lease_until = NULL WHERE id = ? AND owner = ?;

-- name: outbox_failed
UPDATE outbox SET failed_at = ?, tries = tries + 1, owner = NULL, lease_until = NULL WHERE id = ? AND owner = ?;

-- name: outbox_later
UPDATE outbox SET due_at = ?, tries = tries + 1, owner = NULL, lease_until = NULL WHERE id = ? AND owner = ?;

-- name: outbox_release
UPDATE outbox SET owner = NULL, lease_until = NULL WHERE owner = ? AND done_at IS NULL AND failed_at IS NULL;

-- name: timer_stamps
-- The stamps of open cases changed from a moment on, a batch of cases at a time. Sorted by who asks.
SELECT c.id, c.ref, c.area, c.flow, c.flow_version, c.state, c.version, c.changed_at, s.field, s.seq, s.day
  FROM (SELECT id, ref, area, flow, flow_version, state, version, changed_at FROM case_file
         WHERE class = 1 AND changed_at >= ? AND (changed_at > ? OR id > ?)
         ORDER BY changed_at, id LIMIT 500) c
  LEFT JOIN case_stamp s ON s.case_id = c.id AND s.member = 0;

-- name: timer_stamps_of_case
-- The same of one case. 0 rows: it is not open any more.
SELECT c.id, c.ref, c.area, c.flow, c.flow_version, c.state, c.version, c.changed_at, s.field, s.seq, s.day
  FROM case_file c
  LEFT JOIN case_stamp s ON s.case_id = c.id AND s.member = 0
 WHERE c.id = ? AND c.class = 1;

-- name: timer_lock
-- 0 rows: the case has moved on.
SELECT id FROM case_file WHERE id = ? AND version = ? AND class = 1 FOR UPDATE;

-- name: timers_rung_of_case
SELECT timer, day FROM timer_rung WHERE case_id = ? AND member = 0;

-- name: timer_ring
INSERT IGNORE INTO timer_rung (case_id, timer, day, rung_at) VALUES (?, ?, ?, ?);

-- name: outbox_to_part
INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries)
SELECT 'mail', ?, 'case', p.case_id, p.authority_id, ?, ?, 0 FROM case_part p WHERE p.case_id = ? AND p.part = ?;

-- name: outbox_to_members
-- params: message, now, now, case, part, first number of a member
INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries)
SELECT 'mail', ?, 'case', p.case_id, p.authority_id, ?, ?, 0 FROM case_part p WHERE p.case_id = ? AND p.part = ? AND p.member >= ?;

-- name: outbox_to_coordinators
INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries)
SELECT DISTINCT 'mail', ?, 'case', p.case_id, r.other_id, ?, ?, 0
  FROM case_part p
  JOIN authority_relation r ON r.authority_id = p.authority_id AND r.area = p.area AND r.relation = 'request'
 WHERE p.case_id = ? AND p.part = ?
   AND NOT EXISTS (SELECT 1 FROM case_part q WHERE q.case_id = p.case_id AND q.authority_id = r.other_id);

-- name: drafts_to_announce
-- Drafts last touched behind a moment and id and before another moment, for which no end has been announced since they were last
-- touched (89: a day less than they live, because the legal day may have begun before the UTC day).
SELECT c.id, c.ref, c.version, c.changed_at FROM case_file c
 WHERE c.class = 0 AND c.changed_at >= ? AND (c.changed_at > ? OR c.id > ?) AND c.changed_at < ?
   AND NOT EXISTS (SELECT 1 FROM timer_rung r WHERE r.case_id = c.id AND r.timer = ?
                   AND r.day >= DATE(c.changed_at) + INTERVAL 89 DAY)
 ORDER BY c.changed_at, c.id LIMIT 100;

-- name: draft_lock
-- 0 rows: it was touched or sent meanwhile.
SELECT id FROM case_file WHERE id = ? AND class = 0 AND changed_at < ? FOR UPDATE;

-- name: act_key_sweep
DELETE FROM act_key WHERE made_at < ? ORDER BY made_at LIMIT 1000;

-- name: search_answer_sweep
DELETE FROM search_answer WHERE made_at < ? ORDER BY made_at LIMIT 1000;

-- name: outbox_sweep
DELETE FROM outbox WHERE lane = ? AND done_at < ? ORDER BY done_at LIMIT 1000;

-- name: read_record_sweep
DELETE FROM read_record WHERE month < ? ORDER BY month LIMIT 1000;
