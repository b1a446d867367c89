-- SPDX-License-Identifier: EUPL-1.2
-- Who has already had the mail of an outbox row: a repeated try reaches only those who have not.

CREATE TABLE outbox_mail (
    outbox_id BIGINT UNSIGNED NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL COMMENT '0: the mailbox of the authority',
    sent_at DATETIME(6) NULL COMMENT 'machine time; the mail server took it',
    failed_at DATETIME(6) NULL COMMENT 'machine time; the address was refused for good',
    PRIMARY KEY (outbox_id, user_id),
    CONSTRAINT outbox_mail_fk FOREIGN KEY (outbox_id) REFERENCES outbox (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;
