-- SPDX-License-Identifier: EUPL-1.2
-- What a person and an authority sent in the last 24 hours is a sum over one range of an index for each person.
-- The step may be repeated.

ALTER TABLE attachment
    ADD KEY IF NOT EXISTS attachment_sender (uploaded_by, uploaded_at, size),
    DROP KEY IF EXISTS attachment_user_fk;
