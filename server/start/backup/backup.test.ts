import { spawn, type ChildProcess } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { databaseUrl, freshDatabase, testDatabase } from '../../../test/harness/index.ts'
import { defineJob } from '../../kernel/jobs/index.ts'
import { storeFile } from '../../kernel/files/index.ts'
import { readConfig, type Config } from '../../kernel/config/index.ts'
import { recount } from '../../modules/conversations/index.ts'
import { backUp } from './run-backup.ts'
import type { TableSum } from './format.ts'
import { inOrder } from './in-order.ts'
import { restore, runRestore } from './run-restore.ts'

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-backup-'))
const signal = new AbortController().signal
const report = (): void => undefined
const about = { version: '0.0.0', createdAt: '2026-11-20T00:00:00.000Z', keySign: '' }
const main = join(import.meta.dirname, '../../main.ts')

let source: Awaited<ReturnType<typeof testDatabase>>
const drops: (() => Promise<void>)[] = []

const fresh = async (): Promise<string> => {
  const made = await freshDatabase()
  drops.push(made.drop)
  return made.connectionString
}
/** A database that nobody has migrated. */
const bare = async (): Promise<string> => {
  const server = inject('postgres')
  const name = `bare_${Date.now()}_${drops.length}`
  const admin = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await admin(`create database ${name}`)
  drops.push(() => admin(`drop database if exists ${name} with (force)`))
  return databaseUrl(server, name)
}
const query = async <Row extends pg.QueryResultRow>(
  connectionString: string,
  text: string,
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return (await client.query<Row>(text).finally(() => client.end())).rows
}
/** Every row of every table, by another way than the backup's own. */
const everything = async (connectionString: string): Promise<Record<string, string[]>> => {
  const tables = await query<{ name: string }>(
    connectionString,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker') order by 1`,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    // When the migrations ran is the one thing that differs.
    const rows = await query<{ row: string }>(
      connectionString,
      `select (to_jsonb(t) - case when '${name}' like '%migrations' then array['applied_at', 'ts'] else '{}' end)::text as row from ${name} t`,
    )
    found[name] = rows.map(({ row }) => row).sort()
  }
  return found
}
const numbers = (connectionString: string): Promise<object[]> =>
  query(connectionString, 'select schemaname, sequencename, last_value from pg_sequences order by 1, 2')
const into = (connectionString: string, file: string) =>
  restore({ found: { connectionString, how: 'given' }, file, signal, report })
const path = (name: string): string => join(folder, name)
const save = (name: string): Promise<TableSum[]> =>
  backUp({ connectionString: source.connectionString, file: path(name), signal, about, report })
const run = (words: string[], url: string): ChildProcess & { out: string[] } => {
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, DATABASE_URL: url, MADOGUCHI_DATA: path('data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: string[] = []
  child.stdout.on('data', (text) => out.push(String(text)))
  child.stderr.on('data', (text) => out.push(String(text)))
  return Object.assign(child, { out })
}
const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)))
const until = async (what: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 10))
}

