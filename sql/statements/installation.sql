-- SPDX-License-Identifier: EUPL-1.2
-- The installation itself: migrations, published flows, the clock, the lanes of the clerk.

-- name: migration_list
SELECT number, name, checksum FROM migration ORDER BY number;

-- name: migration_add
INSERT INTO migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?);

-- name: installation_one
SELECT mode, case_offset, made_at FROM installation WHERE id = 1;

-- name: installation_add
INSERT IGNORE INTO installation (id, mode, case_offset, made_at) VALUES (1, ?, 0, ?);

-- name: installation_offset
UPDATE installation SET case_offset = ? WHERE id = 1 AND mode = 'training';

-- name: published_list
SELECT area, flow, version, digest FROM published_flow ORDER BY area, flow, version;

-- name: published_add
INSERT INTO published_flow (area, flow, version, digest, published_at) VALUES (?, ?, ?, ?, ?);

-- name: lane_list
SELECT lane, case_time, machine_time FROM lane ORDER BY lane;

-- name: readiness
-- What /readyz asks: is there an installation, how many migrations has it had, when did the slowest lane work last.
SELECT i.mode AS mode, i.case_offset AS case_offset, (SELECT COUNT(*) FROM migration) AS migrations,
    (SELECT MIN(l.machine_time) FROM lane l) AS slowest_lane
FROM installation i WHERE i.id = 1;

-- name: database_collation
SELECT @@collation_database AS collation, @@version AS version, @@innodb_flush_log_at_trx_commit AS flush_at_commit;

-- name: current_account
SELECT CURRENT_USER() AS account;

-- name: case_versions
-- The versions of flows that cases still need, each with how many and one of them.
SELECT area, flow, flow_version AS version, COUNT(*) AS cases, MIN(ref) AS ref FROM case_file WHERE erased_at IS NULL
 GROUP BY area, flow, flow_version ORDER BY area, flow, flow_version;

-- name: acts_overdue
-- Open cases in a state although a day of theirs, as it was set last, was before a given one; so many that one sees that there are more.
-- params: field, area, flow, version, state, day
SELECT c.ref FROM case_file c JOIN case_stamp s ON s.case_id = c.id AND s.member = 0 AND s.field = ?
 WHERE c.class = 1 AND c.area = ? AND c.flow = ? AND c.flow_version = ? AND c.state = ? AND s.day < ?
   AND s.seq = (SELECT MAX(n.seq) FROM case_stamp n WHERE n.case_id = c.id AND n.member = 0 AND n.field = s.field)
 ORDER BY c.id LIMIT 11;

-- name: outbox_waiting
-- Notices older than a moment that are still to be sent.
SELECT COUNT(*) AS n FROM outbox WHERE lane = 'mail' AND done_at IS NULL AND failed_at IS NULL AND made_at < ?;
