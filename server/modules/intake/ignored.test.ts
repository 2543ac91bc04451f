import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox } from '../../../test/factories/index.ts'
import type { Channel, ParseWishes } from '../../channels/channel.ts'
import { channels } from '../../channels/registry.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createAccept, type Accept } from './accept-arrival.ts'
import { capQuarantine } from './cap-quarantine.ts'
import { keeps } from './keep-arrivals.ts'
import { arrivalOf, keep, letter, PAPER, paperDesk } from './fixtures/paper.ts'
import { importIgnored } from './import-ignored.ts'
import { listIgnored } from './list-ignored.ts'
import { listQuarantine } from './list-quarantine.ts'
import { processArrivals } from './process-arrivals.ts'
import { retryQuarantined } from './retry-quarantined.ts'
import { showArrival } from './show-source.ts'

const desk = await paperDesk()
const { test, inboxId } = desk
const words = { en: 'An advertisement.', ja: '広告です。' }
const wishes: (ParseWishes | undefined)[] = []
let lead: Caller
let accept: Accept

beforeAll(async () => {
  const paper = (await channels()).get(PAPER) as Channel
  const parse = paper.parse.bind(paper)
  Object.assign(paper, {
    parse: async (raw: Buffer, inbox: never, wish?: ParseWishes) => {
      wishes.push(wish)
      const advert = raw.toString().startsWith('advert') && !wish?.asMessage
      return advert ? [{ kind: 'ignored', reason: words }] : parse(raw, inbox)
    },
    outline: (start: Buffer) => ({ from: 'hanako', subject: start.toString().slice(0, 6) }),
    // What stands behind the stroke changes with the way that a letter takes.
    likeness: (raw: Buffer) => raw.toString().split('|')[0]?.slice(0, 40) ?? '',
  })
  lead = {
    ...(await addAgent(test.db, { role: 'lead', sight: [inboxId] })),
    permissions: new Set(['intake.retry']),
  }
  const database = { in: () => test.db, kernel: test.db.kernel }
  accept = createAccept(database as never, () => undefined)
})

const account = { workspaceId: test.workspaceId, id: inboxId }
const listed = async (only?: 'duplicates' | 'others') =>
  (await listIgnored(test.db, lead, { inboxId, only, limit: 50 })).items
const count = async (): Promise<number> =>
  (
    await test.db.one<{ n: number }>(
      sql`select count(*) as n from arrivals where workspace_id = ${test.workspaceId}`,
    )
  ).n
const copies = async (): Promise<number> =>
  (
    await test.db.one<{ n: number }>(
      sql`select coalesce(sum(copies), 0) as n from inbox_watch where workspace_id = ${test.workspaceId}`,
    )
  ).n

