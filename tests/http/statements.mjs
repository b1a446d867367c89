// SPDX-License-Identifier: EUPL-1.2
// The checks of statements.sh. One line a result; exit 1 when one failed.
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const { DB_SOCKET, ROOT } = process.env
let failed = 0
const check = (name, good, why = 'it failed') => {
    if (!good) failed++
    console.log(good ? `ok http statements: ${name}` : `not ok http statements: ${name}: ${String(why).replace(/\s+/g, ' ').slice(0, 500)}`)
}
const run = (user, input, ...options) => {
    const done = spawnSync('mariadb', ['--no-defaults', `--socket=${DB_SOCKET}`, `--user=${user}`, '--database=imi', '--batch', '--raw', '--skip-column-names', '--default-character-set=utf8mb4', ...options],
        { input, encoding: 'utf8', maxBuffer: 1 << 28 })
    return { status: done.status, out: done.stdout, err: done.stderr }
}
const root = (input) => {
    const { status, out, err } = run('root', input)
    if (status !== 0) throw new Error(err)
    return out
}

// ---- the statements, read as lib/db/statements.awk reads them ------------------------------------------------------------
const folder = join(ROOT, 'sql/statements'), statements = new Map(), parts = new Map()
for (const file of ['', 'personal'].flatMap(sub => readdirSync(join(folder, sub)).filter(name => name.endsWith('.sql')).map(name => join(sub, name)))) {
    let lines
    for (let line of readFileSync(join(folder, file), 'utf8').split('\n')) {
        const [, kind, name] = /^-- (name|part): (\S+)/.exec(line) ?? []
        if (kind === 'name') statements.set(name, { file, lines: lines = [] })
        if (kind === 'part') parts.set(name, lines = [])
        line = line.replace(/\s*--: [A-Z0-9]+$/, '') // the type of a column
        const part = /^--\+ (\S+)/.exec(line)?.[1]
        if (part) lines.push(...parts.get(part))
        if (kind || !lines || /^\s*(--([^?]|$)|$)/.test(line)) continue
        const optional = /\s*--\? ([a-z_]+)\s*;?\s*$/.exec(line)
        lines.push(optional ? { text: line.slice(0, optional.index), flag: optional[1] } : { text: line })
    }
}
const textOf = (name, flags = null) => statements.get(name).lines.filter(line => !line.flag || !flags || flags.includes(line.flag)).map(line => line.text).join('\n').replace(/;\s*$/, '')
const quoted = text => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`

// ---- who runs what ----------------------------------------------------------------------------------------------------------
// Endpoints are imi_web, imi-clerk is imi_clerk, imictl and imi-training are imi_migrate, who owns the schema and may do all.
// A statement of a file is run by those named with the file, unless it is named itself.
const runs = {
    'access.sql': 'web', session_sweep: 'clerk', throttle_sweep: 'clerk', token_add: '', token_revoke: '', account_list: '', account_add: '', account_authority: '', account_role_add: '',
    'act.sql': 'web', outbox_insert: 'web clerk', 'authority.sql': 'web', 'case.sql': 'web', case_lock: 'web clerk', case_open: 'web clerk', case_stamps: 'web clerk', case_stamp_insert: 'web clerk', case_advance: 'web clerk', case_part_follow: 'web clerk', case_block: 'clerk', case_erase: 'clerk', 'clerk.sql': 'clerk',
    'history.sql': 'web', event_head: 'web clerk', event_insert: 'web clerk', event_value_insert: 'web clerk',
    'installation.sql': '', installation_one: 'web clerk', published_list: 'web clerk', lane_list: 'clerk', readiness: 'web', database_collation: 'web clerk', current_account: 'web clerk',
    'retention.sql': 'clerk', 'training.sql': '', 'verify.sql': '', seal_lock: 'clerk', seal_last: 'clerk', seal_heads: 'clerk', seal_last_event: 'clerk', seal_insert: 'clerk', seal_upto: 'clerk', seal_end_read: 'clerk', seal_end_write: 'clerk', seal_reads: 'clerk', read_last: 'clerk',
    'session.sql': 'web clerk', 'personal/retention.sql': 'clerk', 'personal/training.sql': '', 'personal/verify.sql': '',
    'personal/values.sql': 'web', values_of_case: 'web clerk', attachments_of_case: 'web clerk', draft_drop_part: 'web clerk', personal_value_erase: 'clerk', draft_drop_case: 'clerk', search_key_drop: 'web clerk', attachment_stale: 'clerk',
    attachment_drop: 'web clerk', attachment_drop_chunks: 'web clerk', attachment_all_of_case: 'clerk', attachment_erase: 'clerk', attachment_erase_chunks: 'clerk',
}
// What an account must not be able to run even by mistake.
const never = { web: ['personal_value_erase', 'read_record_sweep', 'account_add', 'account_role_add', 'token_add', 'token_revoke', 'installation_offset', 'installation_add', 'published_add', 'migration_add', 'lane_write', 'seal_lock', 'seal_insert', 'seal_end_write', 'outbox_claim', 'outbox_done',
    'training_wipe_event', 'training_wipe_event_value', 'training_wipe_seal', 'training_wipe_read', 'training_wipe_value', 'training_wipe_personal', 'training_wipe_case', 'training_wipe_user', 'training_authority_add'],
clerk: ['personal_value_insert', 'draft_put', 'attachment_insert', 'attachment_link', 'chunk_insert', 'search_key_insert', 'case_insert', 'case_value_insert', 'read_insert', 'act_key_insert', 'account_by_name', 'account_password', 'account_code', 'actor_by_session', 'actor_by_token', 'session_add', 'token_add',
    'recovery_use', 'installation_offset', 'training_wipe_event', 'training_wipe_event_value', 'training_wipe_seal', 'training_wipe_value', 'training_wipe_case', 'training_wipe_user'] }

/** name -> what the server says against preparing it as this account */
const prepare = user => {
    let script = '', line = 0
    const at = []
    for (const name of statements.keys()) {
        if (statements.get(name).file === 'session.sql') continue
        for (const flags of [null, []]) {
            const text = `PREPARE s FROM ${quoted(textOf(name, flags))};\n`
            script += text
            line += text.split('\n').length - 1
            at.push([line, name])
        }
    }
    const refused = new Map()
    for (const [, number, why] of run(user, script, '--force').err.matchAll(/ at line (\d+): (.*)/g)) refused.set((at.find(([last]) => last >= Number(number)) ?? [])[1], why)
    return refused
}
const refused = { web: prepare('imi_web'), clerk: prepare('imi_clerk'), migrate: prepare('imi_migrate') }
check(`all ${statements.size} can be prepared on the schema`, refused.migrate.size === 0, [...refused.migrate].join('; '))
const unknown = Object.keys(runs).filter(name => !statements.has(name) && ![...statements.values()].some(s => s.file === name))
check('the table of this test names nothing that is not there', unknown.length === 0, unknown)
for (const user of ['web', 'clerk']) {
    const mine = [...statements.keys()].filter(name => (runs[name] ?? runs[statements.get(name).file] ?? '').split(' ').includes(user))
    const missing = mine.filter(name => refused[user].has(name))
    check(`imi_${user} may run the ${mine.length} that it needs`, missing.length === 0, missing.map(name => `${name}: ${refused[user].get(name)}`).join('; '))
    const open = never[user].filter(name => !refused[user].has(name))
    check(`imi_${user} may not run ${never[user].length} that are others'`, open.length === 0, open)
}
const sources = spawnSync('grep', ['-rhoE', 'SQL_[A-Z][A-Z0-9_]+', join(ROOT, 'lib'), '--include=*.c', '--exclude=*.gen.c'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout.split('\n')
const named = new Set(sources.map(name => name.replace(/__.*/, '').toLowerCase().slice(4)))
const idle = [...statements.keys()].filter(name => !named.has(name))
check('each is used by the program', idle.length === 0, idle)

// ---- what no account of a program may do, tried for real -----------------------------------------------------------------------
const kept = ['case_event', 'event_value', 'history_seal']
const refusals = [
    ...['web', 'clerk'].flatMap(user => [
        ...kept.flatMap(table => [[user, `UPDATE ${table} SET id = id WHERE FALSE`.replace('SET id = id', table === 'event_value' ? 'SET version = version' : 'SET id = id')], [user, `DELETE FROM ${table} WHERE FALSE`]]),
        [user, 'UPDATE read_record SET month = month WHERE FALSE'], [user, 'UPDATE personal_value SET value = value WHERE FALSE'], [user, 'UPDATE case_value SET value = value WHERE FALSE'], [user, 'DELETE FROM case_value WHERE FALSE'],
        [user, 'UPDATE case_stamp SET day = day WHERE FALSE'], [user, 'DELETE FROM case_file WHERE FALSE'], [user, 'DELETE FROM case_part WHERE FALSE'], [user, 'DELETE FROM user_account WHERE FALSE'], [user, "INSERT INTO user_role VALUES (1, 'services', 'handler')"],
        [user, 'UPDATE user_role SET role = role WHERE FALSE'], [user, 'UPDATE authority SET status = status WHERE FALSE'], [user, 'UPDATE installation SET case_offset = 0 WHERE FALSE'], [user, 'DELETE FROM migration WHERE FALSE'], [user, 'UPDATE published_flow SET digest = digest WHERE FALSE'],
        [user, 'CREATE TABLE scratch (id INT PRIMARY KEY)'], [user, 'DROP TABLE case_event'], [user, 'TRUNCATE TABLE case_event'], [user, 'ALTER TABLE case_event ADD COLUMN x INT'], [user, 'CREATE INDEX x ON case_event (at)'], [user, 'DROP INDEX case_event_seq ON case_event'],
        [user, 'CREATE TEMPORARY TABLE scratch (id INT PRIMARY KEY)'], [user, 'CREATE DATABASE scratch'], [user, 'DROP DATABASE imi'], [user, 'CREATE VIEW scratch AS SELECT 1'], [user, 'CREATE TRIGGER scratch BEFORE INSERT ON case_event FOR EACH ROW SET @x = 1'],
        [user, 'GRANT SELECT ON case_event TO imi_web@localhost'], [user, 'SET GLOBAL innodb_fast_shutdown = 0'], [user, "SELECT LOAD_FILE('/etc/passwd') INTO OUTFILE '/tmp/imi-never'"], [user, 'SELECT * FROM mysql.global_priv'], [user, 'LOCK TABLES case_event WRITE']]),
    ['web', 'DELETE FROM read_record WHERE FALSE'], ['web', 'DELETE FROM personal_value WHERE FALSE'], ['web', "UPDATE user_account SET name = 'x' WHERE FALSE"], ['web', 'UPDATE user_account SET authority_id = 1 WHERE FALSE'], ['web', "UPDATE user_account SET status = 'active' WHERE FALSE"],
    ['web', "INSERT INTO user_account (name) VALUES ('x')"], ['web', 'DELETE FROM act_key WHERE FALSE'], ['web', 'UPDATE act_key SET version = version WHERE FALSE'], ['web', 'UPDATE outbox SET tries = 0 WHERE FALSE'], ['web', 'DELETE FROM outbox WHERE FALSE'], ['web', "INSERT INTO api_token (label) VALUES ('x')"],
    ['clerk', 'SELECT password FROM user_account'], ['clerk', 'SELECT code_secret FROM user_account'], ['clerk', 'SELECT hash FROM api_token'], ['clerk', 'SELECT hash FROM recovery_code'], ['clerk', 'UPDATE user_account SET language = language WHERE FALSE'], ['clerk', 'INSERT INTO personal_value (case_id) VALUES (1)'],
    ['clerk', 'INSERT INTO read_record (month) VALUES (202601)'], ['clerk', 'INSERT INTO search_key VALUES (1, 1, 1)'], ['clerk', 'INSERT INTO case_file (id) VALUES (1)'], ['clerk', 'UPDATE attachment SET name = name WHERE FALSE'],
]
for (const user of ['web', 'clerk']) {
    const mine = refusals.filter(([who]) => who === user), open = []
    for (const [, text] of mine) {
        const { status, err } = run(`imi_${user}`, text)
        if (status === 0 || !/denied|ERROR (1044|1142|1143|1227|1370|1049)/.test(err)) open.push(`${text}: ${err || 'done'}`)
    }
    check(`the database refuses imi_${user} ${mine.length} things`, open.length === 0, open.join('; '))
}

// ---- plans ------------------------------------------------------------------------------------------------------------------
// One authority with 20,000 cases among 40,000, and 8,000 authorities; what was really read is counted, not what was guessed.
const big = 20000
root(`SET SESSION foreign_key_checks = 0, unique_checks = 0, @@sql_mode = '';
INSERT INTO authority (id, slug, country, kind, name, language, street, postcode, town, email, time_zone, liaison_point, access_manager, status, version, made_at, changed_at)
  SELECT 900000 + seq, CONCAT('plan-', seq), ELT(1 + seq MOD 4, 'DE', 'FR', 'PL', 'DK'), 'CA', CONCAT('Plan ', seq), 'en', 's', 'p', 't', 'e@x.example', 'Europe/Berlin', 0, 0, 'active', 1, '2026-01-01', '2026-01-01' FROM seq_0_to_7999;
INSERT INTO authority_area SELECT id, 'services', 'CA', 'granted', NULL, country FROM authority WHERE slug LIKE 'plan-%';
INSERT INTO authority_flow SELECT id, 'services', 'request', 1, 1, 0, 0, 0, 0 FROM authority WHERE slug LIKE 'plan-%';
INSERT INTO authority_competence SELECT id, 'services', ELT(1 + id MOD 3, 'construction', 'roofing', 'plumbing'), country FROM authority WHERE slug LIKE 'plan-%';
INSERT INTO authority_word SELECT CONCAT(ELT(1 + id MOD 5, 'amt', 'office', 'urzad', 'tilsyn', 'service'), id MOD 700), id, country FROM authority WHERE slug LIKE 'plan-%';
INSERT INTO authority_text SELECT id, 'name', 'da', 'navn' FROM authority WHERE slug LIKE 'plan-%';
INSERT INTO user_account (id, name, authority_id, full_name, email, language, code_step, status, made_at, changed_at) VALUES (900000, 'plan', 900000, 'P', 'p@x.example', 'en', 0, 'active', '2026-01-01', '2026-01-01');
INSERT INTO user_role VALUES (900000, 'services', 'handler');
INSERT INTO case_file (id, ref, area, flow, flow_version, state, class, version, made_by, made_at, changed_at, block_due, erase_due)
  SELECT 900000 + seq, CONCAT('P', seq), 'services', 'request', 1, ELT(1 + seq MOD 4, 'sent', 'accepted', 'replied', 'closed'), IF(seq MOD 4 = 3, 2, 1), 1, 900000, '2026-01-01', '2026-01-01' + INTERVAL seq MINUTE, '2027-01-01' + INTERVAL seq MOD 400 DAY, '2030-01-01' FROM seq_0_to_39999;
INSERT INTO case_part (case_id, part, ref, authority_id, other_id, since, area, flow, flow_version, state, class, waits, due, changed_at)
  SELECT id, 0, ref, IF(id < 900000 + ${big}, 900000, 900001 + id MOD 7000), 900001 + id MOD 6999, '2026-01-01', area, flow, 1, state, class, state = 'replied', IF(class = 1, '2026-06-01' + INTERVAL id MOD 90 DAY, '9999-12-31'), changed_at FROM case_file WHERE id >= 900000;
INSERT INTO case_part (case_id, part, ref, authority_id, other_id, since, area, flow, flow_version, state, class, waits, due, changed_at)
  SELECT id, 1, ref, 900001 + id MOD 6999, IF(id < 900000 + ${big}, 900000, 900001 + id MOD 7000), '2026-01-01', area, flow, 1, state, class, state IN ('sent', 'accepted'), IF(class = 1, '2026-06-01' + INTERVAL id MOD 90 DAY, '9999-12-31'), changed_at FROM case_file WHERE id >= 900000;
UPDATE case_part p JOIN authority a ON a.id = p.other_id SET p.other_country = a.country WHERE p.case_id >= 900000;
INSERT INTO case_event (case_id, seq, at, action, from_state, to_state, version, previous, hash) SELECT id, 1, changed_at, 'send', 'draft', 'sent', 1, '', '' FROM case_file WHERE id >= 900000;
INSERT INTO search_key SELECT authority_id, CONCAT(ELT(1 + case_id MOD 4, 'jensen', 'mueller', 'rossi', 'novak'), case_id MOD 5000), case_id FROM case_part WHERE case_id >= 900000;
INSERT INTO outbox (lane, message, subject_kind, subject_id, authority_id, made_at, due_at, tries, done_at) SELECT 'plan', 'm', 'case', id, 900000, '2026-01-01', '2026-01-01', 1, IF(id MOD 2 = 0, '2026-01-02', NULL) FROM case_file WHERE id >= 900000;
INSERT INTO read_record (month, at, user_id, authority_id, role, door, purpose, subject_kind, subject_ids, value_ids, request_id) SELECT 202601, '2026-01-01', 900000, 900000, 'handler', 'page', 'handle', 'case', id, 'v1', 'r' FROM case_file WHERE id >= 900000;
INSERT INTO history_seal (id, case_id, seq, head, sealed_at, previous, hash) SELECT id, id, 1, '', '2026-01-01', '', '' FROM case_file WHERE id >= 900000;
ANALYZE TABLE authority, authority_area, authority_flow, authority_competence, authority_word, authority_text, user_account, user_role, case_file, case_part, case_event, search_key, outbox, read_record, history_seal;`)

const most = 1000, readMost = 2200 // of a list, a search or the directory: base/limits.def, and what is looked up for each row
/** Full scans and sortings of more rows than that, as they really were: the rows of all loops together. */
const bad = (node, path = '') => {
    if (Array.isArray(node)) return node.flatMap(part => bad(part, path))
    if (node === null || typeof node !== 'object') return []
    const found = []
    const table = node.table_name
    if (table && ['ALL', 'index'].includes(node.access_type) && (node.r_rows ?? 0) * (node.r_loops ?? 1) > most) found.push(`${node.access_type === 'ALL' ? 'full scan' : 'scan of a whole index'} of ${table}, ${Math.round(node.r_rows * node.r_loops)} rows`)
    if (node.filesort) {
        // What goes into a sorting: the rows of the table below it, or those that were gathered before.
        const sorted = node.filesort.temporary_table ? node.filesort.r_output_rows ?? 0 : Math.max(0, ...(JSON.stringify(node.filesort).match(/"r_rows":[\d.]+/g) ?? []).map(text => Number(text.slice(9))))
        if (sorted > most && (node.filesort.r_loops ?? 1) > 0) found.push(`sorting of ${Math.round(sorted)} rows`)
    }
    return [...found, ...Object.values(node).flatMap(part => bad(part, path))]
}
// What stands before a place says what goes there.
const day = '2026-06-10', ids = Array.from({ length: 100 }, (_, i) => 900000 + i * 3).join(' ')
const places = [
    [/OFFSET $/, 200], [/\(p\.changed_at > $/, '2026-01-14 18:00'], [/SELECT $/, 0], [/changed_at = $/, '2026-01-20'], [/case_id >= $/, 900000], [/case_id <= $/, 950000], [/case_id > $/, 900000], [/waits = $/, 1], [/a\.id <= $/, 903400], [/timer = $/, 'draft.ends'],
    [/(authority_id|other_id) = $/, 900000], [/authority_id IN \($/, 900005], [/area = $/, 'services'], [/role IN \((\?, )*$/, 'handler'], [/flow = $/, 'request'], [/user_id = $/, 900000], [/state = $/, 'replied'], [/class = $/, 1], [/\bpart = $/, 0], [/country = $/, 'DE'], [/country <> $/, 'DK'],
    [/language = $/, 'da'], [/code = $/, 'construction'], [/LIMIT $/, 26], [/\(p\.due > $/, '2026-06-05'], [/\(p\.due < $/, '2026-06-12'], [/due (<|<=|>|>=|=) $/, day], [/FIND_IN_SET\(p\.area, $/, 'patients,services'], [/\bfield = $/, 'contact_shown'], [/\bcase_id < $/, 910000], [/changed_at (<|<=|>|>=) $/, '2026-01-14 23:00'], [/changed_at, p\.case_id\) < \($/, '2026-01-20'], [/\((block_due|erase_due|changed_at), id\) > \($/, '1970-01-01'],
    [/(\?, |IN \()$/, 910000], [/\bk\.word LIKE $/, 'jensen12%'], [/\bw\.word LIKE $/, 'amt1%'], [/REPLACE\($/, ids], [/\ba\.id > $/, 903000], [/\bref = $/, 'P77'], [/(case_id|\b[ac]\.id) = $/, 900005], [/\bu\.id = $/, 900000], [/outbox_id = $/, 1], [/receiver_id = $/, 900000], [/\bid > $/, 900000], [/\bcase_id > $/, 900000], [/\bid <= $/, 901000], [/\be\.seq < $/, 1000],
    [/\bmember (<|>=|>) $/, 8], [/\bmember = $/, 0], [/\bmember IN \(0, $/, 0], [/\(part < $/, 8], [/OR $/, 0], [/states joined$/, 'DE'], [/FIND_IN_SET\(g\.country, $/, 'AT,DE,DK'], [/relation = $/, 'request'],
    [/lane = $/, 'plan'], [/upload_key = $/, 'plan'], [/uploaded_at > $/, '2026-01-14'], [/(due_at <=|lease_until <) $/, '2026-11-01'], [/owner = $/, 'plan'], [/lease_until = $/, '2026-11-02'],
]
const planOf = (name, flags) => {
    const text = textOf(name, flags), values = []
    for (const mark of text.matchAll(/\?/g)) {
        const before = text.slice(text.lastIndexOf('\n', mark.index) + 1, mark.index)
        const place = places.find(([where]) => where.test(before))
        if (!place) return { error: `what goes after "${before}"?` }
        values.push(place[1])
    }
    const set = values.map((value, i) => `SET @p${i} = ${typeof value === 'number' ? value : quoted(value)};\n`).join('')
    // As a session of the programs sees it.
    const { status, out, err } = run('root', `SET NAMES utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;\n${set}PREPARE s FROM ${quoted(`ANALYZE FORMAT=JSON ${text}`)};\nFLUSH STATUS;\nEXECUTE s${values.length > 0 ? ` USING ${values.map((_, i) => `@p${i}`).join(', ')}` : ''};\nSHOW SESSION STATUS LIKE 'Handler_read%';\n`)
    const end = out.lastIndexOf('}') + 1
    return status === 0 ? { plan: JSON.parse(out.slice(0, end)), read: out.slice(end).trim().split('\n').reduce((sum, line) => sum + Number(line.split('\t')[1] ?? 0), 0) } : { error: err }
}
const plans = [
    ...['area by_area', 'area by_state', 'area by_class', 'area by_country'].flatMap(index => ['', 'after', 'until flow', 'after until part'].map(rest => ['case_list', `${index} ${rest}`])),
    ['case_list', 'by_areas until state waits'], ...['by_areas', 'area by_area after', 'area by_state', 'area by_class', 'area by_country after'].map(flags => ['case_list_end', flags]),
    ...['', 'after', 'late', 'late until country', 'late after until state'].map(flags => ['case_due_list', flags]), ['case_due_end', 'late'],
    ['case_task_counts', ''], ['search_word_hits', ''], ['case_by_words', ''], ['case_by_words', 'area'], ['search_answer_cases', ''], ['case_open', ''], ['case_relations', ''],
    ...['by_id', 'by_id until area flow not_country', 'by_country until area flow', 'by_area until not_country', 'by_activity after until country', 'by_activity_country after flow', 'by_area_country until flow', 'by_word word_a', 'by_word_country area flow'].map(flags => ['authority_search', flags]),
    ...['by_id', 'by_country', 'by_area after', 'by_activity', 'by_activity_country', 'by_area_country after'].map(flags => ['authority_search_end', flags]), ['authority_word_hits', 'country'],
    ...['authority_national', 'authority_card', 'events_of_case', 'values_of_case', 'attachments_of_case', 'attachment_by_key', 'attachment_sums', 'case_stamps', 'outbox_due', 'outbox_claim', 'outbox_claimed', 'notice_case', 'notice_account', 'outbox_receivers', 'outbox_mailbox_settled', 'retention_to_block', 'retention_to_erase', 'retention_old_drafts', 'retention_closed', 'drafts_to_announce', 'timer_stamps', 'seal_heads', 'seal_last', 'seal_last_event', 'seal_upto', 'seal_end_read', 'seal_reads', 'read_last', 'event_head', 'readiness'].map(name => [name, '']),
].map(([name, flags]) => [name, flags.split(' ').filter(Boolean)])
const faults = []
for (const [name, flags] of plans) {
    const { plan, read, error } = planOf(name, flags)
    if (/^(case_(list|due|task|by)|search_|authority_(search|word))/.test(name) && read > readMost) faults.push(`${name} (${flags}): ${read} rows read`)
    if (/^(case_(list|due|task)|authority_search)/.test(name) && read < 5) faults.push(`${name} (${flags}): only ${read} rows read, which proves nothing`)
    if (error) faults.push(`${name} ${flags}: ${error}`)
    else for (const why of bad(plan)) faults.push(`${name}${flags.length > 0 ? ` (${flags})` : ''}: ${why}`)
}
check(`${plans.length} lists and searches read no table or index whole and sort no more than ${most} rows`, faults.length === 0, faults.join('; '))
const control = bad(JSON.parse(root('ANALYZE FORMAT=JSON SELECT * FROM case_part WHERE file_number IS NULL ORDER BY since, part LIMIT 10')))
check('a full scan and a sorting would be seen', control.some(why => why.startsWith('full scan')) && control.some(why => why.startsWith('sorting')), control)
process.exit(failed === 0 ? 0 : 1)
