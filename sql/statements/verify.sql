-- SPDX-License-Identifier: EUPL-1.2
-- Seals, and what verification reads. Cases come by ranges of ids, (after, upto], so that a million fit in little memory.
-- What a range gives is ordered by the index it is read through and sorted in lib/proof/verify.c where that does not do.

-- name: seal_lock
-- The row that makes all who seal wait for each other; on a cluster the later of two commits is refused and runs again.
UPDATE lane SET machine_time = machine_time + INTERVAL 1 MICROSECOND WHERE lane = 'time';

-- part: seal
SELECT id, case_id, member, seq, head, month, reads_after, reads_upto, cases, events, sealed_at, previous, hash FROM history_seal
-- end

-- name: seal_last
--+ seal
 ORDER BY id DESC LIMIT 1;

-- name: seal_end_read
-- One row in any case: all NULL when nothing was ever sealed. Read at once with the newest seal, so that both are of one moment.
SELECT e.seal_id, e.reads_sealed, e.reads_seen, e.seen_at, e.keyed, n.newest
  FROM (SELECT MAX(id) AS newest FROM history_seal) n LEFT JOIN seal_end e ON e.id = 1;

-- name: seal_end_write
INSERT INTO seal_end (id, seal_id, reads_sealed, reads_seen, seen_at, keyed) VALUES (1, ?, ?, ?, ?, ?)
    ON DUPLICATE KEY UPDATE seal_id = VALUE(seal_id), reads_sealed = VALUE(reads_sealed),
                            reads_seen = VALUE(reads_seen), seen_at = VALUE(seen_at), keyed = VALUE(keyed);

-- name: seal_reads
SELECT id, month, at, user_id, authority_id, role, door, purpose, subject_kind, subject_ids, value_ids, request_id
  FROM read_record WHERE id > ? AND id <= ? ORDER BY id LIMIT ?;

-- name: read_last
-- NULL reads as 0: there is none.
SELECT MAX(id) AS n FROM read_record;

-- name: seal_last_event
-- The event that the newest seal of a case is about; NULL reads as 0.
SELECT MAX(e.id) AS n FROM (SELECT case_id, member, seq FROM history_seal WHERE case_id IS NOT NULL ORDER BY id DESC LIMIT 1) s
  JOIN case_event e ON e.case_id = s.case_id AND e.member = s.member AND e.seq = s.seq;

-- name: seal_heads
-- The heads among a range of events that no seal covers, in the order of the events. A chain that has become shorter than its
-- seal is not sealed anew: the seal proves what is missing.
SELECT e.case_id AS id, e.member, e.seq, e.hash,
       COALESCE((SELECT MAX(s.seq) FROM history_seal s WHERE s.case_id = e.case_id AND s.member = e.member), 0) AS sealed
  FROM case_event e
 WHERE e.id > ? AND e.id <= ?
   AND e.seq = (SELECT MAX(m.seq) FROM case_event m WHERE m.case_id = e.case_id AND m.member = e.member)
   AND e.seq > COALESCE((SELECT MAX(s.seq) FROM history_seal s WHERE s.case_id = e.case_id AND s.member = e.member), 0)
 ORDER BY e.id;

-- name: seal_insert
INSERT INTO history_seal (id, case_id, member, seq, head, month, reads_after, reads_upto, cases, events, sealed_at, previous, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: seals_after
--+ seal
 WHERE id > ? ORDER BY id LIMIT 1000;

-- name: verify_upto
-- The last of the next cases after an id; NULL reads as 0: there is none.
SELECT MAX(id) AS n FROM (SELECT id FROM case_file WHERE id > ? ORDER BY id LIMIT 100) c;

-- name: seal_upto
-- The last of the next events after an id; NULL reads as 0: there is none.
SELECT MAX(id) AS n FROM (SELECT id FROM case_event WHERE id > ? ORDER BY id LIMIT 1000) e;

-- name: verify_cases
SELECT
--+ shell
  FROM case_file c WHERE c.id > ? AND c.id <= ? ORDER BY c.id;

-- name: verify_parts
SELECT
--+ party
       , p.ref, p.area, p.flow, p.flow_version, p.state, p.class, p.version, p.changed_at, p.other_id, COALESCE(p.other_country, '') AS other_country,
       COALESCE(a.country, '') AS country
  FROM case_part p LEFT JOIN authority a ON a.id = p.other_id
 WHERE p.case_id > ? AND p.case_id <= ? ORDER BY p.case_id, p.member;

-- name: verify_stamps
SELECT case_id, member, field, seq, moment, day FROM case_stamp WHERE case_id > ? AND case_id <= ? ORDER BY case_id, member, field, seq;

-- name: verify_case_id
SELECT id AS n FROM case_file WHERE ref = ?;

-- name: verify_events
SELECT id, case_id, member, seq, at, user_id, authority_id, part, action, from_state, to_state, version, other_id, rule, facts, sealed,
       previous, hash
  FROM case_event WHERE case_id > ? AND case_id <= ? ORDER BY case_id, member, seq;

-- name: verify_event_values
SELECT v.event_id, e.member, e.seq, v.field, v.version, v.store, v.commitment
  FROM case_event e JOIN event_value v ON v.event_id = e.id
 WHERE e.case_id > ? AND e.case_id <= ?;

-- name: verify_seals
--+ seal
 WHERE case_id > ? AND case_id <= ? ORDER BY case_id, member, seq;

-- name: verify_coded
SELECT case_id, field, version, part, 0 AS store, commit_key, NULL AS language, value FROM case_value WHERE case_id > ? AND case_id <= ?;

-- Writing a history of the format before anew (lib/proof/rewrite.c).

-- name: rewrite_next
-- The first case after an id that has a history; NULL reads as 0: there is none.
SELECT MIN(case_id) AS n FROM case_event WHERE case_id > ?;

-- name: rewrite_value
UPDATE event_value SET commitment = ? WHERE event_id = ? AND field = ? AND version = ?;

-- name: rewrite_event
UPDATE case_event SET facts = ?, previous = ?, hash = ? WHERE id = ?;

-- name: rewrite_seals
DELETE FROM history_seal LIMIT 5000;

-- name: rewrite_seal_end
DELETE FROM seal_end;
