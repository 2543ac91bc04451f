import { beforeEach, describe, expect, it } from 'vitest'
import { Conditions } from '../../kernel/conditions/index.ts'
import type { Leaf } from '../../kernel/contract-conditions.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { createRooms } from '../../start/rooms.ts'
import { promise, promisingDesk } from './fixtures/promising-desk.ts'
import { settleClocks } from './settle-clocks.ts'

const desk = await promisingDesk()
const {
  shown,
  write,
  answer,
  undo,
  set,
  policy,
  policies,
  clocks,
  settle,
  resettle,
  watch,
  minutes,
  said,
  inRoom,
} = desk

beforeEach(async () => {
  for (const policyId of await policyIds()) await inRoom('sla', 'deletePolicy', { params: { policyId } })
  await resettle()
  said()
})

const policyIds = async (): Promise<string[]> => (await policies()).map(({ id }) => id)

describe('a promise', () => {
  it('runs from a customer’s message to our answer, and is told before and when it is broken', async () => {
    await policy()
    const id = await write()
    await settle()
    expect(await shown(id)).toEqual(['first runs 0', 'resolve runs 0'])
    minutes(29)
    expect(await watch()).toBe(0)
    minutes(1)
    expect(await watch()).toBe(1)
    expect(said()).toEqual(['warned first'])
    minutes(30)
    await watch()
    expect(said()).toEqual(['breached first'])
    expect(await watch()).toBe(0)
    minutes(10)
    await answer(id)
    await settle()
    minutes(5)
    expect(await shown(id)).toEqual(['first ended 70', 'resolve runs 75'])
    const [first] = await clocks(id)
    expect(first?.breachedAt).toBe(first?.dueAt)
    await write(id)
    await settle()
    minutes(15)
    expect((await shown(id)).at(-1)).toBe('next runs 15')
    await answer(id, { then: 'resolved' })
    await settle()
    expect(await shown(id)).toEqual(['first ended 70', 'resolve ended 90', 'next ended 15'])
  })

  it('that was kept is told of by nobody, one that was broken unseen is', async () => {
    await policy({ warnPercent: null })
    const [kept, broken] = [await write(), await write()]
    await settle()
    minutes(59)
    await answer(kept)
    minutes(2)
    await answer(broken)
    await settle()
    await watch()
    expect(said()).toEqual(['breached first'])
    expect((await clocks(kept))[0]?.breachedAt).toBeNull()
    expect((await clocks(broken))[0]?.breachedAt).not.toBeNull()
  })

  it('goes on as if nothing had been, when the answer is taken back', async () => {
    await policy()
    const id = await write()
    minutes(10)
    const messageId = await answer(id)
    await settle()
    expect((await shown(id))[0]).toBe('first ended 10')
    await undo(messageId)
    await settle()
    minutes(10)
    expect((await shown(id))[0]).toBe('first runs 20')
  })

  it('stands while the conversation sleeps, and says when it counted', async () => {
    await policy()
    const id = await write()
    minutes(20)
    const until = new Date(desk.test.clock.now().getTime() + 3_600_000).toISOString()
    await set('setStatus', id, { status: 'snoozed', snoozedUntil: until })
    await settle()
    minutes(50)
    expect(await shown(id)).toEqual(['first stands 20', 'resolve stands 20'])
    await set('setStatus', id, { status: 'open' })
    await settle()
    minutes(5)
    const [first] = await clocks(id)
    expect(first?.stretches.map(({ seconds }) => seconds)).toEqual([1200, 300])
    expect(first?.counted).toBe(1500)
    expect(new Date(first?.dueAt ?? '').getTime() - desk.test.clock.now().getTime()).toBe(35 * 60_000)
  })

  it('is that of the first policy that fits, and another one when that does', async () => {
    const urgent: Leaf = { condition: 'conversation.priority', how: 'any-of', value: ['urgent'] }
    await policy({ name: '至急', firstSeconds: 600, applies: { match: 'all', of: [urgent] } })
    await policy({ name: '通常', firstSeconds: 3600 })
    const id = await write()
    await settle()
    expect((await clocks(id))[0]).toMatchObject({ policy: '通常', seconds: 3600 })
    await set('setPriority', id, { priority: 'urgent' })
    await settle()
    expect((await clocks(id))[0]).toMatchObject({ policy: '至急', seconds: 600 })
    await answer(id)
    await settle()
    await set('setPriority', id, { priority: 'low' })
    await settle()
    // What was measured stays as it was measured.
    expect((await clocks(id))[0]).toMatchObject({ policy: '至急', seconds: 600 })
    expect((await clocks(id))[1]).toMatchObject({ policy: '通常', promise: 'resolve' })
  })

  it('follows what is known of the customer', async () => {
    const gold: Leaf = { condition: 'customer.name', how: 'contains', value: ['お得意様'] }
    await policy({ name: 'VIP', firstSeconds: 600, applies: { match: 'all', of: [gold] } })
    const id = await write()
    await settle()
    expect(await clocks(id)).toEqual([])
    const { customerId } = await desk.row(id)
    await inRoom('customers', 'updateCustomer', { params: { customerId }, body: { name: 'お得意様　田中' } })
    await settle()
    expect(await clocks(id)).toMatchObject([{ promise: 'first', policy: 'VIP' }, { promise: 'resolve' }])
  })

  it('that is made, changed or taken away holds for those who wait already', async () => {
    const id = await write()
    await settle()
    expect(await clocks(id)).toEqual([])
    const { id: policyId } = await policy()
    await resettle()
    expect((await clocks(id)).map(({ seconds }) => seconds)).toEqual([3600, 86_400])
    await inRoom('sla', 'updatePolicy', {
      params: { policyId },
      body: promise({ firstSeconds: 60, resolveSeconds: null }),
    })
    await resettle()
    expect((await clocks(id)).map(({ seconds }) => seconds)).toEqual([60])
    await inRoom('sla', 'deletePolicy', { params: { policyId } })
    await resettle()
    expect(await clocks(id)).toEqual([])
  })

  it('counts open hours where it says so', async () => {
    await policy({ businessTime: true, firstSeconds: 3600 })
    // Friday at half past five in the evening; nine to six holds from Monday on.
    desk.test.clock.set(new Date('2026-11-27T08:30:00Z'))
    const id = await write()
    await settle()
    expect((await clocks(id))[0]?.dueAt).toBe('2026-11-30T00:30:00.000Z')
  })

  it('is asked for in the order that was settled', async () => {
    const [one, other] = [await policy({ name: '一' }), await policy({ name: '二' })]
    await inRoom('sla', 'orderPolicies', { body: { policyIds: [other.id, one.id] } })
    expect((await policies()).map(({ name }) => name)).toEqual(['二', '一'])
    const id = await write()
    await settle()
    expect((await clocks(id))[0]?.policy).toBe('二')
  })

  it('is refused where it promises nothing, has no name, or asks for what is not there', async () => {
    const refused = (change: object) =>
      policy(change).then(
        () => undefined,
        (error: { code: string }) => error.code,
      )
    const nothing = { firstSeconds: null, nextSeconds: null, resolveSeconds: null }
    expect(await refused(nothing)).toBe('sla.no-promise')
    expect(await refused({ name: '　' })).toBe('sla.empty-name')
    const gone: Leaf = { condition: 'conversation.weather', how: 'empty' }
    expect(await refused({ applies: { match: 'all', of: [gone] } })).toBe('conditions.unknown')
    await expect(inRoom('sla', 'orderPolicies', { body: { policyIds: ['x'] } })).rejects.toMatchObject({
      code: 'sla.other-policies',
    })
  })
})

