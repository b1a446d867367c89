-- SPDX-License-Identifier: EUPL-1.2
-- The case: what stays.

-- name: case_lock
-- Locks one case for the running transaction; whether what was read of it before still holds.
SELECT id, version, blocked_at IS NOT NULL OR erased_at IS NOT NULL AS blocked, block_due, erase_due FROM case_file WHERE ref = ? FOR UPDATE;

-- name: case_ref
SELECT ref FROM case_file WHERE id = ?;

-- name: case_lock_shared
-- The same for an act of one member: others go on, acts of the case wait.
SELECT id, version, blocked_at IS NOT NULL OR erased_at IS NOT NULL AS blocked, block_due, erase_due FROM case_file WHERE ref = ? LOCK IN SHARE MODE;

-- name: case_lock_id
SELECT id FROM case_file WHERE id = ? FOR UPDATE;

-- part: shell
-- What history answers for of a case: struct case_state in lib/store/facts.h is made of these columns and those of the parties.
       c.id AS case_id,                        --: U64
       c.ref,                                  --: TEXT
       c.area,                                 --: TEXT
       c.flow,                                 --: TEXT
       c.flow_version,                         --: U64
       c.state,                                --: TEXT
       c.class,                                --: U64
       c.version,                              --: U64
       c.made_by,                              --: U64
       c.made_at,                              --: MOMENT
       c.changed_at,                           --: MOMENT
       c.closed_at,                            --: MOMENT
       c.block_due,                            --: DAY
       c.erase_due,                            --: DAY
       c.blocked_at,                           --: MOMENT
       c.erased_at                             --: MOMENT
-- end

-- name: case_lock_shell
SELECT
--+ shell
  FROM case_file c WHERE c.id = ? FOR UPDATE;

-- part: party
-- What history answers for of a party: struct party_state in lib/store/facts.h is made of these columns.
       p.case_id,                              --: U64
       p.part,                                 --: U64
       p.member,                               --: U64
       p.authority_id,                         --: U64
       p.since,                                --: MOMENT
       p.replaced,                             --: FLAG
       p.waits,                                --: FLAG
       NULLIF(p.due, DATE'9999-12-31') AS due  --: DAY
-- end

-- name: case_parties
-- Those that hold a part alone. params: case, first number of a member
SELECT
--+ party
  FROM case_part p WHERE p.case_id = ? AND p.member < ? ORDER BY p.member;

-- name: case_open
-- A case, a row for each party that holds a part alone, and whether the reader handles it.
-- params: authority of the reader, user, first number of a member, language of descriptive names, ref
SELECT c.id, c.ref, c.area, c.flow, c.flow_version, c.state, c.class, c.version, c.made_by, c.made_at, c.changed_at,
       c.closed_at, c.block_due, c.erase_due, c.blocked_at, c.erased_at,
       COALESCE(f.use_allocation, FALSE) AS allocation, l.user_id IS NOT NULL AS allocated,
       p.part, p.waits, NULLIF(p.due, DATE'9999-12-31') AS due, p.authority_id, a.name, a.language, a.country, t.text AS other_name,
       p.file_number, p.replaced, p.opened_at, p.informed_on, p.since
  FROM case_file c
  LEFT JOIN authority_flow f ON f.authority_id = ? AND f.area = c.area AND f.flow = c.flow
  LEFT JOIN case_allocation l ON l.case_id = c.id AND l.user_id = ?
  JOIN case_part p FORCE INDEX (PRIMARY) ON p.case_id = c.id AND p.member < ?
  JOIN authority a ON a.id = p.authority_id
  LEFT JOIN authority_text t ON t.authority_id = a.id AND t.kind = 'name' AND t.language = ?
 WHERE c.ref = ? ORDER BY p.member;

-- part: member
-- A member as its own and the others see it: struct case_member in lib/store/member.h is made of these columns.
       p.member,                               --: U64
       p.part,                                 --: U64
       p.state,                                --: TEXT
       p.class,                                --: U64
       p.version,                              --: U64
       p.waits,                                --: FLAG
       NULLIF(p.due, DATE'9999-12-31') AS due, --: DAY
       p.changed_at,                           --: MOMENT
       p.since,                                --: MOMENT
       p.authority_id,                         --: U64
       p.file_number,                          --: TEXT
       p.opened_at,                            --: MOMENT
       p.informed_on,                          --: DAY
       a.name,                                 --: TEXT
       a.language,                             --: TEXT
       a.country,                              --: TEXT
       t.text AS other_name                    --: TEXT
-- end

