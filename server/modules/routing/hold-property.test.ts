import fc from 'fast-check'
import { expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { newId } from '../../kernel/ids.ts'
import { watchAnswers } from './watch-answers.ts'
import { watchedDesk } from './fixtures/watched-desk.ts'

const { test, inbox, hana, bot, announced, limits, write, assign, answer, row, minutes, mondayAtTen } =
  await watchedDesk()

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
      announced.length = 0
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
