-- SPDX-License-Identifier: EUPL-1.2
-- Emptying the tables that can be erased when a training set is loaded anew. Used by lib/training only.

-- name: training_wipe_search
DELETE FROM search_key LIMIT 5000;

-- name: training_wipe_chunk
DELETE FROM attachment_chunk LIMIT 100;

-- name: training_wipe_attachment
DELETE FROM attachment LIMIT 5000;

-- name: training_wipe_draft
DELETE FROM draft_value LIMIT 5000;

-- name: training_wipe_personal
DELETE FROM personal_value LIMIT 5000;
