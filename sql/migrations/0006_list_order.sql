-- SPDX-License-Identifier: EUPL-1.2
-- The indexes of lists run in the order of the lists, newest first: so they are read forwards, and conditions on other columns that
-- stand in them are tried on the index before a row is fetched. Those columns are added behind the order. The class of a case
-- stands in the index by state, because a draft that was erased keeps its state. A case without a deadline is due on 9999-12-31
-- instead of never: so it stands behind the others in that one column, where a generated column beside it cost three times as much
-- to read. The country of an authority, which never changes, stands beside its areas and activities: "who in this country is
-- competent for it" is one range of an index.
-- Closed cases are compared with the months of their area once: all when these become shorter, otherwise what has changed since.
-- Each step may be repeated: DDL commits by itself, and a run that was cut off begins anew.

ALTER TABLE case_part
    DROP KEY IF EXISTS case_part_tasks,
    DROP KEY IF EXISTS case_part_counts,
    DROP COLUMN IF EXISTS due_order;

UPDATE case_part SET due = '9999-12-31' WHERE due IS NULL;

ALTER TABLE case_part
    MODIFY COLUMN due DATE NOT NULL DEFAULT '9999-12-31' COMMENT 'by when the one that it waits for must act; 9999-12-31: no day',
    DROP KEY IF EXISTS case_part_list,
    DROP KEY IF EXISTS case_part_area,
    DROP KEY IF EXISTS case_part_state,
    DROP KEY IF EXISTS case_part_class,
    DROP KEY IF EXISTS case_part_country,
    DROP KEY IF EXISTS case_part_tasks,
    DROP KEY IF EXISTS case_part_counts,
    ADD KEY case_part_list (authority_id, changed_at DESC, case_id DESC),
    ADD KEY case_part_area (authority_id, area, changed_at DESC, case_id DESC, flow),
    ADD KEY case_part_state (authority_id, area, state, class, part, changed_at DESC, case_id DESC, flow, waits),
    ADD KEY case_part_class (authority_id, area, class, part, changed_at DESC, case_id DESC, flow),
    ADD KEY case_part_country (authority_id, area, other_country, class, changed_at DESC, case_id DESC, state, waits, flow),
    ADD KEY case_part_tasks (authority_id, area, waits, class, due, case_id, state, other_country, flow),
    ADD KEY case_part_counts (authority_id, area, waits, state, due, class);

ALTER TABLE authority_area
    ADD COLUMN IF NOT EXISTS country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'that of the authority, for the index';
UPDATE authority_area t JOIN authority a ON a.id = t.authority_id SET t.country = a.country WHERE t.country IS NULL;
ALTER TABLE authority_area
    MODIFY COLUMN country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'that of the authority, for the index',
    DROP KEY IF EXISTS authority_area_country,
    ADD KEY authority_area_country (area, status, country, authority_id);

ALTER TABLE authority_competence
    ADD COLUMN IF NOT EXISTS country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'that of the authority, for the index';
UPDATE authority_competence t JOIN authority a ON a.id = t.authority_id SET t.country = a.country WHERE t.country IS NULL;
ALTER TABLE authority_competence
    MODIFY COLUMN country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'that of the authority, for the index',
    DROP KEY IF EXISTS authority_competence_country,
    ADD KEY authority_competence_country (area, code, country, authority_id);

ALTER TABLE area_months
    DROP COLUMN IF EXISTS since,
    ADD COLUMN IF NOT EXISTS compared_at DATETIME(6) NOT NULL DEFAULT '1970-01-01' COMMENT 'case time until which closed cases were compared with them';
