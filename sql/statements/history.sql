-- SPDX-License-Identifier: EUPL-1.2
-- History: append-only; the record of reads; seals.

-- name: event_head
SELECT seq, hash, (SELECT MAX(id) FROM history_seal) AS sealed FROM case_event WHERE case_id = ? AND member = ? ORDER BY seq DESC LIMIT 1;

-- name: event_insert
INSERT INTO case_event (case_id, member, seq, at, user_id, authority_id, part, action, from_state, to_state, version, other_id, rule, facts, sealed, previous, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: event_value_insert
INSERT INTO event_value (event_id, field, version, store, commitment) VALUES (?, ?, ?, ?, ?);

-- name: events_of_case
-- Newest first. params: field that names a contact, case, member (0: the case itself), number of the event before which, limit
SELECT e.id, e.seq, e.at, e.user_id, e.authority_id, e.part, e.action, e.from_state, e.to_state, e.version, e.other_id, e.rule,
       e.previous, e.hash, u.full_name AS user_name, u.status AS user_status, u.authority_id AS user_authority,
       COALESCE((SELECT v.value = 'yes' FROM case_value v WHERE v.case_id = e.case_id AND v.field = ? AND v.part = e.part
                  ORDER BY v.version DESC LIMIT 1), FALSE) AS contact_shown,
       a.name AS authority_name, a.language AS authority_language, a.country AS authority_country,
       o.name AS other_name, o.language AS other_language, o.country AS other_country
  FROM case_event e
  LEFT JOIN user_account u ON u.id = e.user_id
  LEFT JOIN authority a ON a.id = e.authority_id
  LEFT JOIN authority o ON o.id = e.other_id
 WHERE e.case_id = ? AND e.member = ? AND e.seq < ? ORDER BY e.seq DESC LIMIT ?;

-- name: event_values_of_case
-- What the events from one number to another wrote.
SELECT v.event_id, e.member, e.seq, v.field, v.version, v.store, v.commitment
  FROM event_value v JOIN case_event e ON e.id = v.event_id
 WHERE e.case_id = ? AND e.member = ? AND e.seq >= ? AND e.seq <= ? ORDER BY e.seq, v.field, v.version;

-- name: event_values_before_other
-- What had been written of a case when an authority took a part last, that act included. params: case, case
SELECT v.field, v.version
  FROM case_event e JOIN event_value v ON v.event_id = e.id
 WHERE e.case_id = ? AND e.member = 0 AND e.seq <= (SELECT MAX(t.seq) FROM case_event t WHERE t.case_id = ? AND t.member = 0 AND t.other_id IS NOT NULL);

-- name: read_insert
INSERT INTO read_record (month, at, user_id, authority_id, role, door, purpose, subject_kind, subject_ids, value_ids, request_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
