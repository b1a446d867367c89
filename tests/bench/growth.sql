-- SPDX-License-Identifier: EUPL-1.2
-- Makes the training set grow, in a database that tests/stack.sh started (tests/bench/growth does it), with the sizes set before
-- it: @cases, @authorities, @users, @big. Nothing is drawn at random: hashes of running numbers stand for chance, so two
-- databases of one size are equal. @big, an authority, takes part in six of a hundred cases; the others by a law of powers, as in
-- life: few have many. Names and words to search by are those of the training set, as often as there. Rows that no list reads
-- (values, most events) are left out: a case here is its shell, both sides, the event of its sending, its days and its search
-- keys. No ANALYZE: whoever measures says when.
SET SESSION foreign_key_checks = 0, unique_checks = 0, sql_mode = '', max_statement_time = 0;

-- Authorities: copies of those of the training set, with all that hangs on them.
CREATE OR REPLACE TABLE growth_copy (id BIGINT UNSIGNED PRIMARY KEY, of_id BIGINT UNSIGNED NOT NULL, KEY (of_id));
SET @old = (SELECT MAX(id) FROM authority);
INSERT INTO growth_copy SELECT @old + seq, 1 + (seq - 1) MOD @old FROM seq_1_to_100000 WHERE seq <= @authorities;
INSERT INTO authority (id, slug, country, kind, name, language, informal_name, acronym, street, postcode, town, region, phone, email,
    website, hours, time_zone, liaison_point, access_manager, status, validating_id, version, made_at, changed_at)
  SELECT g.id, CONCAT(LEFT(a.slug, 52), '-', g.id), a.country, a.kind, CONCAT(a.name, ' ', g.id), a.language, a.informal_name, a.acronym, a.street, a.postcode,
         a.town, a.region, a.phone, a.email, a.website, a.hours, a.time_zone, a.liaison_point, a.access_manager, a.status, NULL, 1, a.made_at, a.changed_at
    FROM growth_copy g JOIN authority a ON a.id = g.of_id;
INSERT INTO authority_area SELECT g.id, t.area, t.kind, t.status, NULL, t.country FROM growth_copy g JOIN authority_area t ON t.authority_id = g.of_id;
INSERT INTO authority_flow SELECT g.id, t.area, t.flow, t.can_send, t.can_receive, t.use_allocation, t.approve_request, t.approve_reply, t.coordinator_decides
    FROM growth_copy g JOIN authority_flow t ON t.authority_id = g.of_id;
INSERT INTO authority_competence SELECT g.id, t.area, t.code, t.country FROM growth_copy g JOIN authority_competence t ON t.authority_id = g.of_id;
INSERT INTO authority_language SELECT g.id, t.language, t.place FROM growth_copy g JOIN authority_language t ON t.authority_id = g.of_id;
INSERT INTO authority_text SELECT g.id, t.kind, t.language, t.text FROM growth_copy g JOIN authority_text t ON t.authority_id = g.of_id;
INSERT INTO authority_word (word, authority_id, country) SELECT t.word, g.id, t.country FROM growth_copy g JOIN authority_word t ON t.authority_id = g.of_id;
INSERT INTO authority_word (word, authority_id, country) SELECT CONCAT('no', g.id), g.id, a.country FROM growth_copy g JOIN authority a ON a.id = g.id;

-- People: handlers, spread over the authorities.
SET @people = (SELECT MAX(id) FROM user_account);
INSERT INTO user_account (id, name, authority_id, full_name, email, language, code_step, status, made_at, changed_at)
  SELECT @people + seq, CONCAT('growth-', seq), 1 + (seq MOD (@old + @authorities)), CONCAT('Growth ', seq), '', 'en', 0, 'active', '2026-01-01', '2026-01-01'
    FROM seq_1_to_1000000 WHERE seq <= @users;
INSERT INTO user_account (name, authority_id, full_name, email, language, code_step, status, made_at, changed_at)
  SELECT CONCAT('growth-big-', seq), @big, CONCAT('Growth Big ', seq), '', 'en', 0, 'active', '2026-01-01', '2026-01-01' FROM seq_1_to_24;
INSERT INTO user_role SELECT u.id, 'services', 'handler' FROM user_account u WHERE u.id > @people;

