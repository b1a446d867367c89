// SPDX-License-Identifier: EUPL-1.2
// Somebody else's transaction holds what an act needs, or wants the same two rows the other way round: the act is tried
// again from its beginning, is done once, or is answered with "unavailable" and leaves nothing.
import { Api, Console, check, equal, explain, failed, full, rows, sql } from './client.mjs'

const api = new Api('race-ask')
const answerer = new Api('race-answer')
const wait = ms => new Promise(resolve => setTimeout(resolve, ms))
const deadlocks = () => Number(rows("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")[0][1])
const history = ref => rows(`SELECT c.state, c.version, (SELECT COUNT(*) FROM case_event e WHERE e.case_id = c.id),
    (SELECT COUNT(*) FROM outbox o WHERE o.subject_case = c.id), (SELECT COUNT(*) FROM case_stamp s WHERE s.case_id = c.id) FROM case_file c WHERE c.ref = '${ref}'`)[0].join(' ')
const waiting = async () => {
    // The table is made anew only when nobody has read it for a tenth of a second.
    for (let i = 0; i < 20; i++) {
        await wait(150)
        if (sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'") !== '0') return true
    }
    return false
}

// The other transaction weighs more, so that the database ends ours.
sql('CREATE TABLE IF NOT EXISTS race_ballast (id INT PRIMARY KEY) ENGINE = InnoDB')
const heavy = async other => {
    await other.run('START TRANSACTION')
    await other.run('INSERT INTO race_ballast SELECT 1000000 * CONNECTION_ID() + seq FROM seq_1_to_3000')
}

for (const [name, action, who, body, lockFirst, wantThen] of [
    ['part before case', 'send', api, {}, "SELECT COUNT(*) FROM case_part WHERE case_id = ID FOR UPDATE", 'UPDATE case_file SET changed_at = changed_at + INTERVAL 1 MICROSECOND WHERE id = ID'],
    ['working copy before case', 'send', api, {}, "SELECT COUNT(*) FROM draft_value WHERE case_id = ID FOR UPDATE", 'SELECT ref FROM case_file WHERE id = ID FOR UPDATE'],
    ['part before case', 'accept', answerer, { accepted_days: 5 }, 'SELECT COUNT(*) FROM case_part WHERE case_id = ID FOR UPDATE', 'SELECT ref FROM case_file WHERE id = ID FOR UPDATE'],
]) {
    const ref = await api.draft()
    if (action === 'accept') await api.act(ref, 'send', 0)
    const id = rows(`SELECT id FROM case_file WHERE ref = '${ref}'`)[0][0]
    const version = Number(history(ref).split(' ')[1])
    const other = new Console()
    const before = deadlocks()
    await heavy(other)
    await other.run(lockFirst.replace('ID', id))
    const act = who.act(ref, action, version, body)
    const blocked = await waiting()
    const said = await other.run(wantThen.replace('ID', id))
    await wait(50)
    await other.run('ROLLBACK')
    const answer = await act
    other.end()
    const ours = deadlocks() > before && !/ERROR/.test(said)
    check(`lock deadlock in ${action} (${name}): ours is ended, tried again, and done once`,
        blocked && ours && answer.status === 200 && history(ref).split(' ').slice(1, 3).join() === `${version + 1},${version + 1}`,
        `blocked ${blocked}, ended ours ${ours} (${said}), ${answer.status} ${answer.text.slice(0, 200)}, ${history(ref)}`)
}
{
    const ref = await api.draft()
    const other = new Console()
    await other.run('START TRANSACTION')
    await other.run(`SELECT ref FROM case_file WHERE ref = '${ref}' FOR UPDATE`)
    const begun = Date.now()
    const act = api.act(ref, 'send', 0, {}, `race-lock-${ref}`)
    await wait(5600)
    await other.run('COMMIT')
    const answer = await act
    other.end()
    check('lock a wait that ends with a timeout is tried again, and done once', answer.status === 200 && history(ref).startsWith('sent 1 1 1'),
        `${answer.status} after ${Date.now() - begun} ms, ${history(ref)}`)
}
{
    // What other cases wait for: one case that is held does not hold up another.
    const [held, free] = [await api.draft(), await api.draft()]
    const other = new Console()
    await other.run('START TRANSACTION')
    await other.run(`SELECT ref FROM case_file WHERE ref = '${held}' FOR UPDATE`)
    const begun = Date.now()
    const waiting = api.act(held, 'send', 0)
    await wait(50)
    const answer = await api.act(free, 'send', 0)
    const took = Date.now() - begun
    await other.run('ROLLBACK')
    check('lock a case that is held does not hold up another', answer.status === 200 && took < 2000, `${answer.status} after ${took} ms`)
    equal('lock the held one goes on', 200, (await waiting).status)
    other.end()
}
if (full) {
    const ref = await api.draft()
    const other = new Console()
    await other.run('START TRANSACTION')
    await other.run(`SELECT ref FROM case_file WHERE ref = '${ref}' FOR UPDATE`)
    const answer = await api.act(ref, 'send', 0, {}, `race-lock-${ref}`)
    check('lock one that is never let go is answered: unavailable, come back', answer.status === 503 && Number(answer.headers['retry-after']) > 0,
        `${answer.status} ${answer.headers['retry-after']}`)
    await other.run('ROLLBACK')
    other.end()
    equal('lock and nothing is left of it', 'draft 0 0 0 0', history(ref))
    equal('lock the same key then acts', 200, (await api.act(ref, 'send', 0, {}, `race-lock-${ref}`)).status)
} else {
    explain('lock: the one that is never let go takes 25 seconds: --full')
}
sql('DROP TABLE race_ballast')
process.exit(failed() ? 1 : 0)
