import { describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { newId } from '../../kernel/ids.ts'
import { updateAgent } from '../agents/index.ts'
import { heldRows, returnToQueue } from '../conversations/index.ts'
import { createCalendar } from '../hours/index.ts'
import { watchAnswers } from './watch-answers.ts'
import { watchedDesk } from './fixtures/watched-desk.ts'

const {
  test,
  inbox,
  hana,
  bot,
  system,
  limits,
  write,
  assign,
  answer,
  row,
  holder,
  returned,
  minutes,
  mondayAtTen,
} = await watchedDesk()

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

  it('waits for a person by the calendar of the inbox', async () => {
    const usual = await write()
    const elsewhere = await addInbox(test.db)
    const { conversationId: atNoon } = await receive(test.db, `${newId()}@customer.example`, elsewhere)
    const weekFrom = (opens: string) =>
      [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ opens, closes: '18:00' }] : []))
    const calendar = { timeZone: 'Asia/Tokyo', region: null, days: [], teamIds: [] }
    await test.db.tx(async (tx) => {
      await createCalendar(tx, system(), { ...calendar, name: '本店', week: weekFrom('09:00'), inboxIds: [] })
      await createCalendar(tx, system(), {
        ...calendar,
        name: '午後',
        week: weekFrom('12:00'),
        inboxIds: [elsewhere],
      })
    })
    mondayAtTen()
    for (const id of [usual, atNoon]) await assign(hana, id, { assigneeId: hana.id })
    minutes(60)
    await watchAnswers(test.db)
    expect([await holder(usual), await holder(atNoon)]).toEqual([null, hana.id])
    minutes(119)
    await watchAnswers(test.db)
    expect(await holder(atNoon)).toBe(hana.id)
    minutes(1)
    await watchAnswers(test.db)
    expect(await holder(atNoon)).toBeNull()
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
