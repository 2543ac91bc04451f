import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../../test/harness/index.ts'
import { LOCK_SPACES } from '../lock-spaces.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { preFlight } from './pre-flight.ts'

const folders: string[] = []
const drops: (() => Promise<void>)[] = []
const clients: pg.Client[] = []
let url: string
let folder: string

const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  clients.push(client)
  return client
}
const rows = async (statement: string): Promise<object[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return (await client.query(statement).finally(() => client.end())).rows as object[]
}
/** Adds a migration after the product's own. */
const add = (name: string, text: string): void => writeFileSync(join(folder, name), text)
const upgrade = () => migrate(url, { folder })
const tables = (): Promise<object[]> =>
  rows(
    `select table_name as t, column_name as c, data_type as d from information_schema.columns where table_schema = 'public'
     union all select 'migrations', name, hash from migrations order by 1, 2`,
  )

beforeEach(async () => {
  const fresh = await freshDatabase()
  drops.push(fresh.drop)
  url = fresh.connectionString
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-migrations-'))
  folders.push(folder)
  for (const { name, text } of readMigrations()) add(name, text)
  await rows(`create table things (id int primary key, words text, size int, body bytea);
    insert into things select n, '言葉 ' || n, n, '\\x00' from generate_series(1, 3000) n;
    grant select on things to public`)
})
afterAll(async () => {
  for (const client of clients) await client.end().catch(() => undefined)
  for (const drop of drops) await drop()
  for (const one of folders) rmSync(one, { recursive: true, force: true })
})