beforeAll(async () => {
  source = await testDatabase()
  const { db } = source
  const inbox = await addInbox(db, '受信箱')
  await addAgent(db)
  for (let n = 0; n < 30; n += 1)
    await receive(db, `customer${n % 7}@shop.example`, inbox, {
      text: `荷物が\\届き\\n\tません 😀 ${'。'.repeat(n * 50)}\u2028"'\r\n\\.\n`,
      html: n % 3 === 0 ? '<p>\\x00 &amp;</p>' : null,
    })
  await db.tx((tx) => storeFile(tx, Buffer.from(Array.from({ length: 700_000 }, (_, at) => at % 256))))
  await db.tx(async (tx) => {
    tx.job(
      defineJob<{ n: number }>('test.later'),
      { n: 1 },
      { key: 'later', queue: 'q', runAt: new Date('2030-01-01') },
    )
  })
})
afterAll(async () => {
  for (const drop of drops) await drop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  it('brings every row, job and number back into an empty database', async () => {
    await save('whole.backup')
    const [migrated, empty] = [await fresh(), await bare()]
    for (const target of [migrated, empty]) {
      const { tables } = await into(target, path('whole.backup'))
      expect(tables.find(({ table }) => table === 'public.messages')?.rows).toBe(30)
      expect(await everything(target)).toEqual(await everything(source.connectionString))
      expect(await numbers(target)).toEqual(await numbers(source.connectionString))
    }
    const jobs = await query(
      migrated,
      "select key, queue_name from graphile_worker.jobs where task_identifier = 'test.later'",
    )
    expect(jobs).toEqual([{ key: 'later', queue_name: 'q' }])
    expect(statSync(path('whole.backup')).mode & 0o777).toBe(0o600)
  })

  it('is the same again for the same data, also from what was restored', async () => {
    const target = await fresh()
    const first = await save('first.backup')
    await into(target, path('first.backup'))
    const again = { connectionString: target, file: path('second.backup'), signal, about, report }
    expect(await backUp(again)).toEqual(first)
    expect(first.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
  })

  it('holds one moment, however much is written meanwhile', async () => {
    const { db } = source
    const inbox = await addInbox(db)
    let writing = true
    const writer = (async () => {
      for (let n = 0; writing; n += 1) await receive(db, `busy${n % 3}@shop.example`, inbox)
    })()
    await save('moving.backup').finally(() => (writing = false))
    await writer
    const target = await fresh()
    await into(target, path('moving.backup'))
    // Kept counts are right at every moment, so they are right at this one.
    const wrong = await query(
      target,
      `
      select inbox_id, status, sum(n) from (
        select inbox_id, status, 1 as n from conversations
        union all select inbox_id, status, -count from conversation_counts) x
      group by 1, 2 having sum(n) <> 0`,
    )
    expect(wrong).toEqual([])
    expect(await db.tx((tx) => recount(tx))).toBe(0)
  })

  it('is refused over a file that exists, outside of a folder, and of a strange database', async () => {
    await expect(save('no-such-folder/x.backup')).rejects.toThrow('does not exist')
    const strange = backUp({
      connectionString: await bare(),
      file: path('strange.backup'),
      signal,
      about,
      report,
    })
    await expect(strange).rejects.toThrow('not one of Madoguchi')
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('restoring', () => {
  it('is refused into a database that holds anything, which stays as it is', async () => {
    await save('again.backup')
    const before = await everything(source.connectionString)
    await expect(into(source.connectionString, path('again.backup'))).rejects.toThrow('is not empty')
    expect(await everything(source.connectionString)).toEqual(before)
  })

  it('is refused where the product runs', async () => {
    const target = await fresh()
    const client = new pg.Client({ connectionString: target })
    await client.connect()
    await client.query('select pg_advisory_lock(77, 1)')
    await expect(into(target, path('again.backup'))).rejects.toThrow('is running')
    await client.end()
  })

  it.each([
    ['cut off', (file: string) => truncateSync(file, statSync(file).size - 3000), /cut off|damaged/],
    [
      'changed in the middle',
      (file: string) => {
        const bytes = readFileSync(file)
        const at = Math.floor(bytes.length / 2)
        bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at)
        writeFileSync(file, bytes)
      },
      /damaged|cut off/,
    ],
    ['empty', (file: string) => writeFileSync(file, ''), /cut off|not a backup|damaged/],
    ['something else', (file: string) => writeFileSync(file, 'hello'), /no backup/],
  ])('leaves the database empty when the file is %s', async (what, spoil, words) => {
    const file = path(`${what}.backup`)
    writeFileSync(file, readFileSync(path('again.backup')))
    spoil(file)
    const target = await fresh()
    await expect(into(target, file)).rejects.toThrow(words)
    await expect(runRestore(readConfig({}), ['--check', file])).rejects.toThrow(words)
    expect(await query(target, 'select 1 from workspaces union all select 1 from messages')).toEqual([])
    await into(target, path('again.backup'))
  })

  it('can be tried without a database', async () => {
    expect(await runRestore(readConfig({}), ['--check', path('again.backup')])).toBe(0)
  })
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
    ['SIGKILL', null],
    ['SIGINT', 1],
  ] as const)('by %s while it backs up leaves no file under the name', async (how, code) => {
    const name = `ended-${how}.backup`
    const holder = await holding(source.connectionString, 'lock table messages in access exclusive mode')
    const child = run(['backup', path(name)], source.connectionString)
    await until(() => waits(source.connectionString, 'madoguchi backup'))
    expect(readdirSync(folder).filter((file) => file.startsWith(name))).toHaveLength(1)
    child.kill(how)
    expect(await ended(child)).toBe(code)
    await holder.end()
    const left = readdirSync(folder).filter((file) => file.startsWith(name))
    expect(left).not.toContain(name)
    if (how === 'SIGINT') {
      expect(left).toEqual([])
      expect(child.out.join('')).toContain('was not written')
    }
  })

  it.each([
    ['SIGKILL', null],
    ['SIGINT', 1],
  ] as const)('by %s while it restores leaves an empty database', async (how, code) => {
    const target = await fresh()
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
    const child = run(['restore', path('again.backup')], target)
    await until(() => waits(target, 'madoguchi restore'))
    child.kill(how)
    expect(await ended(child)).toBe(code)
    await holder.end()
    await until(async () => !(await waits(target, 'madoguchi restore')))
    expect(await query(target, 'select 1 from workspaces union all select 1 from customers')).toEqual([])
    if (how === 'SIGINT') expect(child.out.join('')).toContain('Nothing was restored')
    await into(target, path('again.backup'))
  })

  it('says what it did, with exit code 0', async () => {
    const child = run(['backup', path('said.backup')], source.connectionString)
    expect(await ended(child)).toBe(0)
    expect(child.out.join('')).toMatch(/Done: .*said\.backup, [\d,]+ rows of \d+ tables/)
    expect(child.out.join('')).toContain('secret.key')
    const again = run(['backup', path('said.backup')], source.connectionString)
    expect(await ended(again)).toBe(1)
    expect(again.out.join('').trim().split('\n')).toEqual([expect.stringContaining('exists already')])
    const typo = run(['bakcup', path('said.backup')], source.connectionString)
    expect(await ended(typo)).toBe(1)
    expect(typo.out.join('')).toContain('There is no command')
  })
})

describe('the key', () => {
  const config = (data: string, secret?: string): Config =>
    readConfig({ MADOGUCHI_DATA: path(data), ...(secret ? { MADOGUCHI_SECRET: secret } : {}) })

  it('goes along only when asked for, and is put into place', async () => {
    const { keepKey, adviseKey, presentKey, signOf } = await import('./key.ts')
    const there = config('there')
    const { mkdirSync } = await import('node:fs')
    mkdirSync(there.dataDir, { recursive: true })
    expect(presentKey(there)).toBeUndefined()
    expect(adviseKey(there, signOf('k'.repeat(40)))).toContain('is not the one')
    expect(keepKey(there, 'k'.repeat(40))).toContain('was put into')
    expect(presentKey(there)).toBe('k'.repeat(40))
    expect(adviseKey(there, signOf('k'.repeat(40)))).toContain('is the one')
    expect(keepKey(there, 'n'.repeat(40))).toContain('the one before is')
    expect(readdirSync(there.dataDir).filter((name) => name.includes('replaced'))).toHaveLength(1)
    expect(keepKey(config('there', 'z'.repeat(40)), 'n'.repeat(40))).toContain('MADOGUCHI_SECRET is set')
  })
})

it('orders tables so that each comes after those it points to', () => {
  const table = (name: string, ...needs: string[]) => ({
    schema: 's',
    name,
    needs: needs.map((need) => `s.${need}`),
  })
  const sorted = inOrder([table('a', 'c'), table('b', 'a', 'elsewhere'), table('c')])
  expect(sorted.map(({ name }) => name)).toEqual(['c', 'a', 'b'])
  expect(() => inOrder([table('a', 'b'), table('b', 'a')])).toThrow('circle')
})
