import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import type { WebhookDelivery } from './contract.ts'
import { findDelivery, holdHook } from './find-hook.ts'
import { scheduleDelivery } from './jobs.ts'
import { restart } from './queries/deliveries.ts'
import { saveHook, type HookRow } from './queries/hooks.ts'
import { shapeDelivery } from './shape.ts'

/** The webhook, able to send at once. Throws `conflict` for one that is paused or switched off. */
const readyHook = async (tx: Tx, id: string): Promise<HookRow> => {
  const hook = await holdHook(tx, id)
  if (hook.state !== 'active')
    throw conflict('webhooks.not-active', 'This webhook is not active. Make it active again, then send.')
  if (hook.holdUntil) await saveHook(tx, { ...hook, holdUntil: null })
  return hook
}

/** Sends one delivery again, whatever became of it, with the same webhook-id. */
export const replayDelivery = async (tx: Tx, caller: Caller, id: string): Promise<WebhookDelivery> => {
  demand(caller, 'settings.write')
  const { webhookId } = await findDelivery(tx, id)
  await readyHook(tx, webhookId)
  await restart(tx, { deliveryId: id })
  scheduleDelivery(tx)
  return shapeDelivery(await findDelivery(tx, id))
}

/** Sends everything again that failed since a moment; gives how many. */
export const replayFailures = async (
  tx: Tx,
  caller: Caller,
  input: { webhookId: string; since: Date },
): Promise<{ count: number }> => {
  demand(caller, 'settings.write')
  await readyHook(tx, input.webhookId)
  const count = await restart(tx, { webhookId: input.webhookId, failedSince: input.since })
  await recordAudit(tx, caller, {
    action: 'webhooks.replay',
    subject: { kind: 'webhook', id: input.webhookId },
    details: { since: input.since.toISOString(), count },
  })
  if (count > 0) scheduleDelivery(tx)
  return { count }
}
