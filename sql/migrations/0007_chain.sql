-- SPDX-License-Identifier: EUPL-1.2
-- The shell of a case is tied to its chain: each event carries what the act changed in it, as facts that its hash covers
-- (lib/store/facts.h), and says to which member of the case it belongs: 0 is the case itself. It also knows the newest seal of its
-- time, so that seals cannot go without the events that came after them.
-- Each step may be repeated: DDL commits by itself, and a run that was cut off begins anew.

ALTER TABLE case_event
    ADD COLUMN IF NOT EXISTS member SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0: the case itself' AFTER case_id,
    ADD COLUMN IF NOT EXISTS facts MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'what the act changed in the shell: name=value, a line each' AFTER rule,
    ADD COLUMN IF NOT EXISTS sealed BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the newest seal when it was written; 0: none' AFTER facts;
