import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { dismissQuarantine, dismissQuarantined, restoreDismissed } from './dismiss-quarantined.ts'
import { quarantineChanged } from './events.ts'
import { addPaper, arrivalOf, keep, letter, PAPER, type Reader } from './fixtures/paper.ts'
import { countQuarantine, listQuarantine, openQuarantined } from './list-quarantine.ts'
import { processArrivals } from './process-arrivals.ts'
import { retryQuarantine, retryQuarantined } from './retry-quarantined.ts'

let test: TestDatabase
let inboxId: string
let other: string
let lead: Caller
let outsider: Caller
let agent: Caller
let read: Reader

const holding = (caller: Caller): Caller => ({ ...caller, permissions: new Set(['intake.retry']) })

beforeAll(async () => {
  test = await testDatabase()
  ;[inboxId, other] = [await addInbox(test.db, 'Letters', PAPER), await addInbox(test.db, 'Others', PAPER)]
  lead = holding(await addAgent(test.db, { role: 'lead', sight: [inboxId] }))
  outsider = holding(await addAgent(test.db, { role: 'lead', sight: [other] }))
  agent = await addAgent(test.db, { sight: [inboxId] })
  await addPaper((raw) => read(raw))
  read = () => {
    throw new Error('the page is blank')
  }
})

const heard = async (): Promise<string[]> => {
  const inboxes: string[] = []
  await test.dispatch([
    listen('test', quarantineChanged, async (_tx, events) => {
      inboxes.push(...events.map(({ payload }) => payload.inboxId))
    }),
  ])
  return inboxes
}

const pages = async (caller: Caller, limit: number) => {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await listQuarantine(test.db, caller, { inboxId, state: 'quarantined', limit, cursor })
    found.push(...page.items.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor)
  return found
}

