import { defineRoom } from '../../kernel/room.ts'
import { readLimits, saveLimits } from './answer-limits.ts'
import { routing } from './contract.ts'
import { watchAnswers } from './watch-answers.ts'

/** The routing room's wiring. */
export const room = defineRoom({
  name: 'routing',
  contract: routing,
  recurring: [
    {
      name: 'routing.watch-answers',
      cron: '* * * * *',
      run: async ({ db }) => {
        await watchAnswers(db)
      },
    },
  ],
  handlers: {
    getAnswerLimits: (_input, { db }) => readLimits(db),
    saveAnswerLimits: ({ body }, { tx, caller }) => saveLimits(tx, caller, body),
  },
})
