-- SPDX-License-Identifier: EUPL-1.2
-- What is told of a file is more than that it was cleaned: scripts, files inside, what could not be checked. The column becomes bits
-- (lib/filecheck/notes.def), of which the first is the old meaning, so that what history commits to stays the same.
-- The step may be repeated.

ALTER TABLE attachment
    CHANGE COLUMN IF EXISTS cleaned notes TINYINT UNSIGNED NOT NULL COMMENT 'bits: what is told of it (lib/filecheck/notes.def)';
