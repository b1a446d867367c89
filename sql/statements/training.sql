-- SPDX-License-Identifier: EUPL-1.2
-- The training set: what its loader writes besides what the workflow writes. Used by lib/training only.

-- name: training_authorities
SELECT COUNT(*) AS n FROM authority;

-- name: training_authority_add
INSERT INTO authority (id, slug, country, kind, name, language, acronym, street, postcode, town, region, phone, email, website, hours,
    time_zone, liaison_point, access_manager, status, validating_id, version, made_at, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 1, ?, ?);

-- name: training_authority_validating
UPDATE authority SET validating_id = ? WHERE id = ?;

-- name: training_text_add
INSERT INTO authority_text (authority_id, kind, language, text) VALUES (?, ?, ?, ?);

-- name: training_language_add
INSERT INTO authority_language (authority_id, language, place) VALUES (?, ?, ?);

-- name: training_area_add
INSERT INTO authority_area (authority_id, area, kind, status, access_id, country) VALUES (?, ?, ?, 'granted', ?, ?);

-- name: training_flow_add
INSERT INTO authority_flow (authority_id, area, flow, can_send, can_receive, use_allocation, approve_request, approve_reply,
    coordinator_decides)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: training_competence_add
INSERT INTO authority_competence (authority_id, area, code, country) VALUES (?, ?, ?, ?);

-- name: training_relation_add
INSERT INTO authority_relation (authority_id, area, relation, other_id) VALUES (?, ?, ?, ?);

-- name: training_word_add
INSERT INTO authority_word (word, authority_id, country) VALUES (?, ?, ?);

-- name: training_outbox_settle
-- No mail for what happened before the first start.
UPDATE outbox SET done_at = ? WHERE done_at IS NULL ORDER BY id LIMIT 2000;

-- name: training_timer_note
-- A timer of a state that would have rung until yesterday: not again. Its newest day counts, as in lib/jobs/timers.c.
INSERT IGNORE INTO timer_rung (case_id, timer, day, rung_at)
SELECT c.id, ?, s.day, TIMESTAMP(s.day) + INTERVAL ? HOUR
  FROM case_file c
  JOIN case_stamp s ON s.case_id = c.id AND s.member = 0 AND s.field = ?
 WHERE c.area = ? AND c.flow = ? AND c.flow_version = ? AND c.state = ? AND c.class = 1 AND s.day <= ?
   AND s.seq = (SELECT MAX(m.seq) FROM case_stamp m WHERE m.case_id = c.id AND m.member = 0 AND m.field = ?);

-- name: training_draft_note
INSERT IGNORE INTO timer_rung (case_id, timer, day, rung_at)
SELECT c.id, ?, DATE(c.changed_at) + INTERVAL ? DAY, c.changed_at + INTERVAL ? DAY
  FROM case_file c WHERE c.class = 0 AND c.changed_at < ?;

-- Emptying, in the order of the foreign keys; the rest stands in personal/training.sql.

-- name: training_wipe_outbox_mail
DELETE FROM outbox_mail LIMIT 5000;

-- name: training_wipe_outbox
DELETE FROM outbox LIMIT 5000;

-- name: training_wipe_act_key
DELETE FROM act_key LIMIT 5000;

-- name: training_wipe_timer
DELETE FROM timer_rung LIMIT 5000;

-- name: training_wipe_read
DELETE FROM read_record LIMIT 5000;

-- name: training_wipe_seal
DELETE FROM history_seal LIMIT 5000;

-- name: training_wipe_seal_end
DELETE FROM seal_end;

-- name: training_wipe_event_value
DELETE FROM event_value LIMIT 5000;

-- name: training_wipe_event
DELETE FROM case_event LIMIT 5000;

-- name: training_wipe_answer
DELETE FROM search_answer LIMIT 5000;

-- name: training_wipe_value
DELETE FROM case_value LIMIT 5000;

-- name: training_wipe_stamp
DELETE FROM case_stamp LIMIT 5000;

-- name: training_wipe_allocation
DELETE FROM case_allocation LIMIT 5000;

-- name: training_wipe_part
DELETE FROM case_part LIMIT 5000;

-- name: training_wipe_case
DELETE FROM case_file LIMIT 5000;

-- name: training_wipe_token
DELETE FROM api_token LIMIT 5000;

-- name: training_wipe_session
DELETE FROM session LIMIT 5000;

-- name: training_wipe_recovery
DELETE FROM recovery_code LIMIT 5000;

-- name: training_wipe_throttle
DELETE FROM throttle LIMIT 5000;

-- name: training_wipe_role
DELETE FROM user_role LIMIT 5000;

-- name: training_wipe_user
DELETE FROM user_account LIMIT 5000;

-- name: training_wipe_word
DELETE FROM authority_word LIMIT 5000;

-- name: training_wipe_relation
DELETE FROM authority_relation LIMIT 5000;

-- name: training_wipe_competence
DELETE FROM authority_competence LIMIT 5000;

-- name: training_wipe_flow
DELETE FROM authority_flow LIMIT 5000;

-- name: training_wipe_area
DELETE FROM authority_area LIMIT 5000;

-- name: training_wipe_language
DELETE FROM authority_language LIMIT 5000;

-- name: training_wipe_text
DELETE FROM authority_text LIMIT 5000;

-- name: training_wipe_validating
UPDATE authority SET validating_id = NULL WHERE validating_id IS NOT NULL LIMIT 5000;

-- name: training_wipe_authority
DELETE FROM authority LIMIT 5000;

-- name: training_wipe_lane
DELETE FROM lane LIMIT 5000;
