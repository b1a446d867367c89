-- SPDX-License-Identifier: EUPL-1.2
-- What the migrations make; written by tests/data/schema.sh --write, never by hand. To read, and for a database without its
-- history; an installation is made by `imictl migrate`.
SET FOREIGN_KEY_CHECKS = 0;

CREATE TABLE `act_key` (
  `user_id` bigint(20) unsigned NOT NULL,
  `act_key` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `digest` binary(32) NOT NULL COMMENT 'of the input',
  `subject_kind` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject_id` bigint(20) unsigned NOT NULL COMMENT 'what was acted on',
  `version` int(10) unsigned NOT NULL COMMENT 'outcome: the version of the subject after the act',
  `made_at` datetime(6) NOT NULL,
  `subject_case` bigint(20) unsigned GENERATED ALWAYS AS (if(`subject_kind` = 'case',`subject_id`,NULL)) STORED,
  PRIMARY KEY (`user_id`,`act_key`),
  KEY `act_key_made` (`made_at`),
  KEY `act_key_subject_case` (`subject_case`),
  CONSTRAINT `act_key_subject_case` FOREIGN KEY (`subject_case`) REFERENCES `case_file` (`id`),
  CONSTRAINT `act_key_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`),
  CONSTRAINT `act_key_subject` CHECK (`subject_kind` = 'case')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `api_token` (
  `hash` binary(32) NOT NULL,
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `user_id` bigint(20) unsigned NOT NULL,
  `label` varchar(80) NOT NULL,
  `made_at` datetime(6) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  PRIMARY KEY (`hash`),
  UNIQUE KEY `api_token_id` (`id`),
  KEY `api_token_user` (`user_id`),
  CONSTRAINT `api_token_fk` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `area_months` (
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `block_months` tinyint(3) unsigned NOT NULL,
  `erase_months` tinyint(3) unsigned NOT NULL,
  `compared_at` datetime(6) NOT NULL DEFAULT '1970-01-01 00:00:00.000000' COMMENT 'case time until which closed cases were compared with them',
  PRIMARY KEY (`area`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `attachment` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `case_id` bigint(20) unsigned NOT NULL,
  `part` smallint(5) unsigned NOT NULL COMMENT 'whose it is: case_part.member',
  `field` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the place it belongs to',
  `name` varchar(200) NOT NULL,
  `media_type` varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `language` char(2) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `kind` varchar(40) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `size` int(10) unsigned NOT NULL,
  `sha256` binary(32) NOT NULL,
  `notes` tinyint(3) unsigned NOT NULL COMMENT 'bits: what is told of it (lib/filecheck/notes.def)',
  `state` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `commit_key` binary(32) NOT NULL,
  `uploaded_by` bigint(20) unsigned NOT NULL,
  `uploaded_at` datetime(6) NOT NULL,
  `upload_key` binary(32) DEFAULT NULL COMMENT 'hash of sender, key and place in the form; NULL: sent without a key',
  PRIMARY KEY (`id`),
  KEY `attachment_case` (`case_id`,`state`),
  KEY `attachment_pending` (`state`,`uploaded_at`),
  KEY `attachment_sender` (`uploaded_by`,`uploaded_at`,`size`),
  CONSTRAINT `attachment_case_fk` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`),
  CONSTRAINT `attachment_user_fk` FOREIGN KEY (`uploaded_by`) REFERENCES `user_account` (`id`),
  CONSTRAINT `attachment_state` CHECK (`state` in ('pending','draft','linked'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `attachment_chunk` (
  `attachment_id` bigint(20) unsigned NOT NULL,
  `seq` smallint(5) unsigned NOT NULL,
  `data` mediumblob NOT NULL COMMENT 'at most 512 KiB',
  PRIMARY KEY (`attachment_id`,`seq`),
  CONSTRAINT `attachment_chunk_fk` FOREIGN KEY (`attachment_id`) REFERENCES `attachment` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `authority` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `slug` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'stable name for import and API',
  `country` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ISO 3166-1: GR for Greece',
  `kind` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(300) NOT NULL COMMENT 'official name; only the validating coordinator changes it',
  `language` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the official name',
  `informal_name` varchar(300) DEFAULT NULL,
  `acronym` varchar(40) DEFAULT NULL,
  `street` varchar(200) NOT NULL,
  `postcode` varchar(20) NOT NULL,
  `town` varchar(100) NOT NULL,
  `region` varchar(100) DEFAULT NULL,
  `phone` varchar(40) DEFAULT NULL,
  `email` varchar(200) NOT NULL,
  `website` varchar(300) DEFAULT NULL,
  `hours` varchar(300) DEFAULT NULL,
  `time_zone` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `liaison_point` tinyint(1) NOT NULL,
  `access_manager` tinyint(1) NOT NULL,
  `status` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `validating_id` bigint(20) unsigned DEFAULT NULL COMMENT 'validating coordinator',
  `version` int(10) unsigned NOT NULL,
  `made_at` datetime(6) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `authority_slug` (`slug`),
  KEY `authority_country` (`country`,`status`,`id`),
  KEY `authority_validating` (`validating_id`),
  CONSTRAINT `authority_validating_fk` FOREIGN KEY (`validating_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `authority_kind` CHECK (`kind` in ('NIMIC','SDIMIC','LIMIC','DIMIC','CA','COMMISSION','UNION')),
  CONSTRAINT `authority_status` CHECK (`status` in ('invited','awaiting_validation','active','suspended','removed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `authority_area` (
  `authority_id` bigint(20) unsigned NOT NULL,
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `kind` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'its role in this area',
  `status` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `access_id` bigint(20) unsigned DEFAULT NULL COMMENT 'access coordinator for this area',
  `country` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'that of the authority, for the index',
  PRIMARY KEY (`authority_id`,`area`),
  KEY `authority_area_access` (`access_id`),
  KEY `authority_area_granted` (`area`,`status`,`authority_id`),
  KEY `authority_area_country` (`area`,`status`,`country`,`authority_id`),
  CONSTRAINT `authority_area_access_fk` FOREIGN KEY (`access_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `authority_area_fk` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `authority_area_kind` CHECK (`kind` in ('NIMIC','SDIMIC','LIMIC','DIMIC','CA','COMMISSION','UNION')),
  CONSTRAINT `authority_area_status` CHECK (`status` in ('requested','granted','suspended','removed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `authority_competence` (
  `authority_id` bigint(20) unsigned NOT NULL,
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `code` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `country` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'that of the authority, for the index',
  PRIMARY KEY (`authority_id`,`area`,`code`),
  KEY `authority_competence_code` (`area`,`code`,`authority_id`),
  KEY `authority_competence_country` (`area`,`code`,`country`,`authority_id`),
  CONSTRAINT `authority_competence_fk` FOREIGN KEY (`authority_id`, `area`) REFERENCES `authority_area` (`authority_id`, `area`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `authority_flow` (
  `authority_id` bigint(20) unsigned NOT NULL,
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `flow` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `can_send` tinyint(1) NOT NULL,
  `can_receive` tinyint(1) NOT NULL,
  `use_allocation` tinyint(1) NOT NULL,
  `approve_request` tinyint(1) NOT NULL,
  `approve_reply` tinyint(1) NOT NULL,
  `coordinator_decides` tinyint(1) NOT NULL COMMENT 'as coordinator: takes part in approval and referral',
  PRIMARY KEY (`authority_id`,`area`,`flow`),
  CONSTRAINT `authority_flow_fk` FOREIGN KEY (`authority_id`, `area`) REFERENCES `authority_area` (`authority_id`, `area`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `authority_language` (
  `authority_id` bigint(20) unsigned NOT NULL,
  `language` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `place` tinyint(3) unsigned NOT NULL COMMENT 'order of preference',
  PRIMARY KEY (`authority_id`,`language`),
  CONSTRAINT `authority_language_fk` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `authority_relation` (
  `authority_id` bigint(20) unsigned NOT NULL,
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `relation` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `other_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`authority_id`,`area`,`relation`,`other_id`),
  KEY `authority_relation_other` (`other_id`,`area`,`relation`),
  CONSTRAINT `authority_relation_fk` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `authority_relation_other_fk` FOREIGN KEY (`other_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `authority_relation_kind` CHECK (`relation` in ('request','linked'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `authority_text` (
  `authority_id` bigint(20) unsigned NOT NULL,
  `kind` varchar(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `language` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `text` varchar(1000) NOT NULL,
  PRIMARY KEY (`authority_id`,`kind`,`language`),
  CONSTRAINT `authority_text_fk` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `authority_text_kind` CHECK (`kind` in ('name','what_it_does','remark'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `authority_word` (
  `word` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `authority_id` bigint(20) unsigned NOT NULL,
  `country` char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`word`,`authority_id`),
  KEY `authority_word_authority` (`authority_id`),
  KEY `authority_word_country` (`country`,`word`,`authority_id`),
  CONSTRAINT `authority_word_fk` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `case_allocation` (
  `case_id` bigint(20) unsigned NOT NULL,
  `user_id` bigint(20) unsigned NOT NULL,
  `authority_id` bigint(20) unsigned NOT NULL,
  `since` datetime(6) NOT NULL,
  PRIMARY KEY (`case_id`,`user_id`),
  KEY `case_allocation_user` (`user_id`,`case_id`),
  KEY `case_allocation_authority` (`authority_id`),
  CONSTRAINT `case_allocation_authority` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `case_allocation_case` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`),
  CONSTRAINT `case_allocation_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `case_event` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `case_id` bigint(20) unsigned NOT NULL,
  `member` smallint(5) unsigned NOT NULL DEFAULT 0 COMMENT '0: the case itself',
  `seq` int(10) unsigned NOT NULL,
  `at` datetime(6) NOT NULL COMMENT 'case time',
  `user_id` bigint(20) unsigned DEFAULT NULL COMMENT 'NULL: the system',
  `authority_id` bigint(20) unsigned DEFAULT NULL,
  `part` smallint(5) unsigned DEFAULT NULL COMMENT 'who acted: case_part.member; NULL: the system',
  `action` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `from_state` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `to_state` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(10) unsigned NOT NULL COMMENT 'of the case after the act',
  `other_id` bigint(20) unsigned DEFAULT NULL COMMENT 'the authority that took the other part by this act',
  `rule` varchar(60) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL COMMENT 'of an erasure or blocking',
  `facts` mediumtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'what the act changed in the shell: name=value, a line each',
  `sealed` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'the newest seal when it was written; 0: none',
  `previous` binary(32) NOT NULL,
  `hash` binary(32) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `case_event_seq` (`case_id`,`member`,`seq`),
  KEY `case_event_user` (`user_id`),
  KEY `case_event_authority` (`authority_id`),
  KEY `case_event_other` (`other_id`),
  CONSTRAINT `case_event_authority` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `case_event_case` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`),
  CONSTRAINT `case_event_other` FOREIGN KEY (`other_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `case_event_user` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `case_file` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `ref` char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `flow` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `flow_version` smallint(5) unsigned NOT NULL,
  `state` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `class` tinyint(3) unsigned NOT NULL COMMENT '0 draft, 1 open, 2 closed',
  `version` int(10) unsigned NOT NULL COMMENT 'counts acts; what a form has seen',
  `made_by` bigint(20) unsigned NOT NULL,
  `made_at` datetime(6) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  `closed_at` datetime(6) DEFAULT NULL,
  `block_due` date DEFAULT NULL,
  `erase_due` date DEFAULT NULL,
  `blocked_at` datetime(6) DEFAULT NULL,
  `erased_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `case_file_ref` (`ref`),
  KEY `case_file_block` (`blocked_at`,`block_due`),
  KEY `case_file_erase` (`erased_at`,`erase_due`),
  KEY `case_file_draft` (`class`,`changed_at`),
  KEY `case_file_made_by` (`made_by`),
  CONSTRAINT `case_file_made_by` FOREIGN KEY (`made_by`) REFERENCES `user_account` (`id`),
  CONSTRAINT `case_file_class` CHECK (`class` in (0,1,2)),
  CONSTRAINT `case_file_clocks` CHECK (`class` <> 2 or `block_due` is not null and `erase_due` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `case_part` (
  `case_id` bigint(20) unsigned NOT NULL,
  `part` tinyint(3) unsigned NOT NULL,
  `member` smallint(5) unsigned NOT NULL DEFAULT `part` COMMENT 'below 8: its part; from 8 on a member of a part that many hold',
  `ref` char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `authority_id` bigint(20) unsigned NOT NULL,
  `other_id` bigint(20) unsigned DEFAULT NULL COMMENT 'the authority on the other side',
  `other_country` char(2) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL COMMENT 'where the authority on the other side is',
  `replaced` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'asked in place of another',
  `file_number` varchar(40) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL COMMENT 'own file number: a code, no names',
  `opened_at` datetime(6) DEFAULT NULL COMMENT 'first opened by this authority',
  `informed_on` date DEFAULT NULL COMMENT 'the person was informed on this day. Reg. (EU) 1024/2012 Art. 18(1)',
  `since` datetime(6) NOT NULL,
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `flow` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `flow_version` smallint(5) unsigned NOT NULL,
  `state` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `class` tinyint(3) unsigned NOT NULL,
  `waits` tinyint(1) NOT NULL COMMENT 'the case waits for this authority',
  `due` date NOT NULL DEFAULT '9999-12-31' COMMENT 'by when the one that it waits for must act; 9999-12-31: no day',
  `changed_at` datetime(6) NOT NULL,
  `version` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'of a member: counts its acts',
  PRIMARY KEY (`case_id`,`member`),
  KEY `case_part_list` (`authority_id`,`changed_at` DESC,`case_id` DESC),
  KEY `case_part_area` (`authority_id`,`area`,`changed_at` DESC,`case_id` DESC,`flow`),
  KEY `case_part_state` (`authority_id`,`area`,`state`,`class`,`part`,`changed_at` DESC,`case_id` DESC,`flow`,`waits`),
  KEY `case_part_class` (`authority_id`,`area`,`class`,`part`,`changed_at` DESC,`case_id` DESC,`flow`),
  KEY `case_part_country` (`authority_id`,`area`,`other_country`,`class`,`changed_at` DESC,`case_id` DESC,`state`,`waits`,`flow`),
  KEY `case_part_tasks` (`authority_id`,`area`,`waits`,`class`,`due`,`case_id`,`state`,`other_country`,`flow`),
  KEY `case_part_counts` (`authority_id`,`area`,`waits`,`state`,`due`,`class`),
  KEY `case_part_member` (`case_id`,`authority_id`,`member`),
  KEY `case_part_progress` (`case_id`,`part`,`state`,`due`),
  CONSTRAINT `case_part_authority` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `case_part_case` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `case_stamp` (
  `case_id` bigint(20) unsigned NOT NULL,
  `member` smallint(5) unsigned NOT NULL DEFAULT 0 COMMENT '0: of the case itself',
  `field` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `seq` int(10) unsigned NOT NULL COMMENT 'number of the event that wrote it',
  `moment` datetime(6) DEFAULT NULL,
  `day` date DEFAULT NULL,
  PRIMARY KEY (`case_id`,`member`,`field`,`seq`),
  CONSTRAINT `case_stamp_fk` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `case_value` (
  `case_id` bigint(20) unsigned NOT NULL,
  `field` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(10) unsigned NOT NULL,
  `part` smallint(5) unsigned NOT NULL COMMENT 'whose it is: case_part.member',
  `commit_key` binary(32) NOT NULL,
  `value` varchar(4000) NOT NULL,
  PRIMARY KEY (`case_id`,`part`,`field`,`version`),
  CONSTRAINT `case_value_fk` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `draft_value` (
  `case_id` bigint(20) unsigned NOT NULL,
  `part` smallint(5) unsigned NOT NULL COMMENT 'whose it is: case_part.member',
  `field` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(10) unsigned NOT NULL COMMENT 'counts replacements: two people in one field are told',
  `language` char(2) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `value` mediumtext NOT NULL,
  `changed_by` bigint(20) unsigned NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  PRIMARY KEY (`case_id`,`part`,`field`),
  KEY `draft_value_user` (`changed_by`),
  CONSTRAINT `draft_value_fk` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`),
  CONSTRAINT `draft_value_user` FOREIGN KEY (`changed_by`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `event_value` (
  `event_id` bigint(20) unsigned NOT NULL,
  `field` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(10) unsigned NOT NULL,
  `store` tinyint(3) unsigned NOT NULL COMMENT '0 coded value, 1 personal value, 2 attachment',
  `commitment` binary(32) DEFAULT NULL,
  PRIMARY KEY (`event_id`,`field`,`version`),
  CONSTRAINT `event_value_fk` FOREIGN KEY (`event_id`) REFERENCES `case_event` (`id`),
  CONSTRAINT `event_value_store` CHECK (`store` in (0,1,2))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `history_seal` (
  `id` bigint(20) unsigned NOT NULL COMMENT 'counts from 1 without gaps',
  `case_id` bigint(20) unsigned DEFAULT NULL COMMENT 'NULL: of records of reads',
  `member` smallint(5) unsigned NOT NULL DEFAULT 0 COMMENT 'whose chain in the case it is; 0: the case itself',
  `seq` int(10) unsigned NOT NULL COMMENT 'of the head; of records how many',
  `head` binary(32) NOT NULL,
  `month` int(10) unsigned DEFAULT NULL COMMENT 'YYYYMM of the records of reads',
  `reads_after` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'number of the record before the first',
  `reads_upto` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'number of the last record',
  `cases` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'sealed by all seals up to this',
  `events` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'sealed by all seals up to this',
  `sealed_at` datetime(6) NOT NULL,
  `previous` binary(32) NOT NULL,
  `hash` binary(32) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `history_seal_case` (`case_id`,`member`,`seq`),
  CONSTRAINT `history_seal_fk` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`),
  CONSTRAINT `history_seal_of` CHECK (`case_id` is null <> (`month` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `installation` (
  `id` tinyint(3) unsigned NOT NULL,
  `mode` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `case_offset` bigint(20) NOT NULL COMMENT 'microseconds from machine time to case time; 0 in production',
  `made_at` datetime(6) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `installation_one` CHECK (`id` = 1),
  CONSTRAINT `installation_mode` CHECK (`mode` in ('training','production')),
  CONSTRAINT `installation_clock` CHECK (`mode` = 'training' or `case_offset` = 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `lane` (
  `lane` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `case_time` datetime(6) NOT NULL COMMENT 'case time up to which it has worked',
  `machine_time` datetime(6) NOT NULL,
  PRIMARY KEY (`lane`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `migration` (
  `number` smallint(5) unsigned NOT NULL,
  `name` varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `checksum` binary(32) NOT NULL COMMENT 'BLAKE2b-256 of the file: a published migration never changes',
  `applied_at` datetime(6) NOT NULL,
  PRIMARY KEY (`number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `outbox` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `lane` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `message` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject_kind` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject_id` bigint(20) unsigned NOT NULL,
  `authority_id` bigint(20) unsigned DEFAULT NULL COMMENT 'who is written to; NULL: the subject itself, a person',
  `made_at` datetime(6) NOT NULL,
  `due_at` datetime(6) NOT NULL COMMENT 'machine time of the next try',
  `tries` int(10) unsigned NOT NULL,
  `owner` varchar(64) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `lease_until` datetime(6) DEFAULT NULL,
  `done_at` datetime(6) DEFAULT NULL,
  `failed_at` datetime(6) DEFAULT NULL,
  `subject_case` bigint(20) unsigned GENERATED ALWAYS AS (if(`subject_kind` = 'case',`subject_id`,NULL)) STORED,
  `subject_user` bigint(20) unsigned GENERATED ALWAYS AS (if(`subject_kind` = 'user',`subject_id`,NULL)) STORED,
  PRIMARY KEY (`id`),
  KEY `outbox_due` (`lane`,`done_at`,`failed_at`,`due_at`),
  KEY `outbox_owner` (`owner`),
  KEY `outbox_authority` (`authority_id`),
  KEY `outbox_subject_case` (`subject_case`),
  KEY `outbox_subject_user` (`subject_user`),
  CONSTRAINT `outbox_authority` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `outbox_subject_case` FOREIGN KEY (`subject_case`) REFERENCES `case_file` (`id`),
  CONSTRAINT `outbox_subject_user` FOREIGN KEY (`subject_user`) REFERENCES `user_account` (`id`),
  CONSTRAINT `outbox_subject` CHECK (`subject_kind` in ('case','user')),
  CONSTRAINT `outbox_receiver` CHECK (`authority_id` is null = (`subject_kind` = 'user'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `outbox_mail` (
  `outbox_id` bigint(20) unsigned NOT NULL,
  `receiver_kind` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `receiver_id` bigint(20) unsigned NOT NULL COMMENT 'a user, or the authority whose mailbox it is',
  `sent_at` datetime(6) DEFAULT NULL COMMENT 'machine time; the mail server took it',
  `failed_at` datetime(6) DEFAULT NULL COMMENT 'machine time; the address was refused for good',
  PRIMARY KEY (`outbox_id`,`receiver_kind`,`receiver_id`),
  CONSTRAINT `outbox_mail_fk` FOREIGN KEY (`outbox_id`) REFERENCES `outbox` (`id`) ON DELETE CASCADE,
  CONSTRAINT `outbox_mail_receiver` CHECK (`receiver_kind` in ('person','mailbox'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `personal_value` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'named in the read record',
  `case_id` bigint(20) unsigned NOT NULL,
  `field` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` int(10) unsigned NOT NULL,
  `part` smallint(5) unsigned NOT NULL COMMENT 'whose it is: case_part.member',
  `commit_key` binary(32) NOT NULL,
  `language` char(2) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `value` mediumtext NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `personal_value_field` (`case_id`,`part`,`field`,`version`),
  CONSTRAINT `personal_value_fk` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `published_flow` (
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `flow` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` smallint(5) unsigned NOT NULL,
  `digest` binary(32) NOT NULL,
  `published_at` datetime(6) NOT NULL,
  PRIMARY KEY (`area`,`flow`,`version`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `read_record` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `month` int(10) unsigned NOT NULL COMMENT 'YYYYMM: kept by month, five years',
  `at` datetime(6) NOT NULL,
  `user_id` bigint(20) unsigned NOT NULL,
  `authority_id` bigint(20) unsigned NOT NULL,
  `role` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `door` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `purpose` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject_kind` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject_ids` varchar(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'all of one kind',
  `value_ids` mediumtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'v17 a value, f3 a file, d its working copy',
  `request_id` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`id`,`month`),
  KEY `read_record_user` (`user_id`,`at`),
  KEY `read_record_month` (`month`),
  CONSTRAINT `read_record_subject` CHECK (`subject_kind` = 'case')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `recovery_code` (
  `user_id` bigint(20) unsigned NOT NULL,
  `hash` binary(32) NOT NULL,
  PRIMARY KEY (`user_id`,`hash`),
  CONSTRAINT `recovery_code_fk` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `seal_end` (
  `id` tinyint(3) unsigned NOT NULL,
  `seal_id` bigint(20) unsigned NOT NULL COMMENT 'the newest seal; 0: none',
  `reads_sealed` bigint(20) unsigned NOT NULL COMMENT 'the last record of a read that a seal covers',
  `reads_seen` bigint(20) unsigned NOT NULL COMMENT 'the last one that there was at the sealing before',
  `seen_at` datetime(6) NOT NULL COMMENT 'case time',
  `keyed` binary(32) NOT NULL COMMENT 'hash of this row',
  PRIMARY KEY (`id`),
  CONSTRAINT `seal_end_one` CHECK (`id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `search_answer` (
  `hash` binary(32) NOT NULL,
  `user_id` bigint(20) unsigned NOT NULL,
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty: all areas',
  `case_ids` varchar(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `complete` tinyint(1) NOT NULL DEFAULT 1 COMMENT 'every case that fits is among case_ids',
  `made_at` datetime(6) NOT NULL,
  PRIMARY KEY (`hash`),
  KEY `search_answer_made` (`made_at`),
  KEY `search_answer_fk` (`user_id`),
  CONSTRAINT `search_answer_fk` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `search_key` (
  `authority_id` bigint(20) unsigned NOT NULL,
  `word` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `case_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`authority_id`,`word`,`case_id`),
  KEY `search_key_case` (`case_id`),
  CONSTRAINT `search_key_authority` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `search_key_case_fk` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `session` (
  `hash` binary(32) NOT NULL COMMENT 'of the random value in the cookie',
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'names it on the account page',
  `user_id` bigint(20) unsigned NOT NULL,
  `agent` varchar(200) NOT NULL COMMENT 'browser, shortened',
  `made_at` datetime(6) NOT NULL,
  `seen_at` datetime(6) NOT NULL,
  `idle_until` datetime(6) NOT NULL,
  `absolute_until` datetime(6) NOT NULL,
  PRIMARY KEY (`hash`),
  UNIQUE KEY `session_id` (`id`),
  KEY `session_user` (`user_id`),
  KEY `session_end` (`absolute_until`),
  CONSTRAINT `session_fk` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `throttle` (
  `scope` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject` binary(32) NOT NULL COMMENT 'keyed hash of the user, token or address',
  `hits` int(10) unsigned NOT NULL,
  `window_end` datetime(6) NOT NULL,
  `blocked_until` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`scope`,`subject`),
  KEY `throttle_end` (`window_end`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `timer_rung` (
  `case_id` bigint(20) unsigned NOT NULL,
  `member` smallint(5) unsigned NOT NULL DEFAULT 0 COMMENT '0: of the case itself',
  `timer` varchar(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'state.field.days before',
  `day` date NOT NULL COMMENT 'the due day it was about',
  `rung_at` datetime(6) NOT NULL,
  PRIMARY KEY (`case_id`,`member`,`timer`,`day`),
  CONSTRAINT `timer_rung_fk` FOREIGN KEY (`case_id`) REFERENCES `case_file` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `user_account` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'sign-in name, lower case',
  `authority_id` bigint(20) unsigned NOT NULL,
  `full_name` varchar(200) NOT NULL,
  `email` varchar(200) NOT NULL,
  `language` char(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `password` varchar(200) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL COMMENT 'argon2id; NULL: cannot sign in',
  `code_secret` varbinary(200) DEFAULT NULL COMMENT 'one-time-code secret, sealed, naming its key; NULL: no second factor',
  `code_step` bigint(20) unsigned NOT NULL COMMENT 'last time step used: a code works once',
  `status` varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `made_at` datetime(6) NOT NULL,
  `changed_at` datetime(6) NOT NULL,
  `removed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `user_account_name` (`name`),
  KEY `user_account_authority` (`authority_id`,`status`),
  CONSTRAINT `user_account_fk` FOREIGN KEY (`authority_id`) REFERENCES `authority` (`id`),
  CONSTRAINT `user_account_status` CHECK (`status` in ('active','suspended','removed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

CREATE TABLE `user_role` (
  `user_id` bigint(20) unsigned NOT NULL,
  `area` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `role` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`user_id`,`area`,`role`),
  CONSTRAINT `user_role_fk` FOREIGN KEY (`user_id`) REFERENCES `user_account` (`id`),
  CONSTRAINT `user_role_role` CHECK (`role` in ('basic','handler','allocator','referral_handler','administrator','dpo'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci;

SET FOREIGN_KEY_CHECKS = 1;
