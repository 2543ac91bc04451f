import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { automations } from './contract.ts'
import type { Declared } from './declared.ts'
import { askRun, runJob } from './jobs.ts'
import { erases, keeps } from './keep-runs.ts'
import { listRules, listTriggers } from './list-rules.ts'
import { listConversationRuns, listRuleRuns } from './list-runs.ts'
import { pushes } from './live.ts'
import { lookAtTime } from './look-at-time.ts'
import { collect } from './on-events.ts'
import { isAnyWaiting } from './queries/happenings.ts'
import { orderRules } from './order-rules.ts'
import { RuleBooks } from './rule-book.ts'
import { runRules } from './run-rules.ts'
import { readLimits, saveLimits } from './save-limits.ts'
import { createRule, deleteRule, enableRule, updateRule } from './save-rule.ts'
import { explainRule, tryRule } from './try-rule.ts'

/** The automations room's wiring; what the rooms declare says to what rules answer, what they ask and what they do. */
export const automationsRoom = (declared: Declared): Room => {
  const books = new RuleBooks()
  return defineRoom({
    name: 'automations',
    contract: automations,
    permissions: {
      'automations.write': {
        group: 'leading',
        roles: ['owner', 'lead'],
        title: { en: 'Make rules that act by themselves', ja: '自動で処理するルールを作成する' },
      },
    },
    listeners: [collect(declared.triggers, books)],
    pushes,
    erases,
    keeps,
    jobs: [handles(runJob, (_payload, { db, signal }) => runRules(db, declared, books, signal))],
    recurring: [
      {
        name: 'automations.look',
        cron: '* * * * *',
        run: async ({ db }) => {
          await lookAtTime(db, declared.triggers, books)
          // Jobs of a killed process come back late.
          if (await isAnyWaiting(db)) await db.tx(async (tx) => askRun(tx))
        },
      },
    ],
    handlers: {
      listTriggers: async (_input, { caller }) => listTriggers(caller, declared.triggers),
      listRules: (_input, { db, caller }) => listRules(db, caller, declared),
      createRule: ({ body }, { tx, caller }) => createRule(tx, caller, declared, body),
      updateRule: ({ params, body }, { tx, caller }) =>
        updateRule(tx, caller, declared, { id: params.ruleId, ...body }),
      enableRule: ({ params, body }, { tx, caller }) =>
        enableRule(tx, caller, declared, { id: params.ruleId, ...body }),
      deleteRule: ({ params }, { tx, caller }) => deleteRule(tx, caller, params.ruleId),
      orderRules: ({ body }, { tx, caller }) => orderRules(tx, caller, declared, body),
      tryRule: ({ body }, { tx, caller }) => tryRule(tx, caller, declared, body),
      listRuleRuns: ({ params, query }, { db, caller }) =>
        listRuleRuns(db, caller, declared, { ...params, ...query }),
      listConversationRuns: ({ params, query }, { db, caller }) =>
        listConversationRuns(db, caller, declared, { ...params, ...query }),
      explainRule: ({ params }, { db, caller }) => explainRule(db, caller, declared, params),
      getRuleLimits: async (_input, { db, caller }) => readLimits(db, caller),
      saveRuleLimits: ({ body }, { tx, caller }) => saveLimits(tx, caller, body),
    },
  })
}
