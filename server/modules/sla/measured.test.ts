import { beforeEach, describe, expect, it, vi } from 'vitest'
import { act } from '../../../test/harness/rooms.ts'
import { Conditions } from '../../kernel/conditions/index.ts'
import type { Leaf } from '../../kernel/contract-conditions.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Announcement } from '../../kernel/events/index.ts'
import { createRooms } from '../../start/rooms.ts'
import type { CalendarInput } from '../hours/index.ts'
import { promise, promisingDesk } from './fixtures/promising-desk.ts'
import { keepClocks, resettleAll } from './on-events.ts'
import { settleAll } from './settle-all.ts'

const desk = await promisingDesk()
const { write, answer, undo, set, policy, policies, clocks, settle, resettle, watch, minutes, inRoom } = desk
const { system } = desk

beforeEach(async () => {
  for (const { id } of await policies()) await inRoom('sla', 'deletePolicy', { params: { policyId: id } })
  await resettle()
  desk.said()
})

const breaches = (): string[] => desk.said().filter((one) => one.startsWith('breached'))
const update = (policyId: string, change: object) =>
  inRoom('sla', 'updatePolicy', { params: { policyId }, body: promise(change) })

const calendar = (name: string, week: CalendarInput['week']) => {
  const body = {
    name,
    timeZone: 'Asia/Tokyo',
    week,
    days: [],
    region: null,
    inboxIds: [desk.inbox],
    teamIds: [],
  }
  return desk.test.db.tx((tx) => act('hours', 'createCalendar', { body }, { caller: system, tx }))
}

describe('what is measured', () => {
  it('is kept in time where the answer was on its way when somebody looked', async () => {
    await policy({ resolveSeconds: null, warnPercent: null })
    const id = await write()
    await settle()
    minutes(59)
    await answer(id)
    minutes(2)
    await watch()
    expect(breaches()).toEqual([])
    await settle()
    await watch()
    expect(breaches()).toEqual([])
    expect((await clocks(id))[0]?.breachedAt).toBeNull()
  })

  it('is kept in time where it was said too early that it was not, and never said twice', async () => {
    await policy({ resolveSeconds: null, warnPercent: null })
    const id = await write()
    await settle()
    minutes(59)
    // The answer is written a moment before the look, and known only after it.
    const at = desk.test.clock.now()
    minutes(2)
    await watch()
    expect(breaches()).toEqual(['breached first'])
    desk.test.clock.set(at)
    const messageId = await answer(id)
    await settle()
    expect((await clocks(id))[0]?.breachedAt).toBeNull()
    await undo(messageId)
    await settle()
    minutes(10)
    await watch()
    expect(breaches()).toEqual([])
    expect((await clocks(id))[0]?.breachedAt).not.toBeNull()
  })

  it('begins when the conversation says so, also where a customer’s clock runs ahead', async () => {
    await policy({ resolveSeconds: null })
    const now = desk.test.clock.now()
    const id = await write(undefined, { occurredAt: new Date(now.getTime() + 3_600_000) })
    await settle()
    expect((await clocks(id))[0]?.startedAt).toBe(now.toISOString())
    expect((await desk.row(id)).waitingSince).toEqual(now)
    const messageId = await answer(id)
    await undo(messageId)
    expect((await desk.row(id)).waitingSince).toEqual(now)
    await answer(id)
    await settle()
  })

  it('is nothing of before the policy was made', async () => {
    const id = await write()
    minutes(100)
    await answer(id)
    minutes(10)
    await settle()
    await policy({ resolveSeconds: null, warnPercent: null })
    await resettle()
    await write(id)
    await settle()
    await watch()
    expect(breaches()).toEqual([])
    expect((await clocks(id)).map(({ promise: which }) => which)).toEqual(['next'])
  })

  it('is nothing of before the policy promised it, or held', async () => {
    const urgent: Leaf = { condition: 'conversation.priority', how: 'any-of', value: ['urgent'] }
    await policy({ resolveSeconds: null, applies: { match: 'all', of: [urgent] } })
    const { id: policyId } = await policy({ firstSeconds: null, nextSeconds: null })
    const [one, other] = [await write(), await write()]
    await settle()
    minutes(100)
    await answer(one)
    await answer(other)
    await settle()
    minutes(10)
    await set('setPriority', one, { priority: 'urgent' })
    await update(policyId, { resolveSeconds: null })
    await settle()
    await resettle()
    await watch()
    expect(breaches()).toEqual([])
    expect([await clocks(one), (await clocks(other)).map(({ promise: which }) => which)]).toEqual([[], []])
  })

  it('stays as it is where other pauses hold', async () => {
    const { id: policyId } = await policy({ pauses: ['pending'], nextSeconds: null, resolveSeconds: null })
    const id = await write()
    await set('setStatus', id, { status: 'pending' })
    minutes(2 * 24 * 60)
    await set('setStatus', id, { status: 'open' })
    await answer(id)
    await settle()
    await update(policyId, { pauses: [], nextSeconds: null, resolveSeconds: null })
    await resettle()
    await watch()
    expect(breaches()).toEqual([])
    expect((await clocks(id)).map(({ counted, breachedAt }) => [counted, breachedAt])).toEqual([[0, null]])
  })

  it('stays told of when its policy goes, by whatever it is measured then', async () => {
    const { id: policyId } = await policy({ resolveSeconds: null, warnPercent: null })
    const id = await write()
    await settle()
    minutes(180)
    await watch()
    expect(breaches()).toEqual(['breached first'])
    const next = { name: '次', firstSeconds: 7200, nextSeconds: null, resolveSeconds: null }
    const { id: other } = await policy(next)
    await inRoom('sla', 'deletePolicy', { params: { policyId } })
    await resettle()
    await watch()
    expect(breaches()).toEqual([])
    expect(await clocks(id)).toMatchObject([{ policy: '次', endedAt: null }])
    await inRoom('sla', 'deletePolicy', { params: { policyId: other } })
    await resettle()
    const [kept] = await clocks(id)
    // The name of what is gone is told all the same.
    expect([kept?.policy, kept?.breachedAt !== null, kept?.endedAt !== null]).toEqual(['次', true, true])
  })

  it('is told as it was counted then, whatever becomes of the calendar', async () => {
    await policy({ businessTime: true, resolveSeconds: null })
    // A Friday at eleven.
    desk.test.clock.set(new Date('2026-11-27T02:00:00Z'))
    const id = await write()
    minutes(90)
    await answer(id)
    await settle()
    const before = await clocks(id)
    expect(before[0]?.counted).toBe(5400)
    await calendar('土曜のみ', [[], [], [], [], [], [{ opens: '09:00', closes: '18:00' }], []])
    expect(await clocks(id)).toEqual(before)
  })

  it('is explained by the hours in which it counted', async () => {
    await policy({ businessTime: true, resolveSeconds: null })
    // A Friday, two hours before they close.
    await calendar('平日', [
      ...Array.from({ length: 5 }, () => [{ opens: '09:00', closes: '18:00' }]),
      [],
      [],
    ])
    desk.test.clock.set(new Date('2026-12-04T07:00:00Z'))
    const id = await write()
    await settle()
    desk.test.clock.set(new Date('2026-12-07T00:30:00Z'))
    const pieces = [
      { from: '2026-12-04T07:00:00.000Z', to: '2026-12-04T09:00:00.000Z', seconds: 7200 },
      { from: '2026-12-07T00:00:00.000Z', to: null, seconds: 1800 },
    ]
    expect((await clocks(id))[0]?.stretches).toEqual(pieces)
    await answer(id)
    await settle()
    const ended = { from: '2026-12-07T00:00:00.000Z', to: '2026-12-07T00:30:00.000Z', seconds: 1800 }
    expect((await clocks(id))[0]?.stretches).toEqual([pieces[0], ended])
  })
})

