-- SPDX-License-Identifier: EUPL-1.2
-- Which migrations this database has had. Run by `imictl migrate` before it looks.
CREATE TABLE IF NOT EXISTS migration (
    number SMALLINT UNSIGNED NOT NULL,
    name VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    checksum BINARY(32) NOT NULL COMMENT 'BLAKE2b-256 of the file: a published migration never changes',
    applied_at DATETIME(6) NOT NULL,
    PRIMARY KEY (number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_uca1400_ai_ci;
