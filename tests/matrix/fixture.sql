-- SPDX-License-Identifier: EUPL-1.2
-- Authorities and people of the families matrix and http: one of each standing towards a case.
--   rq asks; rs answers; ra answers and allocates; co, cs request coordinators of the two sides; li, ls linked to them; fo no party
SET @now = '2026-01-01 00:00:00';
DROP TEMPORARY TABLE IF EXISTS mx;
CREATE TEMPORARY TABLE mx (slug VARCHAR(20), country CHAR(2), kind VARCHAR(10), name VARCHAR(80), language CHAR(2), zone VARCHAR(40));
INSERT INTO mx VALUES
    ('mx-rq', 'DK', 'CA', 'Spørgestyrelsen', 'da', 'Europe/Copenhagen'),
    ('mx-rs', 'DE', 'CA', 'Antwortamt', 'de', 'Europe/Berlin'),
    ('mx-ra', 'DE', 'CA', 'Zuteilungsamt', 'de', 'Europe/Berlin'),
    ('mx-co', 'DK', 'NIMIC', 'Danmarks Koordinator', 'da', 'Europe/Copenhagen'),
    ('mx-cs', 'DE', 'NIMIC', 'Bundeskoordination', 'de', 'Europe/Berlin'),
    ('mx-li', 'DK', 'CA', 'Tilknyttet Styrelse', 'da', 'Europe/Copenhagen'),
    ('mx-ls', 'DE', 'CA', 'Verbundenes Amt', 'de', 'Europe/Berlin'),
    ('mx-fo', 'FR', 'CA', 'Tiers Service', 'fr', 'Europe/Paris');
INSERT INTO authority (slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point, access_manager,
    status, version, made_at, changed_at)
SELECT slug, country, kind, name, language, 'Way 1', '1000', 'Town', CONCAT(slug, '@matrix.example'), zone, FALSE, FALSE, 'active', 1, @now, @now FROM mx;
INSERT INTO authority_area (authority_id, area, kind, status, country)
SELECT a.id, g.area, m.kind, 'granted', m.country FROM mx m JOIN authority a ON a.slug = m.slug
  JOIN (SELECT 'services' AS area UNION SELECT 'patients') g WHERE g.area = 'services' OR m.slug IN ('mx-rq', 'mx-rs');
INSERT INTO authority_flow (authority_id, area, flow, can_send, can_receive, use_allocation, approve_request, approve_reply, coordinator_decides)
SELECT a.id, 'services', 'request', TRUE, TRUE, m.slug = 'mx-ra', FALSE, FALSE, FALSE FROM mx m JOIN authority a ON a.slug = m.slug;
INSERT INTO authority_relation (authority_id, area, relation, other_id)
SELECT a.id, 'services', r.relation, b.id
  FROM (SELECT 'mx-rq' AS one, 'request' AS relation, 'mx-co' AS other UNION SELECT 'mx-rs', 'request', 'mx-cs' UNION SELECT 'mx-ra', 'request', 'mx-cs'
        UNION SELECT 'mx-rq', 'linked', 'mx-li' UNION SELECT 'mx-rs', 'linked', 'mx-ls' UNION SELECT 'mx-ra', 'linked', 'mx-ls') r
  JOIN authority a ON a.slug = r.one JOIN authority b ON b.slug = r.other;

-- Their people: authority.what, and the roles that they hold. Full names are words that stand nowhere else; actors
-- bring the cases on, and are not asked what they see.
DROP TEMPORARY TABLE IF EXISTS mx_user;
CREATE TEMPORARY TABLE mx_user (place INT AUTO_INCREMENT PRIMARY KEY, authority VARCHAR(10), what VARCHAR(20), full_name VARCHAR(80), roles VARCHAR(200));
INSERT INTO mx_user (authority, what, full_name, roles) VALUES
    ('rq', 'none', 'Zwqrqnone', 'patients:handler'), ('rq', 'basic', 'Zwqrqbasic', 'services:basic'), ('rq', 'handler', 'Zwqrqhandler', 'services:handler'),
    ('rq', 'allocator', 'Zwqrqallocator', 'services:allocator'), ('rq', 'referral', 'Zwqrqreferral', 'services:referral_handler'),
    ('rq', 'admin', 'Zwqrqadmin', 'services:administrator'), ('rq', 'dpo', 'Zwqrqdpo', 'services:dpo'),
    ('rq', 'actor', 'Vornaquill Rqactor', 'services:handler'),
    ('rs', 'none', 'Zwqrsnone', 'patients:handler'), ('rs', 'basic', 'Zwqrsbasic', 'services:basic'), ('rs', 'handler', 'Zwqrshandler', 'services:handler'),
    ('rs', 'allocator', 'Zwqrsallocator', 'services:allocator'), ('rs', 'referral', 'Zwqrsreferral', 'services:referral_handler'),
    ('rs', 'admin', 'Zwqrsadmin', 'services:administrator'), ('rs', 'dpo', 'Zwqrsdpo', 'services:dpo'),
    ('rs', 'actor', 'Brindlequorn Rsactor', 'services:handler'),
    ('ra', 'basic', 'Zwqrabasic', 'services:basic'), ('ra', 'handler', 'Zwqrahandler', 'services:handler'), ('ra', 'allocated', 'Zwqraallocated', 'services:handler'),
    ('ra', 'allocator', 'Zwqraallocator', 'services:allocator'), ('ra', 'actor', 'Brindlequorn Raactor', 'services:handler'),
    ('co', 'referral', 'Zwqcoreferral', 'services:referral_handler'), ('co', 'handler', 'Zwqcohandler', 'services:handler,services:administrator'),
    ('cs', 'referral', 'Zwqcsreferral', 'services:referral_handler'), ('cs', 'handler', 'Zwqcshandler', 'services:handler,services:administrator'),
    ('li', 'handler', 'Zwqlihandler', 'services:handler'), ('li', 'admin', 'Zwqliadmin', 'services:administrator,services:dpo'),
    ('ls', 'handler', 'Zwqlshandler', 'services:handler'),
    ('fo', 'handler', 'Zwqfohandler', 'services:handler'),
    ('fo', 'all', 'Zwqfoall', 'services:basic,services:handler,services:allocator,services:referral_handler,services:administrator,services:dpo');
INSERT INTO user_account (name, authority_id, full_name, email, language, code_step, status, made_at, changed_at)
SELECT CONCAT('mx-', u.authority, '.', u.what), a.id, u.full_name, 'someone@matrix.example', 'en', 0, 'active', @now, @now
  FROM mx_user u JOIN authority a ON a.slug = CONCAT('mx-', u.authority) ORDER BY u.place;
INSERT INTO user_role (user_id, area, role)
SELECT a.id, SUBSTRING_INDEX(j.pair, ':', 1), SUBSTRING_INDEX(j.pair, ':', -1)
  FROM mx_user u JOIN user_account a ON a.name = CONCAT('mx-', u.authority, '.', u.what)
  JOIN JSON_TABLE(CONCAT('["', REPLACE(u.roles, ',', '","'), '"]'), '$[*]' COLUMNS (pair VARCHAR(60) PATH '$')) j;
