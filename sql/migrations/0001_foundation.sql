-- SPDX-License-Identifier: EUPL-1.2
-- The foundation: installation, authorities, users, access, cases, values, history, outbox.
-- Times are UTC; legal days are days in Europe/Brussels. No default fills in a time: lib/base/clock is the only source.

CREATE TABLE installation (
    id TINYINT UNSIGNED NOT NULL,
    mode VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    case_offset BIGINT NOT NULL COMMENT 'microseconds from machine time to case time; 0 in production',
    made_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT installation_one CHECK (id = 1),
    CONSTRAINT installation_mode CHECK (mode IN ('training', 'production')),
    CONSTRAINT installation_clock CHECK (mode = 'training' OR case_offset = 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- A published version of a flow never changes: start refuses another digest.
CREATE TABLE published_flow (
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    flow VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version SMALLINT UNSIGNED NOT NULL,
    digest BINARY(32) NOT NULL,
    published_at DATETIME(6) NOT NULL,
    PRIMARY KEY (area, flow, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Authorities ------------------------------------------------------------------------------------------------------

CREATE TABLE authority (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    slug VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'stable name for import and API',
    country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ISO 3166-1: GR for Greece',
    kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(300) NOT NULL COMMENT 'official name; only the validating coordinator changes it',
    language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the official name',
    informal_name VARCHAR(300) NULL,
    acronym VARCHAR(40) NULL,
    street VARCHAR(200) NOT NULL,
    postcode VARCHAR(20) NOT NULL,
    town VARCHAR(100) NOT NULL,
    region VARCHAR(100) NULL,
    phone VARCHAR(40) NULL,
    email VARCHAR(200) NOT NULL,
    website VARCHAR(300) NULL,
    hours VARCHAR(300) NULL,
    time_zone VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    liaison_point BOOLEAN NOT NULL,
    access_manager BOOLEAN NOT NULL,
    status VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    validating_id BIGINT UNSIGNED NULL COMMENT 'validating coordinator',
    version INT UNSIGNED NOT NULL,
    made_at DATETIME(6) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY authority_slug (slug),
    KEY authority_country (country, status, id),
    KEY authority_validating (validating_id),
    CONSTRAINT authority_validating_fk FOREIGN KEY (validating_id) REFERENCES authority (id),
    CONSTRAINT authority_kind CHECK (kind IN ('NIMIC', 'SDIMIC', 'LIMIC', 'DIMIC', 'CA', 'COMMISSION', 'UNION')),
    CONSTRAINT authority_status CHECK (status IN ('invited', 'awaiting_validation', 'active', 'suspended', 'removed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Descriptive names and what the authority does, in other languages than that of the official name too.
CREATE TABLE authority_text (
    authority_id BIGINT UNSIGNED NOT NULL,
    kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    text VARCHAR(1000) NOT NULL,
    PRIMARY KEY (authority_id, kind, language),
    CONSTRAINT authority_text_fk FOREIGN KEY (authority_id) REFERENCES authority (id),
    CONSTRAINT authority_text_kind CHECK (kind IN ('name', 'what_it_does', 'remark'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE authority_language (
    authority_id BIGINT UNSIGNED NOT NULL,
    language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    place TINYINT UNSIGNED NOT NULL COMMENT 'order of preference',
    PRIMARY KEY (authority_id, language),
    CONSTRAINT authority_language_fk FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Access of an authority to an area: requested, granted, suspended, removed. A body may hold another role in each area.
CREATE TABLE authority_area (
    authority_id BIGINT UNSIGNED NOT NULL,
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'its role in this area',
    status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    access_id BIGINT UNSIGNED NULL COMMENT 'access coordinator for this area',
    PRIMARY KEY (authority_id, area),
    KEY authority_area_access (access_id),
    CONSTRAINT authority_area_fk FOREIGN KEY (authority_id) REFERENCES authority (id),
    CONSTRAINT authority_area_access_fk FOREIGN KEY (access_id) REFERENCES authority (id),
    CONSTRAINT authority_area_kind CHECK (kind IN ('NIMIC', 'SDIMIC', 'LIMIC', 'DIMIC', 'CA', 'COMMISSION', 'UNION')),
    CONSTRAINT authority_area_status CHECK (status IN ('requested', 'granted', 'suspended', 'removed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Workflow settings per area and flow.
CREATE TABLE authority_flow (
    authority_id BIGINT UNSIGNED NOT NULL,
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    flow VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    can_send BOOLEAN NOT NULL,
    can_receive BOOLEAN NOT NULL,
    use_allocation BOOLEAN NOT NULL,
    approve_request BOOLEAN NOT NULL,
    approve_reply BOOLEAN NOT NULL,
    coordinator_decides BOOLEAN NOT NULL COMMENT 'as coordinator: takes part in approval and referral',
    PRIMARY KEY (authority_id, area, flow),
    CONSTRAINT authority_flow_fk FOREIGN KEY (authority_id, area) REFERENCES authority_area (authority_id, area)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- What an authority is competent for: codes of the area's list of activities or professions.
CREATE TABLE authority_competence (
    authority_id BIGINT UNSIGNED NOT NULL,
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (authority_id, area, code),
    KEY authority_competence_code (area, code, authority_id),
    CONSTRAINT authority_competence_fk FOREIGN KEY (authority_id, area) REFERENCES authority_area (authority_id, area)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Request coordinators and linked authorities, per area.
CREATE TABLE authority_relation (
    authority_id BIGINT UNSIGNED NOT NULL,
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    relation VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    other_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (authority_id, area, relation, other_id),
    KEY authority_relation_other (other_id, area, relation),
    CONSTRAINT authority_relation_fk FOREIGN KEY (authority_id) REFERENCES authority (id),
    CONSTRAINT authority_relation_other_fk FOREIGN KEY (other_id) REFERENCES authority (id),
    CONSTRAINT authority_relation_kind CHECK (relation IN ('request', 'linked'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Folded words of names, towns, acronyms and descriptions in every language.
CREATE TABLE authority_word (
    word VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    authority_id BIGINT UNSIGNED NOT NULL,
    country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (word, authority_id),
    KEY authority_word_authority (authority_id),
    CONSTRAINT authority_word_fk FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Users -----------------------------------------------------------------------------------------------------------

CREATE TABLE user_account (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    name VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'sign-in name, lower case',
    authority_id BIGINT UNSIGNED NOT NULL,
    full_name VARCHAR(200) NOT NULL,
    email VARCHAR(200) NOT NULL,
    language CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    password VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'argon2id; NULL: cannot sign in',
    code_secret VARBINARY(200) NULL COMMENT 'one-time-code secret, sealed, naming its key; NULL: no second factor',
    code_step BIGINT UNSIGNED NOT NULL COMMENT 'last time step used: a code works once',
    status VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at DATETIME(6) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    removed_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY user_account_name (name),
    KEY user_account_authority (authority_id, status),
    CONSTRAINT user_account_fk FOREIGN KEY (authority_id) REFERENCES authority (id),
    CONSTRAINT user_account_status CHECK (status IN ('active', 'suspended', 'removed'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE user_role (
    user_id BIGINT UNSIGNED NOT NULL,
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (user_id, area, role),
    CONSTRAINT user_role_fk FOREIGN KEY (user_id) REFERENCES user_account (id),
    CONSTRAINT user_role_role CHECK (role IN ('basic', 'handler', 'allocator', 'referral_handler', 'administrator', 'dpo'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE recovery_code (
    user_id BIGINT UNSIGNED NOT NULL,
    hash BINARY(32) NOT NULL,
    PRIMARY KEY (user_id, hash),
    CONSTRAINT recovery_code_fk FOREIGN KEY (user_id) REFERENCES user_account (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE session (
    hash BINARY(32) NOT NULL COMMENT 'of the random value in the cookie',
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'names it on the account page',
    user_id BIGINT UNSIGNED NOT NULL,
    agent VARCHAR(200) NOT NULL COMMENT 'browser, shortened',
    made_at DATETIME(6) NOT NULL,
    seen_at DATETIME(6) NOT NULL,
    idle_until DATETIME(6) NOT NULL,
    absolute_until DATETIME(6) NOT NULL,
    PRIMARY KEY (hash),
    UNIQUE KEY session_id (id),
    KEY session_user (user_id),
    KEY session_end (absolute_until),
    CONSTRAINT session_fk FOREIGN KEY (user_id) REFERENCES user_account (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE api_token (
    hash BINARY(32) NOT NULL,
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NOT NULL,
    label VARCHAR(80) NOT NULL,
    made_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (hash),
    UNIQUE KEY api_token_id (id),
    KEY api_token_user (user_id),
    CONSTRAINT api_token_fk FOREIGN KEY (user_id) REFERENCES user_account (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Written only at failures and when a limit is reached; held for all hosts.
CREATE TABLE throttle (
    scope VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject BINARY(32) NOT NULL COMMENT 'keyed hash of the user, token or address',
    hits INT UNSIGNED NOT NULL,
    window_end DATETIME(6) NOT NULL,
    blocked_until DATETIME(6) NULL,
    PRIMARY KEY (scope, subject),
    KEY throttle_end (window_end)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Cases: what stays -----------------------------------------------------------------------------------------------

CREATE TABLE case_file (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    ref CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    flow VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    flow_version SMALLINT UNSIGNED NOT NULL,
    state VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    class TINYINT UNSIGNED NOT NULL COMMENT '0 draft, 1 open, 2 closed',
    version INT UNSIGNED NOT NULL COMMENT 'counts acts; what a form has seen',
    made_by BIGINT UNSIGNED NOT NULL,
    made_at DATETIME(6) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    closed_at DATETIME(6) NULL,
    block_due DATE NULL,
    erase_due DATE NULL,
    blocked_at DATETIME(6) NULL,
    erased_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY case_file_ref (ref),
    KEY case_file_block (blocked_at, block_due),
    KEY case_file_erase (erased_at, erase_due),
    KEY case_file_draft (class, changed_at),
    CONSTRAINT case_file_made_by FOREIGN KEY (made_by) REFERENCES user_account (id),
    CONSTRAINT case_file_class CHECK (class IN (0, 1, 2)),
    CONSTRAINT case_file_clocks CHECK (class <> 2 OR (block_due IS NOT NULL AND erase_due IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Who takes part; state, deadline and times stand here too, so that a list of one authority reads one index.
CREATE TABLE case_part (
    case_id BIGINT UNSIGNED NOT NULL,
    part TINYINT UNSIGNED NOT NULL,
    authority_id BIGINT UNSIGNED NOT NULL,
    file_number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'own file number: a code, no names',
    opened_at DATETIME(6) NULL COMMENT 'first opened by this authority',
    informed_on DATE NULL COMMENT 'the person was informed on this day. Reg. (EU) 1024/2012 Art. 18(1)',
    since DATETIME(6) NOT NULL,
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    flow VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    class TINYINT UNSIGNED NOT NULL,
    waits BOOLEAN NOT NULL COMMENT 'the case waits for this authority',
    due DATE NULL COMMENT 'by when the one that it waits for must act',
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (case_id, part),
    KEY case_part_tasks (authority_id, waits, class, due, case_id),
    KEY case_part_counts (authority_id, waits, area, state, class, due),
    KEY case_part_list (authority_id, changed_at, case_id),
    KEY case_part_area (authority_id, area, changed_at, case_id),
    KEY case_part_state (authority_id, area, state, changed_at, case_id),
    CONSTRAINT case_part_case FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT case_part_authority FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE case_allocation (
    case_id BIGINT UNSIGNED NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    authority_id BIGINT UNSIGNED NOT NULL,
    since DATETIME(6) NOT NULL,
    PRIMARY KEY (case_id, user_id),
    KEY case_allocation_user (user_id, case_id),
    CONSTRAINT case_allocation_case FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT case_allocation_user FOREIGN KEY (user_id) REFERENCES user_account (id),
    CONSTRAINT case_allocation_authority FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Moments and legal days that effects write: first sent, accepted, agreed date ... kept for the published indicators.
CREATE TABLE case_stamp (
    case_id BIGINT UNSIGNED NOT NULL,
    field VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq INT UNSIGNED NOT NULL COMMENT 'number of the event that wrote it',
    moment DATETIME(6) NULL,
    day DATE NULL,
    PRIMARY KEY (case_id, field, seq),
    CONSTRAINT case_stamp_fk FOREIGN KEY (case_id) REFERENCES case_file (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Coded values, marked `none`: not personal, kept.
CREATE TABLE case_value (
    case_id BIGINT UNSIGNED NOT NULL,
    field VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version INT UNSIGNED NOT NULL,
    part TINYINT UNSIGNED NOT NULL COMMENT 'whose value it is',
    commit_key BINARY(32) NOT NULL,
    value VARCHAR(4000) NOT NULL,
    PRIMARY KEY (case_id, field, version),
    CONSTRAINT case_value_fk FOREIGN KEY (case_id) REFERENCES case_file (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Cases: what can be erased ---------------------------------------------------------------------------------------

CREATE TABLE personal_value (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT 'named in the read record',
    case_id BIGINT UNSIGNED NOT NULL,
    field VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version INT UNSIGNED NOT NULL,
    part TINYINT UNSIGNED NOT NULL,
    commit_key BINARY(32) NOT NULL,
    language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL,
    value MEDIUMTEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY personal_value_field (case_id, field, version),
    CONSTRAINT personal_value_fk FOREIGN KEY (case_id) REFERENCES case_file (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- The working copy of a draft, a reply being written, a note: replaced in place, outside history.
CREATE TABLE draft_value (
    case_id BIGINT UNSIGNED NOT NULL,
    part TINYINT UNSIGNED NOT NULL,
    field VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version INT UNSIGNED NOT NULL COMMENT 'counts replacements: two people in one field are told',
    language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL,
    value MEDIUMTEXT NOT NULL,
    changed_by BIGINT UNSIGNED NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (case_id, part, field),
    CONSTRAINT draft_value_fk FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT draft_value_user FOREIGN KEY (changed_by) REFERENCES user_account (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE attachment (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    case_id BIGINT UNSIGNED NOT NULL,
    part TINYINT UNSIGNED NOT NULL,
    field VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the place it belongs to',
    name VARCHAR(200) NOT NULL,
    media_type VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    language CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL,
    kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    size INT UNSIGNED NOT NULL,
    sha256 BINARY(32) NOT NULL,
    cleaned BOOLEAN NOT NULL COMMENT 'position and device data were removed',
    state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commit_key BINARY(32) NOT NULL,
    uploaded_by BIGINT UNSIGNED NOT NULL,
    uploaded_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    KEY attachment_case (case_id, state),
    KEY attachment_pending (state, uploaded_at),
    CONSTRAINT attachment_case_fk FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT attachment_user_fk FOREIGN KEY (uploaded_by) REFERENCES user_account (id),
    CONSTRAINT attachment_state CHECK (state IN ('pending', 'draft', 'linked'))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE attachment_chunk (
    attachment_id BIGINT UNSIGNED NOT NULL,
    seq SMALLINT UNSIGNED NOT NULL,
    data MEDIUMBLOB NOT NULL COMMENT 'at most 512 KiB',
    PRIMARY KEY (attachment_id, seq),
    CONSTRAINT attachment_chunk_fk FOREIGN KEY (attachment_id) REFERENCES attachment (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Folded words and keys of cases, one row for each authority that may see them.
CREATE TABLE search_key (
    authority_id BIGINT UNSIGNED NOT NULL,
    word VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    case_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (authority_id, word, case_id),
    KEY search_key_case (case_id),
    CONSTRAINT search_key_case_fk FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT search_key_authority FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- The answer to a search by words lives at a random key that only its owner opens, 24 hours.
CREATE TABLE search_answer (
    hash BINARY(32) NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    area VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty: all areas',
    case_ids VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at DATETIME(6) NOT NULL,
    PRIMARY KEY (hash),
    KEY search_answer_made (made_at),
    CONSTRAINT search_answer_fk FOREIGN KEY (user_id) REFERENCES user_account (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- History: append-only, no personal data, no free text --------------------------------------------------------------

CREATE TABLE case_event (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    case_id BIGINT UNSIGNED NOT NULL,
    seq INT UNSIGNED NOT NULL,
    at DATETIME(6) NOT NULL COMMENT 'case time',
    user_id BIGINT UNSIGNED NULL COMMENT 'NULL: the system',
    authority_id BIGINT UNSIGNED NULL,
    part TINYINT UNSIGNED NULL,
    action VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_state VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_state VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version INT UNSIGNED NOT NULL COMMENT 'of the case after the act',
    other_id BIGINT UNSIGNED NULL COMMENT 'the authority that took the other part by this act',
    rule VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of an erasure or blocking',
    previous BINARY(32) NOT NULL,
    hash BINARY(32) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY case_event_seq (case_id, seq),
    CONSTRAINT case_event_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT case_event_user FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT case_event_authority FOREIGN KEY (authority_id) REFERENCES authority (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT case_event_other FOREIGN KEY (other_id) REFERENCES authority (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- What an event wrote (commitment) or erased (commitment NULL).
CREATE TABLE event_value (
    event_id BIGINT UNSIGNED NOT NULL,
    field VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version INT UNSIGNED NOT NULL,
    store TINYINT UNSIGNED NOT NULL COMMENT '0 coded value, 1 personal value, 2 attachment',
    commitment BINARY(32) NULL,
    PRIMARY KEY (event_id, field, version),
    CONSTRAINT event_value_fk FOREIGN KEY (event_id) REFERENCES case_event (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT event_value_store CHECK (store IN (0, 1, 2))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE history_seal (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    case_id BIGINT UNSIGNED NOT NULL,
    seq INT UNSIGNED NOT NULL,
    head BINARY(32) NOT NULL,
    sealed_at DATETIME(6) NOT NULL,
    previous BINARY(32) NOT NULL,
    hash BINARY(32) NOT NULL,
    PRIMARY KEY (id),
    KEY history_seal_case (case_id, seq),
    CONSTRAINT history_seal_fk FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Who read which personal values, when, for what. Source: Reg. (EU) 1024/2012 Art. 17(3). Never the value.
CREATE TABLE read_record (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    month INT UNSIGNED NOT NULL COMMENT 'YYYYMM: kept by month, five years',
    at DATETIME(6) NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    authority_id BIGINT UNSIGNED NOT NULL,
    role VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    door VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    purpose VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    case_ids VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value_ids MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'v17 a value, f3 a file, d its working copy',
    request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (id, month),
    KEY read_record_user (user_id, at),
    KEY read_record_month (month)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Acts and what leaves ---------------------------------------------------------------------------------------------

CREATE TABLE act_key (
    user_id BIGINT UNSIGNED NOT NULL,
    act_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    digest BINARY(32) NOT NULL COMMENT 'of the input',
    case_id BIGINT UNSIGNED NOT NULL,
    version INT UNSIGNED NOT NULL COMMENT 'outcome: the version of the case after the act',
    made_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id, act_key),
    KEY act_key_made (made_at),
    CONSTRAINT act_key_case FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT act_key_user FOREIGN KEY (user_id) REFERENCES user_account (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

CREATE TABLE outbox (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    lane VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    message VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    case_id BIGINT UNSIGNED NOT NULL,
    authority_id BIGINT UNSIGNED NOT NULL,
    made_at DATETIME(6) NOT NULL,
    due_at DATETIME(6) NOT NULL COMMENT 'machine time of the next try',
    tries INT UNSIGNED NOT NULL,
    owner VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    lease_until DATETIME(6) NULL,
    done_at DATETIME(6) NULL,
    failed_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    KEY outbox_due (lane, done_at, failed_at, due_at),
    KEY outbox_owner (owner),
    CONSTRAINT outbox_case FOREIGN KEY (case_id) REFERENCES case_file (id),
    CONSTRAINT outbox_authority FOREIGN KEY (authority_id) REFERENCES authority (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- Timers that have rung, so that each rings once for a day.
CREATE TABLE timer_rung (
    case_id BIGINT UNSIGNED NOT NULL,
    timer VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'state.field.days before',
    day DATE NOT NULL COMMENT 'the due day it was about',
    rung_at DATETIME(6) NOT NULL,
    PRIMARY KEY (case_id, timer, day),
    CONSTRAINT timer_rung_fk FOREIGN KEY (case_id) REFERENCES case_file (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;

-- What a lane of the clerk did last: shown by doctor, and how `imictl clock` knows that it has caught up.
CREATE TABLE lane (
    lane VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    case_time DATETIME(6) NOT NULL COMMENT 'case time up to which it has worked',
    machine_time DATETIME(6) NOT NULL,
    PRIMARY KEY (lane)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;