describe('an upgrade', () => {
  it('runs everything in one step and says what stayed', async () => {
    add('9001_a.sql', 'alter table things add colour text')
    add('9002_b.sql', "insert into things (id, words) values (4000, 'neu'); create index on things (colour)")
    const said: string[] = []
    const { applied, kept } = await migrate(url, { folder, say: (line) => said.push(line) })
    expect(applied.map(({ name }) => name)).toEqual(['9001_a.sql', '9002_b.sql'])
    expect(kept).toBeGreaterThanOrEqual(3000)
    expect(said).toEqual([
      expect.stringMatching(/2 steps/),
      expect.stringMatching(/all 3,\d\d\d rows are there/),
    ])
    expect((await upgrade()).applied).toEqual([])
  })

  it('leaves the database as it was when a later step fails', async () => {
    const before = await tables()
    add('9001_a.sql', 'alter table things add colour text')
    add('9002_b.sql', 'alter table things add constraint small check (size < 2000)')
    await expect(upgrade()).rejects.toThrow(/9002_b\.sql failed: .*small.*Nothing was changed/)
    expect(await tables()).toEqual(before)
    add('9002_b.sql', 'alter table things add constraint small check (size < 4000)')
    expect((await upgrade()).applied).toHaveLength(2)
  })

  it('leaves the jobs as they were, too, when a later step fails', async () => {
    const jobs = () => rows("select nspname as name from pg_namespace where nspname = 'graphile_worker'")
    await rows('drop schema graphile_worker cascade')
    add('9001_a.sql', 'alter table things add constraint small check (size < 2000)')
    await expect(upgrade()).rejects.toThrow(/9001_a\.sql failed/)
    expect(await jobs()).toEqual([])
    add('9001_a.sql', 'alter table things add constraint small check (size < 4000)')
    expect((await upgrade()).applied).toHaveLength(1)
    expect(await jobs()).toEqual([{ name: 'graphile_worker' }])
  })

  it('says so where the jobs’ tables are locked, by itself or by others, and leaves the database as it was', async () => {
    const locked = /jobs.* 1 s .*locked/
    const before = await tables()
    add('9001_a.sql', 'lock table graphile_worker.migrations; alter table things add colour text')
    await expect(migrate(url, { folder, lockSeconds: 1 })).rejects.toThrow(locked)
    expect(await tables()).toEqual(before)
    add('9001_a.sql', 'alter table things add colour text')
    const holder = await connect()
    await holder.query('begin; lock table graphile_worker.migrations')
    await expect(migrate(url, { folder, lockSeconds: 1 })).rejects.toThrow(locked)
    await holder.query('rollback')
    expect((await upgrade()).applied).toHaveLength(1)
  })

  it.each([
    ['delete from things where id > 2990', '10 of 3000 rows of things', '-- loses: things'],
    ['drop table things', 'the table things with 3000 rows', '-- loses: things'],
    ['alter table things drop size', 'what stands in things.size', '-- loses: things.size'],
    ["update things set words = '' where id = 3", 'what stands in things.words', '-- loses: things.words'],
    [
      "update things set body = '\\x0000' where id = 2999",
      'what stands in things.body',
      '-- loses: things.body',
    ],
  ])('undoes and names what would be lost by: %s', async (text, lost, declared) => {
    const before = await tables()
    add('9001_a.sql', text)
    await expect(upgrade()).rejects.toThrow(`The migrations would lose ${lost}.`)
    expect(await tables()).toEqual(before)
    expect(await rows('select count(*)::int as n from things')).toEqual([{ n: 3000 }])
    add('9001_a.sql', `${declared}\n${text}`)
    expect((await upgrade()).applied).toHaveLength(1)
  })

  it('is only tried by a rehearsal', async () => {
    const before = await tables()
    add('9001_a.sql', 'alter table things add colour text')
    const { applied, kept } = await migrate(url, { folder, rehearse: true })
    expect(applied.map(({ name }) => name)).toEqual(['9001_a.sql'])
    expect(kept).toBeGreaterThanOrEqual(3000)
    expect(await tables()).toEqual(before)
    add('9001_a.sql', 'alter table nothing add colour text')
    await expect(migrate(url, { folder, rehearse: true })).rejects.toThrow(/9001_a\.sql failed/)
  })

  it('is done by one of two that start at once', async () => {
    add('9001_a.sql', 'alter table things add colour text')
    const both = await Promise.all([upgrade(), upgrade()])
    expect(both.flatMap(({ applied }) => applied)).toHaveLength(1)
  })

  it('begins again after it was killed in the middle', async () => {
    const before = await tables()
    add('9001_a.sql', 'alter table things add colour text')
    add('9002_b.sql', 'select pg_sleep(60)')
    const broken = upgrade().then(
      () => 'done',
      () => 'broken',
    )
    const sleeping =
      "from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and datname = current_database()"
    for (let found: object[] = []; found.length === 0; ) found = await rows(`select 1 ${sleeping}`)
    await rows(`select pg_terminate_backend(pid) ${sleeping}`)
    expect(await broken).toBe('broken')
    expect(await tables()).toEqual(before)
    add('9002_b.sql', 'select 1')
    expect((await upgrade()).applied).toHaveLength(2)
  })
})

describe('before an upgrade', () => {
  it('refuses while processes of the earlier version run', async () => {
    add('9001_a.sql', 'alter table things add colour text')
    const process = await connect()
    await process.query(`select pg_advisory_lock(${LOCK_SPACES.process}, 4711)`)
    await expect(upgrade()).rejects.toThrow(/nothing was changed\. 1 processes of the earlier version run/)
    await process.end()
    expect((await upgrade()).applied).toHaveLength(1)
  })

  it('names transactions that stay open', async () => {
    const [open, client] = [await connect(), await connect()]
    await open.query("begin; set application_name = 'a long report'; select 1 from things")
    expect(await preFlight(client, [], '0 seconds')).toEqual([
      expect.stringMatching(
        /A transaction of “a long report” has been open for 1 minutes\. .*pg_terminate_backend\(\d+\)/,
      ),
    ])
    expect(await preFlight(client, [])).toEqual([])
    await open.end()
    expect(await preFlight(client, [], '0 seconds')).toEqual([])
  })

  it('names tables that belong to somebody else', async () => {
    const client = await connect()
    await client.query('create role somebody_else; create role upgrader')
    try {
      await client.query('alter table things owner to somebody_else; set role upgrader')
      expect(await preFlight(client, [])).toContainEqual(
        expect.stringMatching(/^The table things belongs to somebody_else, so the user/),
      )
    } finally {
      await client.query(
        'reset role; drop owned by somebody_else; drop role somebody_else; drop role upgrader',
      )
    }
  })
})
