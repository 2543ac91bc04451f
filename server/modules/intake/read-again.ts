import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { findMessage, rereadMessage } from '../conversations/index.ts'
import { inboxAccount } from '../inboxes/index.ts'
import { contentOf } from './content-of.ts'
import { maskArrived } from './mask-arrived.ts'
import { arrivalOfMessage, dropBytes } from './queries.ts'
import { readArrival } from './read-arrival.ts'
import { takeOverForward } from './take-over-forward.ts'

const emptied = (): Error =>
  conflict(
    'intake.emptied',
    'What came in is not kept any more, so it can’t be read again. Ask the sender to send it once more.',
  )

/**
 * Reads anew what a customer's message came as, after its channel has learnt to read it better. What it says changes;
 * where it stands, whose it is and every count do not. Throws `conflict` where its bytes were let go, or are no message to
 * its channel now.
 */
export const readAgain = async (tx: Tx, caller: Caller, messageId: string): Promise<void> => {
  demand(caller, 'intake.retry')
  const { inboxId } = await findMessage(tx, caller, messageId)
  const arrival = await arrivalOfMessage(tx, messageId)
  if (!arrival || arrival.raw.length === 0) throw emptied()
  const { messages } = await readArrival(
    { ...arrival, attempts: 0, reason: null, waiting: 1 },
    await inboxAccount(tx, arrival.inboxId),
  )
  const found =
    messages.find(({ messageKey }) => messageKey !== undefined && messageKey === arrival.channelKey) ??
    (messages.length === 1 ? messages[0] : undefined)
  if (!found)
    throw conflict(
      'intake.unread',
      'What came in can’t be read as this message any more. The message stays as it is.',
    )
  const { arrived, masked } = await maskArrived(tx, [{ arrival, message: found }])
  const message = arrived[0]?.message ?? found
  const content = await contentOf(
    tx,
    message.forwarded ? await takeOverForward(tx, arrival.inboxId, message) : message,
  )
  // Erased while it was being read: its files go with this transaction.
  if (!(await rereadMessage(tx, messageId, content))) throw emptied()
  await dropBytes(tx, masked)
  await recordAudit(tx, caller, {
    action: 'intake.reread',
    subject: { kind: 'inbox', id: inboxId },
    details: { messageId },
  })
}
