import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { act } from '../../../test/harness/rooms.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import type { Announcement } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import { updateAgent, type Agent } from '../agents/index.ts'
import {
  conversationReturned,
  conversationRows,
  returnToQueue,
  type ConversationRow,
} from '../conversations/index.ts'
import { heldRows } from '../conversations/index.ts'
import { saveLimits } from './answer-limits.ts'
import { watchAnswers } from './watch-answers.ts'

let test: TestDatabase
let inbox: string
let hana: Caller & { id: string }
let bot: Caller & { id: string }
let announced: Announcement[] = []

beforeAll(async () => {
  test = await testDatabase()
  inbox = await addInbox(test.db)
  hana = await addAgent(test.db)
  const made = await test.db.tx((tx) =>
    act<Agent>(
      'agents',
      'createBot',
      { body: { name: '案内係', teamIds: [], language: 'ja' } },
      { caller: system(), tx },
    ),
  )
  bot = { ...hana, kind: 'bot', id: made.id, name: made.name }
  test.database.onCommit((_workspaceId, announcements) => announced.push(...announcements))
})
beforeEach(async () => {
  announced = []
  await limits(10, 60)
})

const system = () => systemCaller(test.workspaceId)
const limits = (botMinutes: number | null, personMinutes: number | null) =>
  test.db.tx((tx) => saveLimits(tx, system(), { botMinutes, personMinutes }))
const write = async (from = `${newId()}@customer.example`): Promise<string> =>
  (await receive(test.db, from, inbox)).conversationId
const assign = (who: Caller, conversationId: string, change: object) =>
  test.db.tx((tx) =>
    act('conversations', 'assign', { params: { conversationId }, body: change }, { caller: who, tx }),
  )
const answer = (who: Caller, conversationId: string) =>
  test.db.tx((tx) =>
    act(
      'conversations',
      'sendReply',
      {
        params: { conversationId },
        body: {
          text: 'お調べします。',
          to: ['a@b.example'],
          cc: [],
          bcc: [],
          attachmentIds: [],
          anyway: true,
        },
      },
      { caller: who, tx },
    ),
  )
const row = async (id: string): Promise<ConversationRow> => {
  const [found] = await conversationRows(test.db, [id])
  if (!found) throw new Error('the conversation is gone')
  return found
}
const holder = async (id: string) => (await row(id)).assigneeId
const returned = () =>
  announced.filter(({ name }) => name === conversationReturned.eventName).map(({ payload }) => payload)
const minutes = (count: number) => test.clock.forward(count * 60)
/** Monday at ten in Tokyo, in the middle of the office hours that hold until somebody sets others. */
const mondayAtTen = () => {
  const day = 86_400
  const now = test.clock.now().getTime() / 1000
  const monday = Date.UTC(2026, 10, 23, 1) / 1000
  test.clock.forward(((((monday - now) % (7 * day)) + 7 * day) % (7 * day)) + 7 * day)
}

