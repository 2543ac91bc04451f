import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readConfig } from '../../server/kernel/config/index.ts'
import { createLog } from '../../server/kernel/log.ts'
import { startApp, type App } from '../../server/start/app.ts'
import { openPlace } from '../../server/start/backup/fixtures/place.ts'
import type { Footer } from '../../server/start/backup/format.ts'
import { runDoctor } from '../../server/start/doctor/run-doctor.ts'
import { DEMO_OWNER } from '../harness/demo-app.ts'

/**
 * The demo shop as version 0.1.0 wrote it, with rows as years leave them behind: a subject of 200,000 characters, messages
 * without a word, addresses against the rules, keys of messages that are gone, teams that never were, arrivals of every
 * state, a snooze without its end.
 */
const FIRST = join(import.meta.dirname, 'v0.1.0.backup')
const SECRET = 'frozen-backup-of-v0.1.0-not-a-secret-of-anybody'
const place = openPlace()
let url: string
let footer: Footer
const kept: Record<string, number> = {}
let app: App
let cookie: string

const env = () => ({
  MADOGUCHI_PORT: '0',
  MADOGUCHI_HOST: '127.0.0.1',
  MADOGUCHI_PRIVATE_NETWORK: 'true',
  MADOGUCHI_DATA: join(tmpdir(), `madoguchi-${randomUUID()}`),
  MADOGUCHI_SECRET: SECRET,
  DATABASE_URL: url,
})
const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${app.port}${path}`, {
    ...init,
    headers: { cookie, 'content-type': 'application/json' },
  })
const read = async <T>(path: string): Promise<T> => {
  const answer = await call(path)
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}
const rowsOf = (table: string): number =>
  footer.tables.find((one) => one.table === `public.${table}`)?.rows ?? -1
const standing = () => footer.tables.filter(({ table }) => !movedOn.has(table))
const count = async (table: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client
    .query<{ n: number }>(`select count(*)::int as n from ${table}`)
    .finally(() => client.end())
  return rows[0]?.n ?? -1
}

/** What stands elsewhere since: choices of notices by kind and way (0059). */
const movedOn = new Set(['public.notification_settings'])

beforeAll(async () => {
  url = await place.bare()
  footer = await place.load(url, FIRST)
  for (const { table } of standing()) kept[table] = await count(table)
  app = await startApp({ config: readConfig(env()), connectionString: url, log: createLog('silent') })
  const answer = await fetch(`http://127.0.0.1:${app.port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(DEMO_OWNER),
  })
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
})
afterAll(() => app?.close())

it('keeps every row of the first version', () => {
  expect(rowsOf('conversations')).toBeGreaterThan(150)
  expect(rowsOf('arrivals')).toBe(30)
  expect(kept).toEqual(Object.fromEntries(standing().map(({ table, rows }) => [table, rows])))
})

it('opens every conversation, however odd', async () => {
  let seen = 0
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: { id: string; customer: { id: string } }[]; next: string | null } = await read(
      `/api/conversations?status=any&limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    for (const { id, customer } of page.items) {
      await read(`/api/conversations/${id}`)
      await read(`/api/conversations/${id}/messages`)
      await read(`/api/customers/${customer.id}`)
    }
    seen += page.items.length
    cursor = page.next
  }
  expect(seen).toBe(rowsOf('conversations'))
})

it('answers in an old conversation, finds old words, and counts as before', async () => {
  const { items } = await read<{ items: { id: string }[] }>('/api/conversations?status=any&limit=1')
  const answer = await call(`/api/conversations/${items[0]?.id}/replies`, {
    method: 'POST',
    body: JSON.stringify({ text: '新しい版からのお返事です。', anyway: true }),
  })
  expect(answer.status).toBeLessThan(300)
  const found = await read<{ items: unknown[] }>(`/api/search?q=${encodeURIComponent('注文')}`)
  expect(found.items.length).toBeGreaterThan(0)
  expect(await read('/api/conversation-counts')).toBeTruthy()
})

it('works off what waited, and is sound in the eyes of the doctor', async () => {
  await vi.waitUntil(async () => (await count("arrivals where state = 'waiting'")) === 0, { timeout: 30_000 })
  expect(await count("arrivals where state = 'quarantined'")).toBe(20)
  await vi.waitUntil(async () => (await count('events')) === 0, { timeout: 30_000 })
  // Counts that were wrong before are put right by this, and by nothing else.
  expect(await runDoctor(readConfig(env()), ['--repair'])).toBe(0)
})

it('is not restored over a database of a newer version', async () => {
  await expect(place.load(await place.fresh(), FIRST)).rejects.toThrow(
    /set up by a newer one.*nothing was started/,
  )
})
