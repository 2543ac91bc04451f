import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { actionsWith } from './actions.ts'
import { webhooks } from './contract.ts'
import { createHook } from './create-hook.ts'
import { deleteHook } from './delete-hook.ts'
import { deliverDue } from './deliver-due.ts'
import { erases } from './erase-deliveries.ts'
import { listHooks } from './find-hook.ts'
import type { HookEvent } from './hook-event.ts'
import { deliverJob, scheduleNext } from './jobs.ts'
import { keeps } from './keep-deliveries.ts'
import { getDelivery, listDeliveries } from './list-deliveries.ts'
import { tellHooks } from './on-events.ts'
import { pingHook } from './ping-hook.ts'
import { replayDelivery, replayFailures } from './replay-deliveries.ts'
import { rotateSecret } from './rotate-secret.ts'
import { updateHook } from './update-hook.ts'

/** The webhooks room's wiring; `kinds` is what there is to tell, `called` what a webhook is told that a rule calls. */
export const webhooksRoom = (kinds: readonly HookEvent[], called: HookEvent): Room =>
  defineRoom({
    name: 'webhooks',
    contract: webhooks,
    listeners: [tellHooks(kinds)],
    erases,
    keeps,
    actions: actionsWith(called),
    jobs: [handles(deliverJob, (_payload, { db, signal }) => deliverDue(db, signal))],
    recurring: [
      // Jobs of a killed process come back late; what is due is found by looking.
      { name: 'webhooks.look', cron: '* * * * *', run: ({ db }) => scheduleNext(db) },
    ],
    handlers: {
      listWebhookEvents: async () =>
        kinds.map(({ name, description, byInbox }) => ({ name, description, byInbox })),
      listWebhooks: (_input, { db, caller }) => listHooks(db, caller),
      createWebhook: ({ body }, { db, caller, write }) => createHook(db, caller, kinds, body, write),
      updateWebhook: ({ params, body }, { db, caller, write }) =>
        updateHook(db, caller, kinds, params.webhookId, body, write),
      deleteWebhook: ({ params }, { tx, caller }) => deleteHook(tx, caller, params.webhookId),
      rotateWebhookSecret: ({ params }, { tx, caller }) => rotateSecret(tx, caller, params.webhookId),
      pingWebhook: ({ params }, { db, caller }) => pingHook(db, caller, params.webhookId),
      listWebhookDeliveries: ({ params, query }, { db, caller }) =>
        listDeliveries(db, caller, { ...params, ...query }),
      getWebhookDelivery: ({ params }, { db, caller }) => getDelivery(db, caller, params.deliveryId),
      replayWebhookDelivery: ({ params }, { tx, caller }) => replayDelivery(tx, caller, params.deliveryId),
      replayWebhookFailures: ({ params, body }, { tx, caller }) =>
        replayFailures(tx, caller, { ...params, since: new Date(body.since) }),
    },
  })