describe('what became no message', () => {
  it('is listed with its channel’s words, shown as it came, and taken in when somebody wants it', async () => {
    const [id = ''] = await keep(test.db, inboxId, ['advert for shoes'])
    await processArrivals(test.db)
    expect(await listed()).toEqual([
      {
        id,
        inboxId,
        cause: 'channel',
        words,
        from: 'hanako',
        subject: 'advert',
        size: 16,
        kept: 'whole',
        receivedAt: test.clock.now().toISOString(),
      },
    ])
    expect(await showArrival(test.db, lead, id)).toEqual({ text: 'advert for shoes', size: 16, cut: false })
    await test.db.tx((tx) => importIgnored(tx, lead, id))
    await expect(test.db.tx((tx) => importIgnored(tx, lead, id))).rejects.toMatchObject({ kind: 'not-found' })
    await processArrivals(test.db)
    expect(await arrivalOf(test.db, id)).toMatchObject({ state: 'done' })
    expect(wishes.at(-1)).toEqual({ asMessage: true })
    const texts = await test.db.many(sql`
      select text from messages where workspace_id = ${test.workspaceId} and arrival_id = ${id}`)
    expect(texts).toEqual([{ text: 'advert for shoes' }])
    expect(await listed()).toEqual([])
  })

  it('is nobody else’s, and says so when nothing of it is left', async () => {
    const [id = ''] = await keep(test.db, inboxId, ['advert for hats'])
    await processArrivals(test.db)
    const elsewhere = await addInbox(test.db, 'Others', PAPER)
    const outsider: Caller = { ...lead, sight: new Set([elsewhere]) }
    const agent = await addAgent(test.db, { sight: [inboxId] })
    const importing = (caller: Caller) => test.db.tx((tx) => importIgnored(tx, caller, id))
    await expect(listIgnored(test.db, agent, { inboxId, limit: 5 })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(importing(agent)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(importing(outsider)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(showArrival(test.db, outsider, id)).rejects.toMatchObject({ kind: 'not-found' })
    await test.db.run(sql`
      update arrivals set raw = '', full_size = 15 where workspace_id = ${test.workspaceId} and id = ${id}`)
    expect((await listed())[0]).toMatchObject({ id, size: 15, kept: 'nothing', subject: null })
    await expect(importing(lead)).rejects.toMatchObject({ code: 'intake.emptied' })
    // What an earlier version kept is one sentence.
    await test.db.run(sql`
      update arrivals set reason = 'A mail of the connection check.' where workspace_id = ${test.workspaceId} and id = ${id}`)
    expect((await listed())[0]).toMatchObject({
      cause: 'channel',
      words: { en: 'A mail of the connection check.' },
    })
    test.clock.forward(100 * 86_400)
    expect(await listed()).toEqual([])
    test.clock.forward(-100 * 86_400)
    await test.db.run(sql`delete from arrivals where workspace_id = ${test.workspaceId} and id = ${id}`)
  })
})

describe('what came under an id that was there', () => {
  it('is only counted when it is the same that came another way', async () => {
    const before = await count()
    expect(await accept(account, Buffer.from('order 7|one'), 'order')).toBe('kept')
    const rows = await Promise.all(
      ['one', 'two', 'three'].map((way) => accept(account, Buffer.from(`order 7|${way}`), 'order')),
    )
    expect(rows).toEqual(['known', 'known', 'known'])
    expect(await count()).toBe(before + 1)
    expect(await copies()).toBe(3)
  })

  it('is kept apart when it differs, once, and can be had as a message', async () => {
    const before = await count()
    await processArrivals(test.db)
    for (const way of ['one', 'two'])
      expect(await accept(account, Buffer.from(`order 8|${way}`), 'order')).toBe('known')
    expect(await count()).toBe(before + 1)
    const [duplicate] = await listed('duplicates')
    expect(duplicate).toMatchObject({ cause: 'duplicate', words: null, kept: 'whole' })
    expect(await listed('others')).toEqual([])
    await test.db.tx((tx) => importIgnored(tx, lead, duplicate?.id ?? ''))
    await processArrivals(test.db)
    expect(await arrivalOf(test.db, duplicate?.id ?? '')).toMatchObject({ state: 'done' })
    // Offered once more, it is known: as the message that it is now.
    await accept(account, Buffer.from('order 8|three'), 'order')
    expect(await count()).toBe(before + 1)
    expect(await listed('duplicates')).toEqual([])
  })

  it('is kept a thousand times at most', async () => {
    await test.db.run(sql`
      insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, reason, received_at)
      select ${test.workspaceId}, n, ${inboxId}, 'many ' || n, 'x', 'ignored', 'duplicate: ', ${test.clock.now()}
      from unnest(${Array.from({ length: 1000 }, newId)}::uuid[]) n`)
    const [before, counted] = [await count(), await copies()]
    expect(await accept(account, Buffer.from('order 9|one'), 'order')).toBe('known')
    expect([await count(), await copies()]).toEqual([before, counted + 1])
  })
})

describe('quarantine that is full', () => {
  const fail = () => {
    throw new Error('the page is blank')
  }

  it('keeps the beginning of what comes, and in the end only that it came', async () => {
    desk.read = fail
    const long = 'y'.repeat(100_000)
    const [first = '', second = '', third = ''] = await keep(test.db, inboxId, [long, `${long}2`, `${long}3`])
    await processArrivals(test.db)
    const of = async (id: string) =>
      (await listQuarantine(test.db, lead, { inboxId, state: 'quarantined', limit: 50 })).items.find(
        (item) => item.id === id,
      )
    expect(await of(first)).toMatchObject({ size: 100_000, kept: 'whole' })
    await test.db.tx((tx) => capQuarantine(tx, [{ id: second, inboxId }], 250_000))
    expect(await of(second)).toMatchObject({ size: 100_001, kept: 'beginning' })
    await test.db.tx((tx) => capQuarantine(tx, [{ id: third, inboxId }], 100_000))
    expect(await of(third)).toMatchObject({ size: 100_001, kept: 'nothing' })
    expect(await of(first)).toMatchObject({ kept: 'whole' })
    await expect(test.db.tx((tx) => retryQuarantined(tx, lead, third))).rejects.toMatchObject({
      code: 'intake.emptied',
    })
    desk.read = (raw) => [letter({ text: raw })]
    await test.db.tx((tx) => retryQuarantined(tx, lead, second))
    await processArrivals(test.db)
    expect(wishes.at(-1)).toEqual({ wholeSize: 100_001 })
    expect(await arrivalOf(test.db, second)).toMatchObject({ state: 'done' })
  })

  it('cuts nothing that somebody tries again', async () => {
    desk.read = fail
    const [id = ''] = await keep(test.db, inboxId, ['z'.repeat(100_000)])
    await processArrivals(test.db)
    await test.db.tx((tx) => retryQuarantined(tx, lead, id))
    await processArrivals(test.db)
    await test.db.tx((tx) => capQuarantine(tx, [{ id, inboxId }], 1))
    const { items } = await listQuarantine(test.db, lead, { inboxId, state: 'quarantined', limit: 50 })
    expect(items.find((item) => item.id === id)).toMatchObject({ kept: 'whole', attempts: 2 })
  })

  it('lets go of what was dismissed long ago', async () => {
    await test.db.run(sql`
      update arrivals set state = 'dismissed' where workspace_id = ${test.workspaceId} and state = 'quarantined'`)
    test.clock.forward(100 * 86_400)
    const before = new Date(test.clock.now().getTime() - 90 * 86_400_000)
    const removed = await test.db.tx((tx) => keeps[0]?.remove(tx, { before, place: null } as never) as never)
    expect(removed).toMatchObject({ next: null })
    const { items } = await listQuarantine(test.db, lead, { inboxId, state: 'dismissed', limit: 50 })
    expect(new Set(items.map(({ kept }) => kept))).toEqual(new Set(['nothing']))
  })
})
