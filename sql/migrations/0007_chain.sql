-- SPDX-License-Identifier: EUPL-1.2
-- The shell of a case is tied to its chain: each event carries what the act changed in it, as facts that its hash covers
-- (lib/store/facts.h), and says to which member of the case it belongs: 0 is the case itself. It also knows the newest seal of its
-- time, so that seals cannot go without the events that came after them.
-- Each step may be repeated: DDL commits by itself, and a run that was cut off begins anew.

ALTER TABLE case_event
    ADD COLUMN IF NOT EXISTS member SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0: the case itself' AFTER case_id,
    ADD COLUMN IF NOT EXISTS facts MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'what the act changed in the shell: name=value, a line each' AFTER rule,
    ADD COLUMN IF NOT EXISTS sealed BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the newest seal when it was written; 0: none' AFTER facts;

-- Seals are numbered without gaps, say how much is sealed with them, and cover the record of reads too. Seals of before are
-- made anew by imictl migrate.
ALTER TABLE history_seal
    MODIFY COLUMN id BIGINT UNSIGNED NOT NULL COMMENT 'counts from 1 without gaps',
    MODIFY COLUMN case_id BIGINT UNSIGNED NULL COMMENT 'NULL: of records of reads',
    ADD COLUMN IF NOT EXISTS member SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'whose chain in the case it is; 0: the case itself' AFTER case_id,
    MODIFY COLUMN seq INT UNSIGNED NOT NULL COMMENT 'of the head; of records how many',
    ADD COLUMN IF NOT EXISTS month INT UNSIGNED NULL COMMENT 'YYYYMM of the records of reads' AFTER head,
    ADD COLUMN IF NOT EXISTS reads_after BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'number of the record before the first' AFTER month,
    ADD COLUMN IF NOT EXISTS reads_upto BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'number of the last record' AFTER reads_after,
    ADD COLUMN IF NOT EXISTS cases BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'sealed by all seals up to this' AFTER reads_upto,
    ADD COLUMN IF NOT EXISTS events BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'sealed by all seals up to this' AFTER cases,
    ADD CONSTRAINT IF NOT EXISTS history_seal_of CHECK ((case_id IS NULL) <> (month IS NULL));

-- Where the chain of seals ends.
CREATE TABLE IF NOT EXISTS seal_end (
    id TINYINT UNSIGNED NOT NULL,
    seal_id BIGINT UNSIGNED NOT NULL COMMENT 'the newest seal; 0: none',
    reads_sealed BIGINT UNSIGNED NOT NULL COMMENT 'the last record of a read that a seal covers',
    reads_seen BIGINT UNSIGNED NOT NULL COMMENT 'the last one that there was at the sealing before',
    seen_at DATETIME(6) NOT NULL COMMENT 'case time',
    keyed BINARY(32) NOT NULL COMMENT 'hash of this row',
    PRIMARY KEY (id),
    CONSTRAINT seal_end_one CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;
