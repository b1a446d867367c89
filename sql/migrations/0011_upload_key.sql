-- SPDX-License-Identifier: EUPL-1.2
-- A repeated upload is known by the key that was sent with it, so that the file is kept once. The step may be repeated.

ALTER TABLE attachment
    ADD COLUMN IF NOT EXISTS upload_key BINARY(32) DEFAULT NULL COMMENT 'hash of sender, key and place in the form; NULL: sent without a key';
