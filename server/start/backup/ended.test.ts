import { readdirSync } from 'node:fs'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase } from '../../../test/harness/index.ts'
import { ended, openPlace, query, until } from './fixtures/place.ts'

const place = openPlace()
let source: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  source = await testDatabase()
  const inbox = await addInbox(source.db)
  for (let n = 0; n < 3; n += 1) await receive(source.db, `customer${n}@shop.example`, inbox)
  await place.save(source.connectionString, 'again.backup')
})

describe('a command that is ended', () => {
  /** A connection that holds something up for as long as it lives. */
  const holding = async (connectionString: string, ...statements: string[]): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    for (const statement of ['begin', ...statements]) await client.query(statement)
    return client
  }
  const waits = (connectionString: string, application: string): Promise<boolean> =>
    query(
      connectionString,
      `select 1 from pg_stat_activity where application_name = '${application}' and wait_event_type = 'Lock' and datname = current_database()`,
    ).then((rows) => rows.length > 0)

  it.each([
    // A process that is killed at once can't tidy up; what it leaves has another name.
    ['SIGKILL', null, 1, ''],
    ['SIGINT', 1, 0, 'was not written'],
  ] as const)('by %s while it backs up leaves no file under the name', async (how, code, parts, words) => {
    const name = `ended-${how}.backup`
    const holder = await holding(source.connectionString, 'lock table messages in access exclusive mode')
    const child = place.run(['backup', place.path(name)], source.connectionString)
    await until(() => waits(source.connectionString, 'madoguchi backup'))
    expect(readdirSync(place.folder).filter((file) => file.startsWith(name))).toHaveLength(1)
    child.kill(how)
    expect(await ended(child)).toBe(code)
    await holder.end()
    const left = readdirSync(place.folder).filter((file) => file.startsWith(name))
    expect(left).not.toContain(name)
    expect(left).toHaveLength(parts)
    expect(child.out.join('')).toContain(words)
  })

  it.each([
    ['SIGKILL', null, ''],
    ['SIGINT', 1, 'Nothing was restored'],
  ] as const)('by %s while it restores leaves an empty database', async (how, code, words) => {
    const target = await place.fresh()
    const [message] = await query<{ id: string; conversation_id: string }>(
      source.connectionString,
      'select id, conversation_id from messages order by id desc limit 1',
    )
    // The same row, not committed by somebody else: the loading waits at it, in the middle of the file.
    const holder = await holding(
      target,
      'set local session_replication_role = replica',
      `insert into messages (workspace_id, id, conversation_id, inbox_id, kind, actor_kind, actor_name, text, occurred_at, received_at)
       values (${source.workspaceId}, '${message?.id}', '${message?.conversation_id}', '${message?.id}', 'note', 'agent', '', '', now(), now())`,
    )
    const child = place.run(['restore', place.path('again.backup')], target)
    await until(() => waits(target, 'madoguchi restore'))
    child.kill(how)
    expect(await ended(child)).toBe(code)
    await holder.end()
    await until(async () => !(await waits(target, 'madoguchi restore')))
    expect(await query(target, 'select 1 from workspaces union all select 1 from customers')).toEqual([])
    expect(child.out.join('')).toContain(words)
    await place.load(target, place.path('again.backup'))
  })

  it('says what it did, with exit code 0', async () => {
    const child = place.run(['backup', place.path('said.backup')], source.connectionString)
    expect(await ended(child)).toBe(0)
    expect(child.out.join('')).toMatch(/Done: .*said\.backup, [\d,]+ rows of \d+ tables/)
    expect(child.out.join('')).toContain('secret.key')
    const again = place.run(['backup', place.path('said.backup')], source.connectionString)
    expect(await ended(again)).toBe(1)
    expect(again.out.join('').trim().split('\n')).toEqual([expect.stringContaining('exists already')])
    const typo = place.run(['bakcup', place.path('said.backup')], source.connectionString)
    expect(await ended(typo)).toBe(1)
    expect(typo.out.join('')).toContain('There is no command')
  })
})