describe('the quarantine', () => {
  it('is told, counted, listed page by page and loaded down by those who see the inbox', async () => {
    const ids = await keep(test.db, inboxId, ['one', 'two', 'three'])
    await keep(test.db, other, ['foreign'])
    await processArrivals(test.db)
    expect((await heard()).toSorted()).toEqual([inboxId, other].toSorted())
    expect(await countQuarantine(test.db, lead)).toEqual([{ inboxId, count: 3 }])
    expect(await pages(lead, 2)).toEqual(ids.toReversed())
    const { items } = await listQuarantine(test.db, lead, { inboxId, state: 'quarantined', limit: 1 })
    expect(items).toEqual([
      {
        id: ids[2],
        inboxId,
        cause: 'unreadable',
        detail: 'the page is blank',
        attempts: 1,
        from: null,
        subject: null,
        size: 5,
        kept: 'whole',
        receivedAt: test.clock.now().toISOString(),
      },
    ])
    const file = await openQuarantined(test.db, lead, ids[0] as string)
    expect(file).toMatchObject({ size: 3, type: 'application/octet-stream' })
    expect(Buffer.concat(await file.open().toArray()).toString()).toBe('one')
  })

  it('is nobody else’s', async () => {
    const [id = ''] = await pages(lead, 50)
    await expect(
      listQuarantine(test.db, outsider, { inboxId, state: 'quarantined', limit: 1 }),
    ).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(openQuarantined(test.db, outsider, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(test.db.tx((tx) => retryQuarantined(tx, outsider, id))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(test.db.tx((tx) => retryQuarantine(tx, outsider, inboxId))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(countQuarantine(test.db, agent)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(test.db.tx((tx) => retryQuarantined(tx, agent, id))).rejects.toMatchObject({
      kind: 'forbidden',
    })
    expect(await countQuarantine(test.db, outsider)).toEqual([{ inboxId: other, count: 1 }])
  })

  it('lets one go, and all the others, once what was wrong is mended; the log knows who asked', async () => {
    const [first = '', ...rest] = await pages(lead, 50)
    await test.db.tx((tx) => retryQuarantined(tx, lead, first))
    expect(await heard()).toEqual([inboxId])
    expect(await arrivalOf(test.db, first)).toEqual({ state: 'waiting', attempts: 0, reason: null })
    await expect(test.db.tx((tx) => retryQuarantined(tx, lead, first))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await processArrivals(test.db)
    expect(await arrivalOf(test.db, first)).toMatchObject({ state: 'quarantined' })
    // Another round is counted on.
    const { items } = await listQuarantine(test.db, lead, { inboxId, state: 'quarantined', limit: 50 })
    expect(items.find(({ id }) => id === first)?.attempts).toBe(2)
    read = (raw) => [letter({ text: raw })]
    expect(await test.db.tx((tx) => retryQuarantine(tx, lead, inboxId))).toEqual({ count: 3 })
    await processArrivals(test.db)
    for (const id of [first, ...rest]) expect(await arrivalOf(test.db, id)).toMatchObject({ state: 'done' })
    expect(await countQuarantine(test.db, lead)).toEqual([])
    const audited = await test.db.many(sql`
      select action, actor_id as "actorId", details from audit_entries
      where workspace_id = ${test.workspaceId} and subject_id = ${inboxId} order by id`)
    expect(audited).toEqual([
      { action: 'intake.retry', actorId: lead.id, details: { count: 1 } },
      { action: 'intake.retry', actorId: lead.id, details: { count: 3 } },
    ])
  })

  it('is dismissed, one or all that was seen, kept as a record, and put back', async () => {
    read = () => {
      throw new Error('nothing to read')
    }
    const [first = '', second = '', third = ''] = await keep(test.db, inboxId, ['spam', 'scan', 'later'])
    await processArrivals(test.db)
    await heard()
    await test.db.tx((tx) => dismissQuarantined(tx, lead, first))
    expect(await heard()).toEqual([inboxId])
    expect(await pages(lead, 50)).toEqual([third, second])
    // What came after one has looked stays.
    const all = { inboxId, upTo: second }
    expect(await test.db.tx((tx) => dismissQuarantine(tx, lead, all))).toEqual({ count: 1 })
    expect(await countQuarantine(test.db, lead)).toEqual([{ inboxId, count: 1 }])
    const { items } = await listQuarantine(test.db, lead, { inboxId, state: 'dismissed', limit: 50 })
    expect(items.map(({ id, detail }) => [id, detail])).toEqual([
      [second, 'nothing to read'],
      [first, 'nothing to read'],
    ])
    expect(await openQuarantined(test.db, lead, first)).toMatchObject({ size: 4 })
    // A retry of everything leaves it alone.
    await test.db.tx((tx) => retryQuarantine(tx, lead, inboxId))
    expect(await arrivalOf(test.db, first)).toMatchObject({ state: 'dismissed' })
    await test.db.tx((tx) => restoreDismissed(tx, lead, first))
    expect(await pages(lead, 50)).toEqual([first])
    await expect(test.db.tx((tx) => restoreDismissed(tx, lead, first))).rejects.toMatchObject({
      kind: 'not-found',
    })
    const audited = await test.db.many<{ action: string; details: object }>(sql`
      select action, details from audit_entries
      where workspace_id = ${test.workspaceId} and subject_id = ${inboxId} and action <> 'intake.retry' order by id`)
    expect(audited).toEqual([
      { action: 'intake.dismiss', details: { count: 1 } },
      { action: 'intake.dismiss', details: { count: 1 } },
      { action: 'intake.restore', details: { count: 1 } },
    ])
  })

  it('is dismissed and put back by nobody who does not see it', async () => {
    const [id = ''] = await pages(lead, 50)
    for (const [caller, kind] of [
      [outsider, 'not-found'],
      [agent, 'forbidden'],
    ] as const) {
      await expect(test.db.tx((tx) => dismissQuarantined(tx, caller, id))).rejects.toMatchObject({ kind })
      await expect(
        test.db.tx((tx) => dismissQuarantine(tx, caller, { inboxId, upTo: id })),
      ).rejects.toMatchObject({ kind })
    }
    expect(await pages(lead, 50)).toEqual([id])
  })
})