describe('a customer without an answer', () => {
  it('goes back from a bot to the queue after its limit, and those who can take it are told', async () => {
    const id = await write()
    await assign(bot, id, { assigneeId: bot.id, whileAssigneeId: null })
    minutes(9)
    expect(await watchAnswers(test.db)).toBe(0)
    minutes(1)
    expect(await watchAnswers(test.db)).toBe(1)
    expect(await holder(id)).toBeNull()
    expect(returned()).toEqual([{ conversationId: id, inboxId: inbox, teamId: null, agentId: bot.id }])
    const { changes } = await act<{ changes: { kind: string; from: string | null }[] }>(
      'conversations',
      'listMessages',
      { params: { conversationId: id }, query: { limit: 50 } },
      { caller: hana, db: test.db },
    )
    expect(changes.map(({ kind, from }) => [kind, from])).toEqual([
      ['assigned', null],
      ['returned', bot.id],
      ['assigned', bot.id],
    ])
    // Once a wait, however often it looks.
    minutes(60)
    expect(await watchAnswers(test.db)).toBe(0)
  })

  it('has whoever holds it a full time from when they got it', async () => {
    const id = await write()
    minutes(300)
    await assign(hana, id, { assigneeId: bot.id })
    expect(await watchAnswers(test.db)).toBe(0)
    minutes(10)
    expect(await watchAnswers(test.db)).toBe(1)
    await assign(hana, id, { assigneeId: bot.id })
    expect(await watchAnswers(test.db)).toBe(0)
    minutes(10)
    expect(await watchAnswers(test.db)).toBe(1)
  })

  it('has whoever holds it a full time from when a message came in that had been on its way for long', async () => {
    const from = `${newId()}@customer.example`
    const thread = { messageKey: `mid:${newId()}` }
    const { conversationId: id } = await receive(test.db, from, inbox, thread)
    await assign(hana, id, { assigneeId: bot.id })
    await answer(bot, id)
    minutes(300)
    const occurredAt = new Date(test.clock.now().getTime() - 3_600_000)
    await receive(test.db, from, inbox, { threadKeys: [thread.messageKey], occurredAt })
    expect((await row(id)).waitingSince).toEqual(occurredAt)
    minutes(9)
    expect(await watchAnswers(test.db)).toBe(0)
    minutes(1)
    expect(await watchAnswers(test.db)).toBe(1)
  })

  it('waits for a person in business time', async () => {
    mondayAtTen()
    const id = await write()
    await assign(hana, id, { assigneeId: hana.id })
    minutes(59)
    expect(await watchAnswers(test.db)).toBe(0)
    minutes(1)
    expect(await watchAnswers(test.db)).toBe(1)
    // 17:30 to 9:29 of the next day: fifty-nine minutes of office hours.
    minutes(60 * 6 + 30)
    await assign(hana, id, { assigneeId: hana.id })
    minutes(60 * 15 + 59)
    expect(await watchAnswers(test.db)).toBe(0)
    minutes(1)
    expect(await watchAnswers(test.db)).toBe(1)
  })

  it('goes back at once from somebody who was switched off, whatever is settled', async () => {
    await limits(null, null)
    const gone = await addAgent(test.db)
    const id = await write()
    await assign(hana, id, { assigneeId: gone.id })
    expect(await watchAnswers(test.db)).toBe(0)
    await test.db.tx((tx) => updateAgent(tx, system(), gone.id, { active: false }))
    expect(await watchAnswers(test.db)).toBe(1)
    expect(await holder(id)).toBeNull()
  })

  it('is left where it is answered, resolved, put off, or nothing is settled', async () => {
    const ids = [await write(), await write(), await write(), await write()] as const
    for (const id of ids) await assign(hana, id, { assigneeId: bot.id })
    await answer(bot, ids[0])
    const set = (conversationId: string, body: object) =>
      test.db.tx((tx) =>
        act('conversations', 'setStatus', { params: { conversationId }, body }, { caller: hana, tx }),
      )
    await set(ids[1], { status: 'resolved' })
    const until = new Date(test.clock.now().getTime() + 3_600_000)
    await set(ids[2], { status: 'snoozed', snoozedUntil: until.toISOString() })
    minutes(30)
    await limits(null, null)
    expect(await watchAnswers(test.db)).toBe(0)
    await limits(10, null)
    expect(await watchAnswers(test.db)).toBe(1)
    expect(await Promise.all(ids.map(holder))).toEqual([bot.id, bot.id, bot.id, null])
    // What comes back from being put off has its full time again.
    minutes(30)
    await set(ids[2], { status: 'open' })
    expect(await watchAnswers(test.db)).toBe(0)
    minutes(10)
    expect(await watchAnswers(test.db)).toBe(1)
  })

  it('is not taken from somebody who answered while the watch was looking', async () => {
    const id = await write()
    await assign(hana, id, { assigneeId: bot.id })
    minutes(20)
    const [held] = (await heldRows(test.db, { before: test.clock.now(), gone: [] }, undefined, 100)).filter(
      (one) => one.id === id,
    )
    if (!held) throw new Error('it is not held')
    await answer(hana, id)
    expect(await test.db.tx((tx) => returnToQueue(tx, held))).toBe(false)
    expect(await holder(id)).toBe(hana.id)
  })
})

