import { beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../../test/harness/rooms.ts'
import type { Leaf } from '../../kernel/contract-conditions.ts'
import type { CalendarInput } from '../hours/index.ts'
import { promise, promisingDesk } from './fixtures/promising-desk.ts'

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

  it('counts from when the policy was made where somebody waited before', async () => {
    const [id, asleep] = [await write(), await write()]
    await set('setStatus', asleep, { status: 'pending' })
    minutes(300)
    await policy({ resolveSeconds: null, warnPercent: null, pauses: ['pending'] })
    const made = desk.test.clock.now().toISOString()
    await settle()
    await resettle()
    minutes(59)
    await watch()
    expect(breaches()).toEqual([])
    const [first] = await clocks(id)
    expect([first?.startedAt, first?.counted]).toEqual([made, 59 * 60])
    expect(await clocks(asleep)).toMatchObject([{ startedAt: made, counted: 0, stretches: [], dueAt: null }])
    minutes(2)
    await set('setStatus', asleep, { status: 'open' })
    await settle()
    minutes(5)
    await watch()
    expect(breaches()).toEqual(['breached first'])
    expect((await clocks(id))[0]?.breachedAt).toBe((await clocks(id))[0]?.dueAt)
    expect((await clocks(asleep))[0]?.counted).toBe(300)
    for (const one of [id, asleep]) await answer(one)
    await settle()
  })

  it('is told of once, also where what was promised goes and comes again', async () => {
    const urgent: Leaf = { condition: 'conversation.priority', how: 'any-of', value: ['urgent'] }
    await policy({ resolveSeconds: null, warnPercent: null, applies: { match: 'all', of: [urgent] } })
    const id = await write()
    const prioritise = async (priority: string): Promise<void> => {
      await set('setPriority', id, { priority })
      await settle()
    }
    await prioritise('urgent')
    minutes(59)
    const at = desk.test.clock.now()
    minutes(2)
    await watch()
    expect(breaches()).toEqual(['breached first'])
    // It was answered in time, which is known only now, and taken back.
    desk.test.clock.set(at)
    const messageId = await answer(id)
    await settle()
    await undo(messageId)
    await settle()
    await prioritise('low')
    await prioritise('urgent')
    minutes(10)
    await watch()
    expect(breaches()).toEqual([])
    expect((await clocks(id))[0]?.breachedAt).not.toBeNull()
    await answer(id)
    await settle()
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
