import type { Conditions } from '../../kernel/conditions/index.ts'
import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { actionsWith } from './actions.ts'
import { readLimits, saveLimits } from './answer-limits.ts'
import { queues, routing } from './contract.ts'
import { distribute } from './distribute/distribute.ts'
import { distributeJob, requeueJob } from './jobs.ts'
import { look } from './distribute/look.ts'
import { followPeople, keepQueues, onInboxChanged, onTeamDeleted } from './on-events.ts'
import { getRouting } from './queues/get-routing.ts'
import { listQueues } from './queues/list-queues.ts'
import { requeueAll } from './queues/requeue-all.ts'
import { readSettings, saveSettings } from './queues/routing-settings.ts'
import { createQueue, deleteQueue, orderQueues, updateQueue } from './queues/save-queue.ts'
import { watchAnswers } from './watch-answers.ts'

/** The routing room's wiring; `conditions` say what waits where. */
export const routingRoom = (conditions: Conditions): Room =>
  defineRoom({
    name: 'routing',
    contract: { ...routing, ...queues },
    permissions: {
      'routing.write': {
        roles: ['owner', 'lead'],
        title: { en: 'Decide who gets which conversations', ja: '問い合わせの振り分けを設定する' },
        group: 'leading',
        needs: ['conditions.read'],
        everywhere: true,
      },
    },
    listeners: [keepQueues(conditions), followPeople, onTeamDeleted, onInboxChanged],
    jobs: [
      handles(distributeJob, async (_payload, { db }) => {
        await distribute(db)
      }),
      handles(requeueJob, ({ after }, { db }) => requeueAll(db, after)),
    ],
    recurring: [
      {
        name: 'routing.watch-answers',
        cron: '* * * * *',
        run: async ({ db }) => {
          await watchAnswers(db)
        },
      },
      {
        name: 'routing.look',
        cron: '* * * * *',
        run: ({ db }) => look(db),
      },
    ],
    actions: actionsWith(conditions),
    handlers: {
      getAnswerLimits: (_input, { db }) => readLimits(db),
      saveAnswerLimits: ({ body }, { tx, caller }) => saveLimits(tx, caller, body),
      listQueues: (_input, { db }) => listQueues(db),
      createQueue: ({ body }, { tx, caller }) => createQueue(tx, caller, conditions, body),
      updateQueue: ({ params, body }, { tx, caller }) =>
        updateQueue(tx, caller, conditions, params.queueId, body),
      deleteQueue: ({ params }, { tx, caller }) => deleteQueue(tx, caller, params.queueId).then(() => null),
      orderQueues: ({ body }, { tx, caller }) => orderQueues(tx, caller, body.queueIds),
      getRoutingSettings: (_input, { db }) => readSettings(db),
      saveRoutingSettings: ({ body }, { tx, caller }) => saveSettings(tx, caller, body),
      getRouting: ({ params }, { db, caller }) => getRouting(db, caller, params.conversationId),
    },
  })
