import { demand, type Caller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { WebhookDelivery } from './contract.ts'
import { findDelivery, findHook } from './find-hook.ts'
import { bodyOf } from './on-events.ts'
import { insertDeliveries, keepAttempts } from './queries/deliveries.ts'
import { sendSigned } from './send-signed.ts'
import { shapeDelivery } from './shape.ts'

const PING = 'ping'
/** Longer than an attempt takes; then the caller has gone. */
const PATIENCE_MS = 20_000

/**
 * Sends a test event now, in any state of the webhook, and keeps what came of it among the deliveries. It is not
 * repeated, and says nothing about the webhook's own state.
 */
export const pingHook = async (
  db: WorkspaceDb,
  caller: Caller,
  webhookId: string,
): Promise<WebhookDelivery> => {
  demand(caller, 'settings.write')
  const hook = await findHook(db, webhookId)
  const message = {
    id: newId(),
    webhookId,
    eventId: newId(),
    event: PING,
    body: bodyOf(PING, db.kernel.clock.now(), { webhookId }),
  }
  const outcome = await sendSigned(db.kernel, { ...hook, ...message }, AbortSignal.timeout(PATIENCE_MS))
  return db.tx(async (tx) => {
    await insertDeliveries(tx, [message])
    await keepAttempts(tx, [
      {
        id: message.id,
        state: outcome.kind === 'taken' ? 'done' : 'failed',
        nextAttemptAt: null,
        status: outcome.status,
        reason: outcome.reason,
        answer: outcome.answer,
      },
    ])
    return shapeDelivery(await findDelivery(tx, message.id))
  })
}
