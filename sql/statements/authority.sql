-- SPDX-License-Identifier: EUPL-1.2
-- Authorities: the directory.

-- The directory goes by an index that is named, in the order of ids, and tries the other filters on so many authorities at most
-- as lib/base/limits.def says: authority_search_end gives the last of them. By words it goes by the hits of the rarest word.

-- part: authority_index
  FROM
  (SELECT DISTINCT w.authority_id AS id FROM authority_word w FORCE INDEX (PRIMARY) WHERE w.word LIKE ? ESCAPE '!' LIMIT ?) h JOIN --? by_word
  (SELECT DISTINCT w.authority_id AS id FROM authority_word w FORCE INDEX (authority_word_country) WHERE w.country = ? AND w.word LIKE ? ESCAPE '!' LIMIT ?) n JOIN --? by_word_country
  authority_competence k FORCE INDEX (authority_competence_code) JOIN --? by_activity
  authority_competence kc FORCE INDEX (authority_competence_country) JOIN --? by_activity_country
  authority_area s FORCE INDEX (authority_area_granted) JOIN --? by_area
  authority_area sc FORCE INDEX (authority_area_country) JOIN --? by_area_country
  authority a
  FORCE INDEX (PRIMARY) --? by_id
  FORCE INDEX (authority_country) --? by_country
-- end

-- part: authority_range
   AND a.id = h.id --? by_word
   AND a.id = n.id --? by_word_country
   AND k.area = ? AND k.code = ? AND a.id = k.authority_id --? by_activity
   AND kc.area = ? AND kc.code = ? AND kc.country = ? AND a.id = kc.authority_id --? by_activity_country
   AND s.area = ? AND s.status = 'granted' AND a.id = s.authority_id --? by_area
   AND sc.area = ? AND sc.status = 'granted' AND sc.country = ? AND a.id = sc.authority_id --? by_area_country
   AND a.country = ? --? by_country
   AND a.id > ? --? after
-- end

-- name: authority_word_hits
-- How many words of authorities, of one country if it is given, begin with each of some words, up to a limit.
-- params of each: its place, country, the word, limit
--[
(SELECT ? AS place, COUNT(*) AS hits
   FROM (SELECT w.authority_id FROM authority_word w
          FORCE INDEX (authority_word_country) --? country
          WHERE TRUE
            AND w.country = ? --? country
            AND w.word LIKE ? ESCAPE '!' LIMIT ?) h)
--]
;

-- name: authority_search
-- Active authorities; with `flow`, only those that receive this form. Each word must be the beginning of a folded word.
SELECT STRAIGHT_JOIN a.id, a.slug, a.country, a.kind, a.name, a.language, a.acronym, a.town, a.region, t.text AS other_name
--+ authority_index
  LEFT JOIN authority_text t ON t.authority_id = a.id AND t.kind = 'name' AND t.language = ?
 WHERE a.status = 'active'
--+ authority_range
   AND a.country <> ? --? not_country
   AND a.country = ? --? country
   AND (SELECT 1 FROM authority_area g WHERE g.authority_id = a.id AND g.area = ? AND g.status = 'granted' LIMIT 1) --? area
   AND (SELECT 1 FROM authority_flow f WHERE f.authority_id = a.id AND f.area = ? AND f.flow = ? AND f.can_receive LIMIT 1) --? flow
   AND (SELECT 1 FROM authority_competence c WHERE c.authority_id = a.id AND c.area = ? AND c.code = ? LIMIT 1) --? activity
   AND (SELECT 1 FROM authority_word w FORCE INDEX (authority_word_authority) WHERE w.authority_id = a.id AND w.word LIKE ? ESCAPE '!' LIMIT 1) --? word_a
   AND (SELECT 1 FROM authority_word w FORCE INDEX (authority_word_authority) WHERE w.authority_id = a.id AND w.word LIKE ? ESCAPE '!' LIMIT 1) --? word_b
   AND a.id <= ? --? until
 ORDER BY a.id
 LIMIT ?;

-- name: authority_search_end
SELECT STRAIGHT_JOIN a.id AS n
--+ authority_index
 WHERE a.status = 'active'
--+ authority_range
 ORDER BY a.id LIMIT 1 OFFSET ?;

-- name: authority_card
SELECT a.id, a.slug, a.country, a.kind, a.name, a.language, a.informal_name, a.acronym, a.street, a.postcode, a.town, a.region, a.phone,
       a.email, a.website, a.hours, a.time_zone, a.liaison_point, a.status, t.text AS other_name,
       (SELECT GROUP_CONCAT(l.language ORDER BY l.place SEPARATOR ' ') FROM authority_language l WHERE l.authority_id = a.id) AS languages,
       (SELECT GROUP_CONCAT(CONCAT(g.area, ':', g.kind) ORDER BY g.area SEPARATOR ' ') FROM authority_area g
         WHERE g.authority_id = a.id AND g.status = 'granted') AS areas,
       (SELECT GROUP_CONCAT(CONCAT(f.area, ':', f.flow) ORDER BY f.area, f.flow SEPARATOR ' ') FROM authority_flow f
          JOIN authority_area g ON g.authority_id = f.authority_id AND g.area = f.area AND g.status = 'granted'
         WHERE f.authority_id = a.id AND f.can_receive) AS receives,
       (SELECT GROUP_CONCAT(CONCAT(k.area, ':', k.code) ORDER BY k.area, k.code SEPARATOR ' ') FROM authority_competence k
         WHERE k.authority_id = a.id) AS competences
  FROM authority a
  LEFT JOIN authority_text t ON t.authority_id = a.id AND t.kind = 'name' AND t.language = ?
 WHERE a.id = ? AND a.status IN ('active', 'suspended');

-- name: authority_texts
SELECT kind, language, text FROM authority_text WHERE authority_id = ? ORDER BY kind, language;

-- name: authority_names
-- How the authorities of a list (JSON, ids) are called.
SELECT a.id, a.country, a.name, a.language
  FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) j
  JOIN authority a ON a.id = j.id;

-- name: authority_able
-- Whether active authorities (two ids) may send and take the other part of a flow now.
SELECT a.id, a.country, a.name, a.language, COALESCE(f.can_receive, FALSE) AS receives, COALESCE(f.can_send, FALSE) AS sends
  FROM authority a
  LEFT JOIN authority_area g ON g.authority_id = a.id AND g.area = ? AND g.status = 'granted'
  LEFT JOIN authority_flow f ON f.authority_id = g.authority_id AND f.area = g.area AND f.flow = ?
 WHERE a.id IN (?, ?) AND a.status = 'active';

-- name: authority_settings
SELECT can_send, can_receive, use_allocation, approve_request, approve_reply, coordinator_decides FROM authority_flow
 WHERE authority_id = ? AND area = ? AND flow = ?;

-- name: authority_national
-- The national coordinator of a country that receives a form: where to send when unsure.
SELECT a.id, a.slug, a.country, a.kind, a.name, a.language, a.acronym, a.town, a.region, t.text AS other_name
  FROM authority a
  JOIN authority_area g ON g.authority_id = a.id AND g.area = ? AND g.status = 'granted'
  JOIN authority_flow f ON f.authority_id = a.id AND f.area = ? AND f.flow = ? AND f.can_receive
  LEFT JOIN authority_text t ON t.authority_id = a.id AND t.kind = 'name' AND t.language = ?
 WHERE a.country = ? AND a.status = 'active' AND g.kind IN ('NIMIC', 'LIMIC')
 ORDER BY (g.kind = 'LIMIC') DESC, a.id LIMIT 1;
