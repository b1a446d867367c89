-- SPDX-License-Identifier: EUPL-1.2
-- A message, a request key and a record of reads are about a subject: a kind and an id (lib/store/subject.h). The kinds that a
-- table may hold stand in its CHECK. So that a subject still cannot be named that there is not, nor go while a row names it,
-- the id of each kind is also a generated column, which carries the foreign key and by whose index the rows of a subject are found.
-- The record of reads has no foreign keys, as before: it outlives what it is about.
-- Each step may be repeated: DDL commits by itself, and a run that was cut off begins anew.

ALTER TABLE outbox
    DROP FOREIGN KEY IF EXISTS outbox_case,
    DROP KEY IF EXISTS outbox_case,
    CHANGE COLUMN IF EXISTS case_id subject_id BIGINT UNSIGNED NOT NULL,
    ADD COLUMN IF NOT EXISTS subject_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'case' AFTER message,
    MODIFY COLUMN authority_id BIGINT UNSIGNED NULL COMMENT 'who is written to; NULL: the subject itself, a person';

ALTER TABLE outbox
    MODIFY COLUMN subject_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD COLUMN IF NOT EXISTS subject_case BIGINT UNSIGNED GENERATED ALWAYS AS (IF(subject_kind = 'case', subject_id, NULL)) STORED,
    ADD COLUMN IF NOT EXISTS subject_user BIGINT UNSIGNED GENERATED ALWAYS AS (IF(subject_kind = 'user', subject_id, NULL)) STORED,
    ADD KEY IF NOT EXISTS outbox_subject_case (subject_case),
    ADD KEY IF NOT EXISTS outbox_subject_user (subject_user),
    ADD CONSTRAINT outbox_subject_case FOREIGN KEY IF NOT EXISTS (subject_case) REFERENCES case_file (id),
    ADD CONSTRAINT outbox_subject_user FOREIGN KEY IF NOT EXISTS (subject_user) REFERENCES user_account (id),
    ADD CONSTRAINT IF NOT EXISTS outbox_subject CHECK (subject_kind IN ('case', 'user')),
    ADD CONSTRAINT IF NOT EXISTS outbox_receiver CHECK ((authority_id IS NULL) = (subject_kind = 'user'));

-- Who has had a mail: a person, or the mailbox of an authority. It was user 0.
ALTER TABLE outbox_mail
    CHANGE COLUMN IF EXISTS user_id receiver_id BIGINT UNSIGNED NOT NULL COMMENT 'a user, or the authority whose mailbox it is',
    ADD COLUMN IF NOT EXISTS receiver_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'person' AFTER outbox_id,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (outbox_id, receiver_kind, receiver_id);

UPDATE outbox_mail m JOIN outbox o ON o.id = m.outbox_id
   SET m.receiver_kind = 'mailbox', m.receiver_id = o.authority_id
 WHERE m.receiver_kind = 'person' AND m.receiver_id = 0;

ALTER TABLE outbox_mail
    MODIFY COLUMN receiver_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD CONSTRAINT IF NOT EXISTS outbox_mail_receiver CHECK (receiver_kind IN ('person', 'mailbox'));

ALTER TABLE act_key
    DROP FOREIGN KEY IF EXISTS act_key_case,
    DROP KEY IF EXISTS act_key_case,
    CHANGE COLUMN IF EXISTS case_id subject_id BIGINT UNSIGNED NOT NULL COMMENT 'what was acted on',
    ADD COLUMN IF NOT EXISTS subject_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'case' AFTER digest,
    MODIFY COLUMN version INT UNSIGNED NOT NULL COMMENT 'outcome: the version of the subject after the act';

ALTER TABLE act_key
    MODIFY COLUMN subject_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD COLUMN IF NOT EXISTS subject_case BIGINT UNSIGNED GENERATED ALWAYS AS (IF(subject_kind = 'case', subject_id, NULL)) STORED,
    ADD KEY IF NOT EXISTS act_key_subject_case (subject_case),
    ADD CONSTRAINT act_key_subject_case FOREIGN KEY IF NOT EXISTS (subject_case) REFERENCES case_file (id),
    ADD CONSTRAINT IF NOT EXISTS act_key_subject CHECK (subject_kind IN ('case'));

ALTER TABLE read_record
    CHANGE COLUMN IF EXISTS case_ids subject_ids VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'all of one kind',
    ADD COLUMN IF NOT EXISTS subject_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'case' AFTER purpose;

ALTER TABLE read_record
    MODIFY COLUMN subject_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD CONSTRAINT IF NOT EXISTS read_record_subject CHECK (subject_kind IN ('case'));
