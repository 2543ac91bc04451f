import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase } from '../../../test/harness/index.ts'
import { readConfig, type Config } from '../../kernel/config/index.ts'
import { storeFile } from '../../kernel/files/index.ts'
import { defineJob } from '../../kernel/jobs/index.ts'
import { recount } from '../../modules/conversations/index.ts'
import { openPlace, query } from './fixtures/place.ts'
import { inOrder } from './in-order.ts'
import { adviseKey, keepKey, presentKey, signOf } from './key.ts'
import { runRestore } from './run-restore.ts'

const place = openPlace()
let source: Awaited<ReturnType<typeof testDatabase>>

/** Every row of every table, by another way than the backup's own. */
const everything = async (connectionString: string): Promise<Record<string, string[]>> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')",
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    // When the migrations ran is the one thing that differs.
    const times = name.endsWith('migrations') ? "array['applied_at', 'ts']" : "'{}'::text[]"
    const { rows } = await client.query<{ row: string }>(
      `select (to_jsonb(t) - ${times})::text as row from ${name} t`,
    )
    found[name] = rows.map(({ row }) => row).sort()
  }
  await client.end()
  return found
}
/** Indexes and constraints: what loading takes off must be back. */
const rules = (connectionString: string): Promise<object[]> =>
  query(
    connectionString,
    `select indexdef as rule from pg_indexes where schemaname = 'public'
     union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint order by 1`,
  )
const numbers = (connectionString: string): Promise<object[]> =>
  query(connectionString, 'select schemaname, sequencename, last_value from pg_sequences order by 1, 2')
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

describe('a backup', () => {
  it('brings every row, job and number back into an empty database', async () => {
    await place.save(source.connectionString, 'whole.backup')
    const wanted = await everything(source.connectionString)
    const [migrated, empty] = [await place.fresh(), await place.bare()]
    for (const target of [migrated, empty]) {
      const { tables } = await place.load(target, place.path('whole.backup'))
      expect(tables.find(({ table }) => table === 'public.messages')?.rows).toBe(30)
      expect(await everything(target)).toEqual(wanted)
      expect(await numbers(target)).toEqual(await numbers(source.connectionString))
      expect(await rules(target)).toEqual(await rules(source.connectionString))
    }
    const jobs = await query(
      migrated,
      "select key, queue_name from graphile_worker.jobs where task_identifier = 'test.later'",
    )
    expect(jobs).toEqual([{ key: 'later', queue_name: 'q' }])
    expect(statSync(place.path('whole.backup')).mode & 0o777).toBe(0o600)
  })

  it('is the same again for the same data, also from what was restored', async () => {
    const target = await place.fresh()
    const first = await place.save(source.connectionString, 'first.backup')
    await place.load(target, place.path('first.backup'))
    expect(await place.save(target, 'second.backup')).toEqual(first)
    expect(first.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
  })

  it('holds one moment, however much is written meanwhile', async () => {
    const { db } = source
    const inbox = await addInbox(db)
    let writing = true
    const writer = (async () => {
      for (let n = 0; writing; n += 1) await receive(db, `busy${n % 3}@shop.example`, inbox)
    })()
    await place.save(source.connectionString, 'moving.backup').finally(() => (writing = false))
    await writer
    const target = await place.fresh()
    await place.load(target, place.path('moving.backup'))
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
    await expect(place.save(source.connectionString, 'no-such-place.folder/x.backup')).rejects.toThrow(
      'does not exist',
    )
    const strange = place.save(await place.bare(), 'strange.backup')
    await expect(strange).rejects.toThrow('not one of Madoguchi')
    expect(readdirSync(place.folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('restoring', () => {
  it('is refused into a database that holds anything, which stays as it is', async () => {
    await place.save(source.connectionString, 'again.backup')
    const before = await everything(source.connectionString)
    await expect(place.load(source.connectionString, place.path('again.backup'))).rejects.toThrow(
      'is not empty',
    )
    expect(await everything(source.connectionString)).toEqual(before)
  })

  it('is refused where the product runs', async () => {
    const target = await place.fresh()
    const client = new pg.Client({ connectionString: target })
    await client.connect()
    await client.query('select pg_advisory_lock(77, 1)')
    await expect(place.load(target, place.path('again.backup'))).rejects.toThrow('is running')
    await client.end()
  })

  it.each([
    ['cut off', (file: string) => truncateSync(file, statSync(file).size - 3000), /cut off|damaged/],
    // What a changed byte does depends on where it is: the packing breaks, a record, or a value that PostgreSQL refuses.
    ...[0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(
      (share) =>
        [
          `changed at ${share}`,
          (file: string) => {
            const bytes = readFileSync(file)
            const at = Math.floor(bytes.length * share)
            bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at)
            writeFileSync(file, bytes)
          },
          /damaged|cut off/,
        ] as [string, (file: string) => void, RegExp],
    ),
    ['empty', (file: string) => writeFileSync(file, ''), /cut off|not a backup|damaged/],
    ['something else', (file: string) => writeFileSync(file, 'hello'), /no backup/],
  ])('leaves the database empty when the file is %s', async (what, spoil, words) => {
    const file = place.path(`${what}.backup`)
    writeFileSync(file, readFileSync(place.path('again.backup')))
    spoil(file)
    const target = await place.fresh()
    await expect(place.load(target, file)).rejects.toThrow(words)
    await expect(runRestore(readConfig({}), ['--check', file])).rejects.toThrow(words)
    expect(await query(target, 'select 1 from workspaces union all select 1 from messages')).toEqual([])
    await place.load(target, place.path('again.backup'))
  })

  it('can be tried without a database', async () => {
    expect(await runRestore(readConfig({}), ['--check', place.path('again.backup')])).toBe(0)
  })
})

describe('the key', () => {
  const config = (data: string, secret?: string): Config =>
    readConfig({ MADOGUCHI_DATA: place.path(data), ...(secret ? { MADOGUCHI_SECRET: secret } : {}) })

  it('goes along only when asked for, and is put into place', async () => {
    const there = config('there')
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
