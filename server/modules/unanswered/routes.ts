import { defineRoom } from '../../kernel/room.ts'
import { unanswered } from './contract.ts'
import { unansweredRulesChanged } from './events.ts'
import { tellings } from './happenings.ts'
import { ruleRows } from './queries/rules.ts'
import { saveRules } from './save-rules.ts'
import { watchWaits } from './watch-waits.ts'

/** The wiring of the room of unanswered questions. */
export const room = defineRoom({
  name: 'unanswered',
  contract: unanswered,
  tellings,
  pushes: [
    {
      events: [unansweredRulesChanged.eventName],
      load: async () => [
        {
          topics: ['workspace'],
          frame: { type: 'stale', what: 'unanswered-rules' },
          key: 'stale unanswered-rules',
        },
      ],
    },
  ],
  recurring: [
    {
      name: 'unanswered.watch',
      cron: '* * * * *',
      run: async ({ db }) => {
        await watchWaits(db)
      },
    },
  ],
  handlers: {
    listUnansweredRules: (_input, { db }) => ruleRows(db),
    saveUnansweredRules: ({ body }, { tx, caller }) => saveRules(tx, caller, body.rules),
  },
})
