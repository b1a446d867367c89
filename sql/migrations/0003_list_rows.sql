-- SPDX-License-Identifier: EUPL-1.2
-- A side of a case holds all that a list shows of it, so that a list reads one index and one table: the number and the flow's
-- version, which never change, and the authority on the other side. Its foreign key is the one of the other side's own row.

ALTER TABLE case_part
    ADD COLUMN ref CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER part,
    ADD COLUMN other_id BIGINT UNSIGNED NULL COMMENT 'the authority on the other side' AFTER authority_id,
    ADD COLUMN flow_version SMALLINT UNSIGNED NULL AFTER flow;

UPDATE case_part p JOIN case_file c ON c.id = p.case_id LEFT JOIN case_part o ON o.case_id = p.case_id AND o.part = 1 - p.part
   SET p.ref = c.ref, p.flow_version = c.flow_version, p.other_id = o.authority_id;

-- What has no deadline comes after what has one.
ALTER TABLE case_part
    MODIFY COLUMN ref CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    MODIFY COLUMN flow_version SMALLINT UNSIGNED NOT NULL,
    ADD COLUMN due_order DATE GENERATED ALWAYS AS (COALESCE(due, DATE'9999-12-31')) STORED AFTER due,
    DROP KEY case_part_tasks,
    ADD KEY case_part_tasks (authority_id, waits, class, due_order, case_id);
