import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { findMessage, isErased, messagesByIds, setReceipt } from '../conversations/index.ts'
import { isArchived } from '../inboxes/index.ts'
import { scheduleSend } from './jobs.ts'
import { scopeOf } from './list-unsent.ts'
import { forgetAccepted, lockDelivery, updateDelivery, type DeliveryRow } from './queries/deliveries.ts'
import { unsentRows } from './queries/unsent.ts'

const sentAlready = () =>
  conflict('delivery.not-failed', 'This message has been sent, is being sent right now, or was taken back.')

const again = async (tx: Tx, delivery: DeliveryRow): Promise<void> => {
  const { messageId, state } = delivery
  const moved = await setReceipt(tx, { messageId, receipt: 'queued', sending: state !== 'cancelled' })
  // A discarded one may still go out; one that was taken back before it left may not.
  if (!moved && state === 'cancelled') throw sentAlready()
  await updateDelivery(tx, messageId, {
    state: 'waiting',
    attempts: 0,
    reason: null,
    process: null,
    nextAttemptAt: tx.now,
  })
  scheduleSend(tx, delivery)
}

/** Tries a failed message again now. One that may have been sent needs `anyway`. */
export const resendMessage = async (
  tx: Tx,
  caller: Caller,
  input: { messageId: string; anyway: boolean },
): Promise<void> => {
  demand(caller, 'conversations.reply')
  await findMessage(tx, caller, input.messageId)
  const delivery = await lockDelivery(tx, input.messageId)
  if (!delivery) throw notFound('delivery.no-delivery', 'This message is not one that is sent.')
  const [message] = await messagesByIds(tx, [input.messageId])
  if (message?.receipt === 'scheduled')
    throw conflict(
      'delivery.scheduled',
      'This message is to be sent later. Take it back to send it now or at another time.',
    )
  if (message && isErased(message))
    throw conflict('delivery.emptied', 'What this message said was deleted, so it can’t be sent again.')
  const uncertain = delivery.state === 'uncertain' || message?.receipt === 'uncertain'
  if (uncertain && !input.anyway) {
    throw conflict(
      'delivery.may-have-been-sent',
      'This message may have been sent already. Send it again only if the customer did not get it.',
    )
  }
  if (await isArchived(tx, delivery.inboxId))
    throw conflict('conversations.archived', 'This inbox is archived. Restore it, then resend the message.')
  if (!['failed', 'uncertain', 'waiting', 'held', 'cancelled'].includes(delivery.state)) throw sentAlready()
  // Whoever once took it may be the one from whom it came back.
  if (message?.receipt === 'bounced') await forgetAccepted(tx, input.messageId)
  await again(tx, delivery)
}

/**
 * Tries all failed messages in sight again; gives how many. Those that may have been sent, came back, or belong to an
 * archived inbox stay.
 */
export const resendAll = async (tx: Tx, caller: Caller, inboxId?: string): Promise<number> => {
  demand(caller, 'conversations.reply')
  const rows = await unsentRows(tx, {
    states: ['failed'],
    ...scopeOf(caller, inboxId),
    before: null,
    limit: 1000,
  })
  const open = await openOf(tx, rows)
  // What came back from an address comes back again: that is looked at one by one.
  const wanted = rows.filter(({ receipt, inboxId }) => receipt !== 'bounced' && open.has(inboxId))
  for (const row of wanted) {
    const delivery = await lockDelivery(tx, row.messageId)
    if (delivery?.state === 'failed') await again(tx, delivery)
  }
  return wanted.length
}

/** The inboxes of some messages that are not archived. */
const openOf = async (tx: Tx, rows: readonly { inboxId: string }[]): Promise<Set<string>> => {
  const open = new Set(rows.map(({ inboxId }) => inboxId))
  for (const inboxId of open) if (await isArchived(tx, inboxId)) open.delete(inboxId)
  return open
}
