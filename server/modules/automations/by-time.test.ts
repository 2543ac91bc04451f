import { beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../../test/harness/rooms.ts'
import { addHistory } from '../conversations/index.ts'
import type { SavedRule } from './contract.ts'
import { all, priority, ruledDesk, step } from './fixtures/ruled-desk.ts'

const DAY = 86_400
let desk: Awaited<ReturnType<typeof ruledDesk>>

beforeEach(async () => {
  desk = await ruledDesk()
  return () => desk.test.close()
})

const waited = (change: Partial<SavedRule> = {}, past = false): Partial<SavedRule> => ({
  name: '三日',
  when: { moment: 'conversation.waiting', after: { amount: 3, unit: 'days' }, past },
  steps: [step('conversation.note', { text: '三日待っています' })],
  ...change,
})

const notes = async (id: string): Promise<number> =>
  (await desk.timeline(id)).messages.filter(({ kind }) => kind === 'note').length

/** The minute's look, and what follows from it. */
const look = async (): Promise<void> => {
  await desk.settle()
  await desk.look()
  await desk.settle()
}

describe('a rule by time', () => {
  it('answers when so much time has passed, once', async () => {
    await desk.only(waited())
    const id = await desk.come()
    desk.test.clock.forward(3 * DAY - 60)
    await look()
    expect(await notes(id)).toBe(0)
    desk.test.clock.forward(60)
    await look()
    await look()
    desk.test.clock.forward(DAY)
    await look()
    expect(await notes(id)).toBe(1)
    expect(await desk.runs(id)).toMatchObject([
      { trigger: { en: 'The customer has waited for an answer for' }, state: 'done' },
    ])
  })

  it('does not answer where the customer waits no more, and begins anew where they wait again', async () => {
    await desk.only(waited())
    const [from, messageKey] = ['again@customer.example', 'mid:again']
    const id = await desk.come('一', { from, messageKey })
    await desk.set('setStatus', id, { status: 'resolved' })
    desk.test.clock.forward(3 * DAY)
    await look()
    expect(await notes(id)).toBe(0)
    await desk.come('二', { from, threadKeys: [messageKey] })
    desk.test.clock.forward(3 * DAY)
    await look()
    expect(await notes(id)).toBe(1)
  })

  it('asks its conditions when its time has come', async () => {
    const urgent = all({ condition: 'conversation.priority', how: 'any-of', value: ['urgent'] })
    await desk.only(waited({ applies: urgent }))
    const [fits, other] = [await desk.come(), await desk.come()]
    await desk.set('setPriority', fits, { priority: 'urgent' })
    desk.test.clock.forward(3 * DAY)
    await look()
    expect([await notes(fits), await notes(other)]).toEqual([1, 0])
  })

  it('leaves alone what was due before it was made, unless it is to look back', async () => {
    const id = await desk.come()
    desk.test.clock.forward(4 * DAY)
    await desk.only(waited())
    await look()
    expect(await notes(id)).toBe(0)
    await desk.only(waited({}, true))
    await look()
    expect(await notes(id)).toBe(1)
  })

  it('finds what was told late: a mail that was three days on its way', async () => {
    await desk.only(waited())
    desk.test.clock.forward(10 * DAY)
    await look()
    const occurredAt = new Date(desk.test.clock.now().getTime() - 4 * DAY * 1000)
    const id = await desk.come('遅れました', { occurredAt })
    await desk.settle()
    await look()
    expect(await notes(id)).toBe(1)
  })

  it('finds who waits again since then: what was resolved by mistake is opened again', async () => {
    await desk.only(waited())
    const id = await desk.come()
    desk.test.clock.forward(2 * DAY)
    await desk.set('setStatus', id, { status: 'resolved' })
    desk.test.clock.forward(2 * DAY)
    await look()
    expect(await notes(id)).toBe(0)
    await desk.set('setStatus', id, { status: 'open' })
    await look()
    await desk.set('setStatus', id, { status: 'resolved' })
    await desk.set('setStatus', id, { status: 'open' })
    await look()
    expect(await notes(id)).toBe(1)
  })

  it('goes on where it stood when something else of it is changed', async () => {
    const [rule] = await desk.only(waited())
    const id = await desk.come()
    await look()
    desk.test.clock.forward(3 * DAY)
    await desk.change(rule?.id as string, { ...waited(), name: '別名' })
    await look()
    expect(await notes(id)).toBe(1)
  })

  it('answers to a task that is not done by its deadline', async () => {
    await desk.only({ when: { events: ['tasks.overdue'] }, steps: [priority('urgent')] })
    const [late, done] = [await desk.come(), await desk.come()]
    const dueAt = new Date(desk.test.clock.now().getTime() + DAY * 1000).toISOString()
    for (const conversationId of [late, done])
      await desk.test.db.tx((tx) =>
        act(
          'teamwork',
          'addTask',
          { params: { conversationId }, body: { title: '電話する', assigneeId: null, dueAt } },
          { caller: desk.caller, tx },
        ),
      )
    const { tasks } = await act<{ tasks: { id: string }[] }>(
      'teamwork',
      'listConversationTasks',
      { params: { conversationId: done } },
      { caller: desk.caller, db: desk.test.db },
    )
    await desk.test.db.tx((tx) =>
      act(
        'teamwork',
        'updateTask',
        { params: { taskId: tasks[0]?.id }, body: { done: true } },
        { caller: desk.caller, tx },
      ),
    )
    desk.test.clock.forward(DAY)
    await desk.recur('teamwork.watch-tasks')
    await desk.settle()
    const found = await Promise.all([late, done].map(desk.conversation))
    expect(found.map((one) => one.priority)).toEqual(['urgent', 'normal'])
  })

  it('answers to nothing that was brought in from elsewhere', async () => {
    await desk.only(waited())
    const { customerId } = await desk.customerOf(await desk.come())
    const at = new Date(desk.test.clock.now().getTime() - 30 * DAY * 1000)
    const [id] = await desk.test.db.tx((tx) =>
      addHistory(tx, [
        {
          inboxId: desk.inbox,
          customerId,
          subject: '昔の話',
          status: 'open',
          priority: 'normal',
          assigneeId: null,
          teamId: null,
          tagIds: [],
          openedBy: 'customer',
          snoozedUntil: null,
          resolvedAt: null,
          messages: [
            {
              kind: 'inbound',
              actor: { kind: 'customer', id: customerId, name: '森' },
              text: '昔',
              recipients: [],
              at,
            },
          ],
          changes: [],
        },
      ]),
    )
    await look()
    expect(await notes(id as string)).toBe(0)
  })

  it('goes through a large past a page at a time, each conversation once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 520; n += 1) ids.push(await desk.come(String(n)))
    desk.test.clock.forward(3 * DAY)
    await desk.only(waited({ steps: [priority('high')] }, true))
    await look()
    const found = await Promise.all(ids.map((id) => desk.conversation(id)))
    expect(found.filter((one) => one.priority === 'high')).toHaveLength(520)
    const runs = await desk.read<{ items: object[] }>('listRuleRuns', {
      params: { ruleId: (await desk.rules()).find(({ enabled }) => enabled)?.id },
      query: { limit: 200 },
    })
    expect(runs.items).toHaveLength(200)
  })

  it('of silence begins anew with whatever is said', async () => {
    await desk.only(
      waited({ when: { moment: 'conversation.idle', after: { amount: 2, unit: 'hours' }, past: false } }),
    )
    const [from, messageKey] = ['idle@customer.example', 'mid:idle']
    const id = await desk.come('一', { from, messageKey })
    desk.test.clock.forward(5400)
    await desk.come('二', { from, threadKeys: [messageKey] })
    desk.test.clock.forward(5400)
    await look()
    expect(await notes(id)).toBe(0)
    desk.test.clock.forward(1800)
    await look()
    expect(await notes(id)).toBe(1)
  })
})