-- name: member_of
-- As which member an authority takes part. params: language of descriptive names, case, authority, first number of a member
SELECT
--+ member
  FROM case_part p FORCE INDEX (case_part_member)
  JOIN authority a ON a.id = p.authority_id
  LEFT JOIN authority_text t ON t.authority_id = a.id AND t.kind = 'name' AND t.language = ?
 WHERE p.case_id = ? AND p.authority_id = ? AND p.member >= ? ORDER BY p.member LIMIT 1;

-- name: member_read
-- One by its number. params: language of descriptive names, case, number
SELECT
--+ member
  FROM case_part p FORCE INDEX (PRIMARY)
  JOIN authority a ON a.id = p.authority_id
  LEFT JOIN authority_text t ON t.authority_id = a.id AND t.kind = 'name' AND t.language = ?
 WHERE p.case_id = ? AND p.member = ?;

-- name: members_of_part
-- A page of the members of a part, in the order in which they joined. params: language of descriptive names, case, number
-- behind which to go on, part, limit
SELECT STRAIGHT_JOIN
--+ member
  FROM case_part p FORCE INDEX (PRIMARY)
  JOIN authority a ON a.id = p.authority_id
  LEFT JOIN authority_text t ON t.authority_id = a.id AND t.kind = 'name' AND t.language = ?
 WHERE p.case_id = ? AND p.member > ? AND p.part = ? ORDER BY p.member LIMIT ?;

-- name: members_progress
-- How many members of each part are in each state, and the first day by which one of them must act. From the index alone.
-- params: case, first number of a member
SELECT p.part, p.state, COUNT(*) AS members, NULLIF(MIN(p.due), DATE'9999-12-31') AS due
  FROM case_part p FORCE INDEX (case_part_progress) WHERE p.case_id = ? AND p.member >= ? GROUP BY p.part, p.state;

-- name: members_authorities
-- params: case, first number of a member, part twice; NULL: any
SELECT p.authority_id AS n FROM case_part p FORCE INDEX (PRIMARY) WHERE p.case_id = ? AND p.member >= ? AND (p.part = ? OR ? IS NULL);

-- name: members_last
-- The highest number of a member of a case; NULL reads as 0: there is none.
SELECT MAX(member) AS n FROM case_part WHERE case_id = ?;

-- name: member_lock
-- params: case, member
SELECT version AS n FROM case_part WHERE case_id = ? AND member = ? FOR UPDATE;

-- name: member_advance
-- The one statement that changes the state of a member; 0 rows when the version seen is not the present one.
UPDATE case_part SET state = ?, class = ?, version = version + 1, waits = ?, due = COALESCE(?, DATE'9999-12-31'), changed_at = ?
 WHERE case_id = ? AND member = ? AND version = ?;

-- name: members_end
-- With the case ends the life of all its members: what they have reached stays. params: class, case, first number of a member
UPDATE case_part SET class = ?, waits = FALSE, due = DEFAULT WHERE case_id = ? AND member >= ?;

-- name: members_coordinating
-- Who coordinates an area in each of some states: the national coordinator before one for the area alone. params: area, countries joined
-- by commas
SELECT a.id, a.country FROM authority_area g JOIN authority a ON a.id = g.authority_id
 WHERE g.area = ? AND g.status = 'granted' AND g.kind IN ('LIMIC', 'NIMIC') AND a.status = 'active' AND FIND_IN_SET(g.country, ?)
 ORDER BY a.country, g.kind = 'NIMIC' DESC, a.id;

-- name: members_related
-- The active authorities to which another stands in a relation. params: the other, area, relation
SELECT a.id, a.country FROM authority_relation r
  JOIN authority a ON a.id = r.other_id AND a.status = 'active'
  JOIN authority_area g ON g.authority_id = a.id AND g.area = r.area AND g.status = 'granted'
 WHERE r.authority_id = ? AND r.area = ? AND r.relation = ? ORDER BY a.id;

-- name: case_relations
-- How an authority that takes no part stands to those that do. params: the authority, area, case
SELECT COALESCE(SUM(r.relation = 'request'), 0) > 0 AS coordinates, COALESCE(SUM(r.relation = 'linked'), 0) > 0 AS linked
  FROM authority_relation r WHERE r.other_id = ? AND r.area = ?
   AND r.authority_id IN (SELECT p.authority_id FROM case_part p WHERE p.case_id = ?);

-- name: case_insert
INSERT INTO case_file (ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at)
VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?);

-- name: case_advance
-- The one statement that changes the state of a case; 0 rows when the version seen is not the present one.
UPDATE case_file SET state = ?, class = ?, version = version + 1, changed_at = ?, closed_at = ?, block_due = ?, erase_due = ?
 WHERE id = ? AND version = ?;

-- name: case_touch
-- The working copy of a draft was changed: it lives on from this moment. Lists show the same moment.
UPDATE case_file c JOIN case_part p ON p.case_id = c.id SET c.changed_at = ?, p.changed_at = ? WHERE c.id = ? AND c.class = 0;

