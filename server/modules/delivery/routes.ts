import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { delivery } from './contract.ts'
import { discardMessage } from './discard-message.ts'
import { erases } from './erase-traces.ts'
import { foreseeReach } from './foresee-reach.ts'
import { releaseJob, sendJob } from './jobs.ts'
import { listAttempts, listUnsent, oneUnsent } from './list-unsent.ts'
import { pushes } from './live.ts'
import { onBounced, onCancelled, onInboxChanged, onQueued, onReceived } from './on-events.ts'
import { recoverLost } from './recover.ts'
import { releaseHeld } from './release-held.ts'
import { resendAll, resendMessage } from './resend-message.ts'
import { sendMessage } from './send-message.ts'
import type { Sender } from './send-through.ts'

/** The delivery room's wiring; `sender` is what islands are given when they send. */
export const deliveryRoom = (sender: Sender): Room =>
  defineRoom({
    name: 'delivery',
    contract: delivery,
    listeners: [onQueued, onCancelled, onBounced, onInboxChanged, onReceived],
    jobs: [
      handles(sendJob, ({ messageId }, { db }) => sendMessage(db, messageId, sender)),
      handles(releaseJob, async (work, { db }) => {
        await db.tx((tx) => releaseHeld(tx, work))
      }),
    ],
    pushes,
    erases,
    recurring: [
      {
        name: 'delivery.recover',
        cron: '* * * * *',
        run: async ({ db }) => {
          await recoverLost(db)
        },
      },
    ],
    handlers: {
      foreseeReach: ({ params }, { db, caller }) =>
        foreseeReach(db, caller, params.conversationId, sender.host),
      listUnsent: ({ query }, { db, caller }) => listUnsent(db, caller, query),
      listAttempts: ({ params }, { db, caller }) => listAttempts(db, caller, params.messageId),
      resend: async ({ params, body }, { tx, caller }) => {
        await resendMessage(tx, caller, { ...params, ...body })
        return oneUnsent(tx, caller, params.messageId)
      },
      discard: async ({ params }, { tx, caller }) => {
        await discardMessage(tx, caller, params.messageId)
        return null
      },
      resendAll: async ({ body }, { tx, caller }) => ({ count: await resendAll(tx, caller, body.inboxId) }),
    },
  })
