import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import type { MessageArrival } from '../../channels/channel.ts'
import { newId } from '../../kernel/ids.ts'
import { createVault } from '../../kernel/secrets/index.ts'
import { arrivalOf, keep, letter, PAPER, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'
import { lockIntake } from './queries.ts'

const paper = await paperDesk()
const { test, inboxId } = paper

describe('an arrival that can’t be understood', () => {
  it('goes into quarantine with its reason, and the others go on', async () => {
    paper.read = (raw) => {
      if (raw === 'bad') throw new TypeError('no paper')
      return [letter({ text: raw })]
    }
    const [good, bad, next] = await keep(test.db, inboxId, ['good', 'bad', 'next'])
    expect(await processArrivals(test.db)).toBe(3)
    expect(await arrivalOf(test.db, bad as string)).toEqual({
      state: 'quarantined',
      attempts: 1,
      reason: 'unreadable: no paper',
    })
    expect(await arrivalOf(test.db, good as string)).toMatchObject({ state: 'done', attempts: 1 })
    expect(await arrivalOf(test.db, next as string)).toMatchObject({ state: 'done' })
  })
})

describe('somebody without a name', () => {
  it('is called in the language of the inbox, where their own is not known', async () => {
    const brandId = newId()
    await test.db.run(sql`
      insert into brands (workspace_id, id, name, colour, language, created_at)
      values (${test.workspaceId}, ${brandId}, 'Green Shoes', '#000000', 'en', now())`)
    const english = await addInbox(test.db, 'English letters', PAPER)
    await test.db.run(sql`
      update inboxes set brand_id = ${brandId} where workspace_id = ${test.workspaceId} and id = ${english}`)
    const from = (value: string): MessageArrival['from'] => [{ kind: 'letter', value }]
    paper.read = (raw) => [
      letter({ text: raw, from: from(raw), ...(raw === 'known' ? { language: 'ja' } : {}) }),
    ]
    await keep(test.db, english, ['unknown', 'known'])
    await keep(test.db, inboxId, ['elsewhere'])
    await processArrivals(test.db)
    const names = await test.db.many<{ value: string; name: string }>(sql`
      select i.value, c.name from identities i
      join customers c on c.workspace_id = ${test.workspaceId} and c.id = i.customer_id
      where i.workspace_id = ${test.workspaceId} and i.value in ('unknown', 'known', 'elsewhere') order by i.value`)
    expect(names.map(({ value, name }) => [value, name.replace(/ .*/, '')])).toEqual([
      ['elsewhere', 'お客様'],
      ['known', 'お客様'],
      ['unknown', 'Visitor'],
    ])
  })
})

describe('an inbox that can’t be used just now', () => {
  it('keeps its arrivals waiting without holding up another inbox', async () => {
    const sealed = await addInbox(test.db, 'Sealed', PAPER)
    const foreign = createVault('another key than ours '.repeat(3)).seal({ password: 'x' })
    await test.db.run(sql`
      update inboxes set secrets = ${foreign} where workspace_id = ${test.workspaceId} and id = ${sealed}`)
    const [held] = await keep(test.db, sealed, ['held'])
    const [other] = await keep(test.db, inboxId, ['other'])
    expect(await processArrivals(test.db)).toBe(1)
    expect(await arrivalOf(test.db, held as string)).toEqual({ state: 'waiting', attempts: 0, reason: null })
    expect(await arrivalOf(test.db, other as string)).toMatchObject({ state: 'done' })
    await test.db.run(sql`
      update inboxes set secrets = null where workspace_id = ${test.workspaceId} and id = ${sealed}`)
    test.clock.forward(6)
    expect(await processArrivals(test.db)).toBe(1)
    expect(await arrivalOf(test.db, held as string)).toMatchObject({ state: 'done' })
  })
})

describe('an arrival that is long in reading', () => {
  it('does not leave the database without a word: it would end the transaction', async () => {
    const client = new pg.Client({ connectionString: test.connectionString })
    await client.connect()
    const silentSince = async (): Promise<string[]> => {
      const { rows } = await client.query<{ since: string }>(
        `select state_change::text as since from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
      )
      return rows.map(({ since }) => since)
    }
    let before: string[] = []
    paper.read = async (raw) => {
      await expect.poll(silentSince).toHaveLength(1)
      before = await silentSince()
      vi.advanceTimersByTime(60_000)
      await expect.poll(silentSince).not.toEqual(before)
      return [letter({ text: raw })]
    }
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const [id] = await keep(test.db, inboxId, ['long'])
      await processArrivals(test.db)
      expect(await arrivalOf(test.db, id as string)).toMatchObject({ state: 'done' })
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
      await client.end()
    }
  })
})

describe('a process that is to stop', () => {
  it('finishes what it reads and leaves the others as they were', async () => {
    const stop = new AbortController()
    const begun: string[] = []
    paper.read = (raw) => {
      begun.push(raw)
      if (raw === 'letter 1') stop.abort()
      return [letter({ text: raw })]
    }
    const raws = Array.from({ length: 40 }, (_, n) => `letter ${n}`)
    const ids = await keep(test.db, inboxId, raws, new Date('2026-11-20T00:00:00Z'))
    const done = await processArrivals(test.db, stop.signal)
    expect(done).toBeGreaterThan(1)
    expect(done).toBeLessThan(40)
    expect(begun).toEqual(raws.slice(0, done))
    const found = await Promise.all(ids.map((id) => arrivalOf(test.db, id)))
    expect(found.map(({ state, attempts }) => [state, attempts])).toEqual(
      raws.map((_, n) => (n < done ? ['done', 1] : ['waiting', 0])),
    )
    expect(await processArrivals(test.db)).toBe(40 - done)
    expect(begun).toEqual(raws)
  })
})

describe('two processes', () => {
  it('do not read the same arrivals: who comes second goes home', async () => {
    const begun: string[] = []
    paper.read = (raw) => {
      begun.push(raw)
      return [letter({ text: raw })]
    }
    const [id] = await keep(test.db, inboxId, ['shared'])
    await test.db.tx(async (tx) => {
      expect((await lockIntake(tx)).locked).toBe(true)
      expect(await processArrivals(test.db)).toBe(0)
    })
    expect(begun).toEqual([])
    expect(await processArrivals(test.db)).toBe(1)
    expect(await arrivalOf(test.db, id as string)).toMatchObject({ state: 'done' })
  })
})