describe('a policy', () => {
  it('that is removed while somebody saves it is not saved', async () => {
    const { id: policyId } = await policy()
    let saving: Promise<unknown> | undefined
    await desk.test.db.tx(async (tx) => {
      await act('sla', 'deletePolicy', { params: { policyId } }, { caller: desk.hana, tx })
      saving = update(policyId, { name: '後' }).then(
        () => 'saved',
        (error: { code: string }) => error.code,
      )
      // It waits for this transaction: nothing tells when it has got there.
      await new Promise((done) => setTimeout(done, 300))
    })
    expect(await saving).toBe('sla.no-policy')
  })
})

describe('settling everybody', () => {
  const conditions = new Conditions()
  conditions.declare(createRooms({} as never))

  /** Names of the jobs that are added meanwhile. */
  const watched = (work: (tx: Tx) => Promise<void>): Promise<string[]> =>
    desk.test.db.tx(async (tx) => {
      const added = vi.spyOn(tx, 'job')
      await work(tx)
      return added.mock.calls.map(([{ name }]) => name)
    })

  it('begins the next piece when one has been settled, not before', async () => {
    await policy()
    const told: { conversationIds: string[]; next: string | null }[] = []
    desk.test.database.onCommit((_workspace, announcements) => {
      for (const { name, payload } of announcements) if (name === 'sla.moved') told.push(payload as never)
    })
    for (let piece = 0; piece < 21; piece += 1) await Promise.all(Array.from({ length: 10 }, () => write()))
    await settle()
    await settleAll(desk.test.db, '00000000-0000-0000-0000-000000000000')
    const [moved] = told
    expect([told.length, moved?.conversationIds.length, moved?.next]).toEqual([
      1,
      200,
      moved?.conversationIds.at(-1),
    ])
    const event = { id: 'x', name: 'sla.moved', payload: moved, at: desk.test.clock.now() }
    expect(await watched((tx) => keepClocks(conditions).handle(tx, [event]))).toContain('sla.settle')
    await settle()
  })

  it('follows a team that is gone', async () => {
    const event = { id: 'x', name: 'team.deleted', payload: { teamId: 'x' }, at: desk.test.clock.now() }
    expect(await watched((tx) => resettleAll.handle(tx, [event]))).toEqual(['sla.settle'])
  })

  it('follows calendars', async () => {
    const told: Announcement[] = []
    desk.test.database.onCommit((_workspace, announcements) => told.push(...announcements))
    await calendar(
      '毎日',
      Array.from({ length: 7 }, () => [{ opens: '10:00', closes: '20:00' }]),
    )
    const events = told.map(({ name, payload }) => ({ id: 'x', name, payload, at: desk.test.clock.now() }))
    const wanted = events.filter(({ name }) => resettleAll.events.includes(name))
    expect(wanted).toHaveLength(1)
    expect(await watched((tx) => resettleAll.handle(tx, wanted))).toEqual(['sla.settle'])
    await settle()
  })
})
