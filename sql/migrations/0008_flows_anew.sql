-- SPDX-License-Identifier: EUPL-1.2
-- The language in which flows are declared has changed (messages, take, early, closed days), so that no file of before can be read.
-- What was published is published anew by this run of imictl migrate, once: there is no installation with real data yet. From here on
-- a published version never changes again.

DELETE FROM published_flow;