describe('a bot', () => {
  it('speaks only where it holds the conversation', async () => {
    const id = await write()
    await expect(answer(bot, id)).rejects.toMatchObject({ code: 'conversations.not-the-bots' })
    await assign(bot, id, { assigneeId: bot.id, whileAssigneeId: null })
    await answer(bot, id)
    await assign(hana, id, { assigneeId: hana.id })
    await expect(answer(bot, id)).rejects.toMatchObject({ code: 'conversations.not-the-bots' })
    await expect(assign(bot, id, { assigneeId: bot.id, whileAssigneeId: null })).rejects.toMatchObject({
      code: 'conversations.assigned-meanwhile',
    })
  })

  it('is followed by whoever answers', async () => {
    const id = await write()
    await assign(bot, id, { assigneeId: bot.id })
    await answer(hana, id)
    expect(await holder(id)).toBe(hana.id)
  })

  it('of two, one gets a conversation that both take at the same time', async () => {
    const id = await write()
    const take = () =>
      assign(bot, id, { assigneeId: bot.id, whileAssigneeId: null }).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      )
    const seize = () =>
      assign(hana, id, { assigneeId: hana.id, whileAssigneeId: null }).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      )
    expect((await Promise.all([take(), seize()])).sort()).toEqual([
      'conversations.assigned-meanwhile',
      'taken',
    ])
  })
})

/** What may happen to one conversation, in any order. */
const STEPS = [
  'customer',
  'bot takes',
  'bot answers',
  'bot hands off',
  'person takes',
  'person answers',
  'time',
  'watch',
] as const

/** How a step ends, by who held the conversation before. */
const expectedOf = (step: (typeof STEPS)[number], holderId: string | null): string => {
  if (step === 'bot answers' && holderId !== bot.id) return 'conversations.not-the-bots'
  const wanted = { 'bot takes': null, 'bot hands off': bot.id } as Record<string, string | null>
  return step in wanted && wanted[step] !== holderId ? 'conversations.assigned-meanwhile' : 'done'
}

it('whatever happens, one holds it, and nobody waits longer than the limit unseen', async () => {
  await limits(10, 10)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 14 }), async (steps) => {
      mondayAtTen()
      announced = []
      const from = `${newId()}@customer.example`
      const id = await write(from)
      const perform: Record<(typeof STEPS)[number], () => Promise<unknown>> = {
        customer: () => receive(test.db, from, inbox, { threadKeys: [] }),
        'bot takes': () => assign(bot, id, { assigneeId: bot.id, whileAssigneeId: null }),
        'bot answers': () => answer(bot, id),
        'bot hands off': () => assign(bot, id, { assigneeId: null, whileAssigneeId: bot.id }),
        'person takes': () => assign(hana, id, { assigneeId: hana.id }),
        'person answers': () => answer(hana, id),
        time: async () => minutes(7),
        watch: () => watchAnswers(test.db),
      }
      for (const step of steps) {
        const before = await row(id)
        const outcome = await perform[step]().then(
          () => 'done',
          (error: { code: string }) => error.code,
        )
        const after = await row(id)
        expect([step, outcome]).toEqual([step, expectedOf(step, before.assigneeId)])
        const taken = step === 'person answers' && before.assigneeId === bot.id
        expect(!taken || after.assigneeId === hana.id).toBe(true)
        expect([null, bot.id, hana.id]).toContain(after.assigneeId)
      }
      minutes(10)
      await watchAnswers(test.db)
      const last = await row(id)
      // Answered, or in the queue where everybody sees it.
      expect(last.waitingSince === null || last.assigneeId === null).toBe(true)
    }),
    { numRuns: 60 },
  )
})
