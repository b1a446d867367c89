-- SPDX-License-Identifier: EUPL-1.2
-- Each filter of a list has an index that ends with the order of the list, so that twenty rows are read as twenty rows at any
-- distribution of the data; the statements name the index that they use (sql/statements/case.sql). The country of the authority on
-- the other side stands in the row, because an index holds columns of one table only. An answer to a search may be incomplete.
-- The months after which the cases of an area are blocked and erased are kept as they were last seen: only when they become
-- shorter are all closed cases looked at.
-- Each step may be repeated: DDL commits by itself, and a run that was cut off begins anew.

ALTER TABLE case_part
    ADD COLUMN IF NOT EXISTS other_country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'where the authority on the other side is'
        AFTER other_id;

UPDATE case_part p JOIN authority a ON a.id = p.other_id SET p.other_country = a.country WHERE p.other_country IS NULL;

ALTER TABLE case_part
    DROP KEY IF EXISTS case_part_counts,
    DROP KEY IF EXISTS case_part_state,
    DROP KEY IF EXISTS case_part_class,
    DROP KEY IF EXISTS case_part_country,
    DROP KEY IF EXISTS case_part_tasks,
    ADD KEY case_part_state (authority_id, area, state, part, changed_at, case_id),
    ADD KEY case_part_class (authority_id, area, class, part, changed_at, case_id),
    ADD KEY case_part_country (authority_id, area, other_country, class, changed_at, case_id),
    ADD KEY case_part_tasks (authority_id, area, waits, class, due_order, case_id),
    ADD KEY case_part_counts (authority_id, area, waits, state, due_order, class);

ALTER TABLE authority_word
    DROP KEY IF EXISTS authority_word_country,
    ADD KEY authority_word_country (country, word, authority_id);

ALTER TABLE authority_area
    DROP KEY IF EXISTS authority_area_granted,
    ADD KEY authority_area_granted (area, status, authority_id);

ALTER TABLE search_answer
    ADD COLUMN IF NOT EXISTS complete TINYINT(1) NOT NULL DEFAULT TRUE COMMENT 'every case that fits is among case_ids' AFTER case_ids;

CREATE TABLE IF NOT EXISTS area_months (
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    block_months TINYINT UNSIGNED NOT NULL,
    erase_months TINYINT UNSIGNED NOT NULL,
    since DATE NOT NULL COMMENT 'legal day on which they were seen first'
);
