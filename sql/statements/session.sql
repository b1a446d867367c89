-- SPDX-License-Identifier: EUPL-1.2

-- name: session_names
SET NAMES utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;

-- name: session_no_time_limit
-- For migrations, which may rewrite a large table.
SET SESSION max_statement_time = 0;

-- name: session_settings
-- eq_range_index_dive_limit: statements are planned at each execution; how many rows a key finds is taken from the statistics of
-- the index, not by a descent into every index that could be used.
-- wsrep_sync_wait makes a read on another node of a cluster wait for what was committed before; no effect elsewhere.
SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE',
    time_zone = '+00:00', max_statement_time = 10, innodb_lock_wait_timeout = 5, tx_isolation = 'READ-COMMITTED',
    group_concat_max_len = 65536, wsrep_sync_wait = 1, eq_range_index_dive_limit = 1;