-- name: case_block
UPDATE case_file SET blocked_at = ? WHERE id = ? AND blocked_at IS NULL;

-- name: case_erase
UPDATE case_file SET erased_at = ? WHERE id = ? AND erased_at IS NULL;

-- name: case_part_insert
-- params: ..., the authority that it deals with twice, ...
INSERT INTO case_part (case_id, part, member, ref, authority_id, other_id, other_country, since, area, flow, flow_version, state, class, waits, due, changed_at)
VALUES (?, ?, ?, ?, ?, ?, (SELECT a.country FROM authority a WHERE a.id = ?), ?, ?, ?, ?, ?, ?, ?,
    COALESCE(?, DATE'9999-12-31'), ?);

-- name: case_part_replace
-- Another authority takes a part: what was its predecessor's own goes.
UPDATE case_part SET authority_id = ?, since = ?, replaced = TRUE, file_number = NULL, opened_at = NULL, informed_on = NULL
 WHERE case_id = ? AND member = ?;

-- name: case_part_follow
-- All parties that hold a part alone follow the case; params: ..., the part that deals with the authority after it, all others with the one after that,
-- case, first number of a member. The country is that of the other_id written before it: columns are set from left to right.
UPDATE case_part SET state = ?, class = ?, waits = (part = ?), due = COALESCE(?, DATE'9999-12-31'), changed_at = ?,
       other_id = IF(part = ?, ?, ?), other_country = (SELECT a.country FROM authority a WHERE a.id = other_id)
 WHERE case_id = ? AND member < ?;

-- name: case_part_opened
UPDATE case_part SET opened_at = ? WHERE case_id = ? AND member = ? AND authority_id = ? AND opened_at IS NULL;

-- name: case_part_own
-- Of this authority only: another may have taken the part meanwhile.
UPDATE case_part SET file_number = ?, informed_on = ? WHERE case_id = ? AND member = ? AND authority_id = ?;

-- name: case_stamp_insert
INSERT INTO case_stamp (case_id, member, field, seq, moment, day) VALUES (?, ?, ?, ?, ?, ?);

-- name: case_stamps
-- Those of the case and of one member. params: case, member
SELECT member, field, seq, moment, day FROM case_stamp WHERE case_id = ? AND member IN (0, ?) ORDER BY member, field, seq;

-- name: case_value_insert
INSERT INTO case_value (case_id, field, version, part, commit_key, value) VALUES (?, ?, ?, ?, ?, ?);

-- Lists. What they show of a case stands in the row of a side of it (migration 0003), and each reads it through an index that is
-- named (migration 0006): never through one that the server likes better today. A piece of a list is one range of that index, in
-- the order of the list; what the index does not carry is tried on the rows of the range, and of a range so many at most as
-- lib/base/limits.def says: case_list_end and case_due_end give the place where that ends. lib/flow/pieces.c cuts the pieces.

-- part: case_row
-- A row of a list: struct case_shell in lib/store/case.h is made of these columns.
       p.case_id AS id,              --: U64
       p.ref,                        --: TEXT
       p.area,                       --: TEXT
       p.flow,                       --: TEXT
       p.flow_version,               --: U64
       p.state,                      --: TEXT
       p.class,                      --: U64
       p.part,                       --: U64
       p.waits,                      --: FLAG
       NULLIF(p.due, DATE'9999-12-31') AS due, --: DAY
       p.changed_at,                 --: MOMENT
       p.file_number,                --: TEXT
       p.other_id,                   --: U64
       a.name AS other_name,         --: TEXT
       a.language AS other_language, --: TEXT
       a.country AS other_country    --: TEXT
-- end

-- part: case_list_range
 WHERE p.authority_id = ?
   AND p.area = ? --? area
   AND p.state = ? AND p.class = ? AND p.part = ? --? by_state
   AND p.class = ? AND p.part = ? --? by_class
   AND p.other_country = ? AND p.class = ? --? by_country
   AND (p.changed_at < ? OR (p.changed_at = ? AND p.case_id < ?)) --? after
-- end

-- part: case_list_index
  FROM case_part p
 FORCE INDEX (case_part_list) --? by_areas
 FORCE INDEX (case_part_area) --? by_area
 FORCE INDEX (case_part_state) --? by_state
 FORCE INDEX (case_part_class) --? by_class
 FORCE INDEX (case_part_country) --? by_country
-- end