-- Cases. Numbers between 0 and 1 by hashes: who asks (a), who is asked (b), the state (s), the day (d).
CREATE OR REPLACE TABLE growth_case (id BIGINT UNSIGNED PRIMARY KEY, seq INT NOT NULL, ref CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asker BIGINT UNSIGNED NOT NULL, asked BIGINT UNSIGNED NOT NULL, state VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, due DATE, changed_at DATETIME(6) NOT NULL);
SET @first = (SELECT MAX(id) FROM case_file), @today = DATE((SELECT MAX(changed_at) FROM case_file)), @bodies = @old + @authorities, @letters = '23456789BCDFGHJKMNPQRTVWXY';
INSERT INTO growth_case
  SELECT @first + seq, seq, CONCAT(SUBSTR(@letters, 1 + n1, 1), SUBSTR(@letters, 1 + n2, 1), SUBSTR(@letters, 1 + n3, 1), SUBSTR(@letters, 1 + n4, 1), '-',
            SUBSTR(@letters, 1 + n5, 1), SUBSTR(@letters, 1 + n6, 1), SUBSTR(@letters, 1 + n7, 1), SUBSTR(@letters, 1 + n8, 1),
            SUBSTR(@letters, 1 + (n1 + 3 * n2 + 5 * n3 + 7 * n4 + 9 * n5 + 11 * n6 + 15 * n7 + 17 * n8) MOD 26, 1)),
         IF(seq MOD 100 < 4, @big, asker), IF(seq MOD 100 IN (4, 5), @big, asked),
         CASE WHEN d > 0.995 AND s < 0.5 THEN 'draft'
              WHEN s < IF(d > 0.9, 0.24, 0.004) THEN 'accepted' WHEN s < IF(d > 0.9, 0.36, 0.006) THEN 'sent'
              WHEN s < IF(d > 0.9, 0.53, 0.009) THEN 'replied' WHEN s < IF(d > 0.9, 0.58, 0.01) THEN 'clarification' WHEN s > 0.94 THEN 'withdrawn' ELSE 'closed' END,
         @today + INTERVAL CAST(40 * s * 2 - 12 AS INTEGER) DAY, @today - INTERVAL 3 YEAR + INTERVAL CAST(d * 94600000 AS INTEGER) SECOND + INTERVAL seq MOD 1000 MICROSECOND
    FROM (SELECT seq, x MOD 26 AS n1, x DIV 26 MOD 26 AS n2, x DIV 676 MOD 26 AS n3, x DIV 17576 MOD 26 AS n4, x DIV 456976 MOD 26 AS n5, x DIV 11881376 MOD 26 AS n6,
                 x DIV 308915776 MOD 26 AS n7, 24 AS n8, 1 + CAST(POW(CRC32(CONCAT('a', seq)) / 4294967296, 2) * @bodies AS INTEGER) MOD @bodies AS asker,
                 1 + CAST(POW(CRC32(CONCAT('b', seq)) / 4294967296, 2) * @bodies AS INTEGER) MOD @bodies AS asked,
                 CRC32(CONCAT('s', seq)) / 4294967296 AS s, seq / @cases AS d
            FROM (SELECT seq, seq * 7919 AS x FROM seq_1_to_5000000 WHERE seq <= @cases) numbers) drawn;
UPDATE growth_case SET asked = 1 + asked MOD @bodies WHERE asked = asker;
UPDATE growth_case SET asked = @big MOD @bodies + 1 WHERE asked = asker;
INSERT INTO case_file (id, ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at, closed_at, block_due, erase_due)
  SELECT id, ref, 'services', 'request', 1, state, CASE state WHEN 'draft' THEN 0 WHEN 'closed' THEN 2 WHEN 'withdrawn' THEN 2 ELSE 1 END, 3, 1, changed_at - INTERVAL 20 DAY, changed_at,
         IF(state IN ('closed', 'withdrawn'), changed_at, NULL), IF(state IN ('closed', 'withdrawn'), changed_at + INTERVAL 48 MONTH, NULL), IF(state IN ('closed', 'withdrawn'), changed_at + INTERVAL 60 MONTH, NULL)
    FROM growth_case;
INSERT INTO case_part (case_id, part, ref, authority_id, other_id, other_country, since, area, flow, flow_version, state, class, waits, due, changed_at)
  SELECT c.id, p.seq, c.ref, IF(p.seq = 0, g.asker, g.asked), IF(p.seq = 0, g.asked, g.asker), a.country, c.made_at, c.area, c.flow, 1, c.state, c.class,
         CASE c.state WHEN 'draft' THEN p.seq = 0 WHEN 'replied' THEN p.seq = 0 WHEN 'sent' THEN p.seq = 1 WHEN 'accepted' THEN p.seq = 1 WHEN 'clarification' THEN p.seq = 1 ELSE FALSE END,
         IF(c.class = 1, g.due, '9999-12-31'), c.changed_at
    FROM growth_case g JOIN case_file c ON c.id = g.id JOIN seq_0_to_1 p JOIN authority a ON a.id = IF(p.seq = 0, g.asked, g.asker)
   WHERE p.seq = 0 OR c.state <> 'draft';
INSERT INTO case_event (case_id, seq, at, user_id, authority_id, part, action, from_state, to_state, version, other_id, previous, hash)
  SELECT id, 1, changed_at, 1, asker, 0, 'send', 'draft', 'sent', 1, asked, REPEAT(CHAR(0), 32), UNHEX(SHA2(id, 256)) FROM growth_case;
INSERT INTO case_stamp (case_id, field, seq, moment, day) SELECT id, 'sent_at', 1, changed_at, NULL FROM growth_case WHERE state <> 'draft';
INSERT INTO case_stamp (case_id, field, seq, moment, day) SELECT id, IF(state = 'sent', 'accept_by', 'reply_by'), 1, NULL, due FROM growth_case WHERE state IN ('sent', 'accepted', 'replied', 'clarification');

-- Words to search by: drawn from all that the cases of the training set are found by, so a common one stays common.
CREATE OR REPLACE TABLE growth_word (n INT AUTO_INCREMENT PRIMARY KEY, word VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL);
INSERT INTO growth_word (word) SELECT word FROM search_key ORDER BY case_id, word;
SET @words = (SELECT MAX(n) FROM growth_word);
INSERT IGNORE INTO search_key (authority_id, word, case_id)
  SELECT IF(p.seq = 0, g.asker, g.asked), w.word, g.id FROM growth_case g JOIN seq_1_to_2 k JOIN growth_word w ON w.n = 1 + CRC32(CONCAT(k.seq, 'w', g.seq)) MOD @words JOIN seq_0_to_1 p
   WHERE g.state <> 'draft';
INSERT IGNORE INTO search_key (authority_id, word, case_id) SELECT IF(p.seq = 0, g.asker, g.asked), CONCAT('hrb', g.seq), g.id FROM growth_case g JOIN seq_0_to_1 p ON TRUE WHERE state <> 'draft';
DROP TABLE growth_copy, growth_case, growth_word;
