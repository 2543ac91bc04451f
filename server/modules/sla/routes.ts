import type { Conditions } from '../../kernel/conditions/index.ts'
import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { conditions as asked } from './conditions.ts'
import { sla } from './contract.ts'
import { tellings } from './happenings.ts'
import { settleJob, watchJob } from './jobs.ts'
import { listClocks } from './list-clocks.ts'
import { pushes } from './live.ts'
import { keepClocks, resettleAll } from './on-events.ts'
import { policyRows } from './queries/policies.ts'
import { createPolicy, deletePolicy, orderPolicies, updatePolicy } from './save-policy.ts'
import { settleAll } from './settle-all.ts'
import { triggers } from './triggers.ts'
import { watchClocks } from './watch-clocks.ts'

/** The sla room's wiring; `conditions` say to whom what is promised. */
export const slaRoom = (conditions: Conditions): Room =>
  defineRoom({
    name: 'sla',
    contract: sla,
    permissions: {
      'sla.write': {
        roles: ['owner', 'lead'],
        title: { en: 'Decide how fast customers are answered', ja: '返信・解決の目標時間を設定する' },
        group: 'leading',
        needs: ['conditions.read'],
        everywhere: true,
      },
    },
    pushes,
    tellings,
    listeners: [keepClocks(conditions), resettleAll],
    conditions: asked,
    triggers,
    jobs: [
      handles(watchJob, async (_payload, { db }) => {
        await watchClocks(db)
      }),
      handles(settleJob, (piece, { db }) => settleAll(db, piece)),
    ],
    recurring: [
      {
        name: 'sla.watch-clocks',
        cron: '* * * * *',
        run: async ({ db }) => {
          await watchClocks(db)
        },
      },
    ],
    handlers: {
      listPolicies: (_input, { db }) => policyRows(db),
      createPolicy: ({ body }, { tx, caller }) => createPolicy(tx, caller, conditions, body),
      updatePolicy: ({ params, body }, { tx, caller }) =>
        updatePolicy(tx, caller, conditions, params.policyId, body),
      deletePolicy: ({ params }, { tx, caller }) =>
        deletePolicy(tx, caller, params.policyId).then(() => null),
      orderPolicies: ({ body }, { tx, caller }) => orderPolicies(tx, caller, body.policyIds),
      listClocks: ({ params }, { db, caller }) => listClocks(db, caller, params.conversationId),
    },
  })