-- name: case_list
-- Cases of one authority, newest change first, from a cursor on. The parts come first, in the order of their index (STRAIGHT_JOIN).
--[
(SELECT STRAIGHT_JOIN
--+ case_row
--+ case_list_index
  LEFT JOIN authority a ON a.id = p.other_id
--+ case_list_range
   AND FIND_IN_SET(p.area, ?) --? by_areas
   AND p.flow = ? --? flow
   AND p.state = ? --? state
   AND p.class = ? --? class
   AND 1 << p.part & ? --? parts
   AND p.other_country = ? --? country
   AND p.waits --? waits
   AND (p.changed_at > ? OR (p.changed_at = ? AND p.case_id >= ?)) --? until
 ORDER BY p.changed_at DESC, p.case_id DESC LIMIT ?)
--]
 ORDER BY changed_at DESC, id DESC LIMIT ? --? many
;

-- name: case_list_end
-- Where the examined rows of the pieces end, the newest of these places. Read from the index alone.
--[
(SELECT p.changed_at AS place, p.case_id AS id
--+ case_list_index
--+ case_list_range
 ORDER BY p.changed_at DESC, p.case_id DESC LIMIT 1 OFFSET ?)
--]
 ORDER BY place DESC, id DESC LIMIT 1;

-- part: case_due_range
 WHERE p.authority_id = ? AND p.area = ? AND p.waits = ? AND p.class = ?
   AND p.due < ? --? late
   AND (p.due > ? OR (p.due = ? AND p.case_id > ?)) --? after
-- end

-- name: case_due_list
-- What waits for an authority, and what is late: by deadline, then what has none.
--[
(SELECT STRAIGHT_JOIN
--+ case_row
  FROM case_part p FORCE INDEX (case_part_tasks)
  LEFT JOIN authority a ON a.id = p.other_id
--+ case_due_range
   AND p.flow = ? --? flow
   AND p.state = ? --? state
   AND 1 << p.part & ? --? parts
   AND p.other_country = ? --? country
   AND (p.due < ? OR (p.due = ? AND p.case_id <= ?)) --? until
 ORDER BY p.due, p.case_id LIMIT ?)
--]
 ORDER BY COALESCE(due, DATE'9999-12-31'), id LIMIT ? --? many
;

-- name: case_due_end
-- The same for case_due_list: the most pressing of the places. A day is given as its midnight.
--[
(SELECT p.due AS place, p.case_id AS id
  FROM case_part p FORCE INDEX (case_part_tasks)
--+ case_due_range
 ORDER BY p.due, p.case_id LIMIT 1 OFFSET ?)
--]
 ORDER BY place, id LIMIT 1;

-- name: case_task_counts
-- How many cases wait, up to a limit for each area and state, the most pressing first. Read from the index alone.
-- params of each: today, today, authority, area, state, limit
--[
(SELECT MIN(q.area) AS area, MIN(q.state) AS state, MIN(q.class) AS class, COUNT(*) AS cases, SUM(q.due < ?) AS overdue,
        SUM(q.due = ?) AS today
   FROM (SELECT p.area, p.state, p.class, p.due FROM case_part p FORCE INDEX (case_part_counts)
          WHERE p.authority_id = ? AND p.area = ? AND p.waits = 1 AND p.state = ? ORDER BY p.due LIMIT ?) q
 HAVING cases > 0)
--]
;

-- name: search_answer_insert
INSERT INTO search_answer (hash, user_id, area, case_ids, complete, made_at) VALUES (?, ?, ?, ?, ?, ?);

-- name: search_answer_find
SELECT case_ids, complete FROM search_answer WHERE hash = ? AND user_id = ? AND made_at > ?;

-- name: search_answer_cases
-- Who may not read a name does not learn either that it fits: handlers only, and where allocation is on the allocated ones.
-- Blocked is what is to be blocked today, whether or not the clerk has come by.
-- params: ids joined by blanks, authority, today, areas, user.
SELECT STRAIGHT_JOIN
--+ case_row
  FROM JSON_TABLE(CONCAT('[', REPLACE(?, ' ', ','), ']'), '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j
  JOIN case_part p FORCE INDEX (case_part_member) ON p.case_id = j.id
  JOIN case_file c FORCE INDEX (PRIMARY) ON c.id = p.case_id
  LEFT JOIN authority a ON a.id = p.other_id
 WHERE p.authority_id = ? AND c.blocked_at IS NULL AND (c.block_due IS NULL OR c.block_due > ?)
   AND FIND_IN_SET(p.area, ?)
   AND (p.part = 0 OR NOT EXISTS (SELECT 1 FROM authority_flow f WHERE f.authority_id = p.authority_id AND f.area = p.area AND f.flow = p.flow
                                  AND f.use_allocation)
        OR EXISTS (SELECT 1 FROM case_allocation l WHERE l.case_id = p.case_id AND l.user_id = ?))
 ORDER BY p.case_id DESC;