describe('keeping clocks', () => {
  const conditions = new Conditions()
  conditions.declare(createRooms({} as never))

  /** How many statements it takes to settle these conversations. */
  const statements = (conversationIds: string[]): Promise<number> =>
    desk.test.db.tx(async (tx) => {
      let count = 0
      const counting = (name: 'many' | 'one' | 'maybe' | 'run') => (query: never) => {
        count += 1
        return tx[name](query)
      }
      const counted = Object.assign(Object.create(tx) as Tx, {
        many: counting('many'),
        one: counting('one'),
        maybe: counting('maybe'),
        run: counting('run'),
      })
      await settleClocks(counted, conditions, {
        conversations: new Map(conversationIds.map((id) => [id, tx.now])),
        relinked: [],
        customerIds: [],
        moved: false,
      })
      return count
    })

  it('takes as many statements for many conversations as for one, and one where nothing is promised', async () => {
    const [one, ...others] = await Promise.all(Array.from({ length: 12 }, () => write()))
    expect(await statements([one as string, ...others])).toBe(1)
    const asks = (condition: string): Leaf => ({ condition, how: 'filled' })
    const leaves = ['conversation.status', 'message.text', 'inbox.channel', 'customer.name'].map(asks)
    for (const name of ['一', '二', '三']) await policy({ name, applies: { match: 'all', of: leaves } })
    const alone = await statements([one as string])
    expect(await statements(others)).toBe(alone)
    // Policies, the calendar and the zone it stands in for, what was said, set and kept, where they stand, what the
    // policies ask of four kinds, and the writing of clocks and of what lists show.
    expect(alone).toBe(13)
    await settle()
  })
})
