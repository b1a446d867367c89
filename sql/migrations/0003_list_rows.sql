-- SPDX-License-Identifier: EUPL-1.2
-- A side of a case holds all that a list shows of it, so that a list reads one index and one table: the number and the flow's
-- version, which never change, and the authority on the other side. Its foreign key is the one of the other side's own row.
-- It also says whether it was asked in place of another: only then must what had been said before be left out.
-- Each step may be repeated: DDL commits by itself, and a run that was cut off begins anew.

ALTER TABLE case_part
    ADD COLUMN IF NOT EXISTS ref CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER part,
    ADD COLUMN IF NOT EXISTS other_id BIGINT UNSIGNED NULL COMMENT 'the authority on the other side' AFTER authority_id,
    ADD COLUMN IF NOT EXISTS replaced TINYINT(1) NOT NULL DEFAULT FALSE COMMENT 'asked in place of another' AFTER other_id,
    ADD COLUMN IF NOT EXISTS flow_version SMALLINT UNSIGNED NULL AFTER flow;

UPDATE case_part p JOIN case_file c ON c.id = p.case_id LEFT JOIN case_part o ON o.case_id = p.case_id AND o.part = 1 - p.part
   SET p.ref = c.ref, p.flow_version = c.flow_version, p.other_id = o.authority_id;

UPDATE case_part p SET p.replaced = TRUE
 WHERE p.part = 1 AND 1 < (SELECT COUNT(*) FROM case_event e WHERE e.case_id = p.case_id AND e.other_id IS NOT NULL);

-- What has no deadline comes after what has one.
ALTER TABLE case_part
    MODIFY COLUMN ref CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    MODIFY COLUMN flow_version SMALLINT UNSIGNED NOT NULL,
    ADD COLUMN IF NOT EXISTS due_order DATE GENERATED ALWAYS AS (COALESCE(due, DATE'9999-12-31')) STORED AFTER due,
    DROP KEY IF EXISTS case_part_tasks,
    ADD KEY case_part_tasks (authority_id, waits, class, due_order, case_id);
