-- SPDX-License-Identifier: EUPL-1.2
-- Who takes part in a case is numbered: below 8 by the part that one authority alone holds, from 8 on each member of a part that
-- many hold. A member has a state, a version, stamps and a history of its own. Values, files and working copies name
-- their owner by this number, which for cases of before is that of the part.
-- Each step may be repeated: DDL commits by itself, and a run that was cut off begins anew.

ALTER TABLE case_part
    ADD COLUMN IF NOT EXISTS member SMALLINT UNSIGNED NOT NULL DEFAULT (part) COMMENT 'below 8: its part; from 8 on a member of a part that many hold' AFTER part,
    ADD COLUMN IF NOT EXISTS version INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of a member: counts its acts';
UPDATE case_part SET member = part WHERE member <> part AND member < 8;
ALTER TABLE case_part
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (case_id, member),
    DROP KEY IF EXISTS case_part_member,
    DROP KEY IF EXISTS case_part_progress,
    ADD KEY case_part_member (case_id, authority_id, member),
    ADD KEY case_part_progress (case_id, part, state, due);

ALTER TABLE case_stamp
    ADD COLUMN IF NOT EXISTS member SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0: of the case itself' AFTER case_id,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (case_id, member, field, seq);

ALTER TABLE timer_rung
    ADD COLUMN IF NOT EXISTS member SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0: of the case itself' AFTER case_id,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (case_id, member, timer, day);

ALTER TABLE draft_value
    MODIFY COLUMN part SMALLINT UNSIGNED NOT NULL COMMENT 'whose it is: case_part.member';

ALTER TABLE attachment
    MODIFY COLUMN part SMALLINT UNSIGNED NOT NULL COMMENT 'whose it is: case_part.member';

ALTER TABLE case_value
    MODIFY COLUMN part SMALLINT UNSIGNED NOT NULL COMMENT 'whose it is: case_part.member',
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (case_id, part, field, version);

ALTER TABLE personal_value
    MODIFY COLUMN part SMALLINT UNSIGNED NOT NULL COMMENT 'whose it is: case_part.member',
    DROP KEY IF EXISTS personal_value_field,
    ADD UNIQUE KEY personal_value_field (case_id, part, field, version);

ALTER TABLE case_event
    MODIFY COLUMN part SMALLINT UNSIGNED NULL COMMENT 'who acted: case_part.member; NULL: the system',
    DROP KEY IF EXISTS case_event_seq,
    ADD UNIQUE KEY case_event_seq (case_id, member, seq);

ALTER TABLE history_seal
    DROP KEY IF EXISTS history_seal_case,
    ADD KEY history_seal_case (case_id, member, seq);
