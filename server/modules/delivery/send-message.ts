import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { errorText } from '../../kernel/errors.ts'
import { outgoingById, setReceipt, type OutgoingRow } from '../conversations/index.ts'
import { currentProcess } from '../../kernel/processes/index.ts'
import { routeMessage, type Route } from './route-message.ts'
import { endAttempt, insertAttempt, lockDelivery, updateDelivery } from './queries.ts'
import { keepResult } from './keep-result.ts'
import { sendThrough, type Outcome, type Sender } from './send-through.ts'

/** What the claim of a message found. */
type Claim = { row: OutgoingRow; route: Route; repeated: boolean } | undefined

/**
 * Sends one message: claims it, hands it to its channel outside of any transaction, keeps what became of it. Only the
 * one who moves the receipt to `sending` sends; a message that was taken back meanwhile is left alone.
 */
export const sendMessage = async (db: WorkspaceDb, messageId: string, sender: Sender): Promise<void> => {
  const claim = await db.tx((tx) => claimMessage(tx, messageId))
  if (!claim) return
  let result: Outcome
  try {
    result = await sendThrough(db, claim.row, claim.route, claim.repeated, sender)
  } catch (error) {
    // An island must not throw; when it does, nobody can say whether the message left.
    db.kernel.log.error({ messageId, error: errorText(error) }, 'a channel failed while sending')
    result = {
      outcome: 'unreachable',
      reason: 'The channel failed unexpectedly. It was logged.',
      maybeSent: true,
    }
  }
  await db.tx((tx) => keepResult(tx, claim.row, claim.route, result))
}

const claimMessage = async (tx: Tx, messageId: string): Promise<Claim> => {
  const delivery = await lockDelivery(tx, messageId)
  if (!delivery || (delivery.state !== 'waiting' && delivery.state !== 'held')) return undefined
  const row = await outgoingById(tx, messageId)
  if (!row || row.receipt === 'cancelled') return undefined
  const route = await routeMessage(tx, row)
  if ('held' in route) {
    await setReceipt(tx, { messageId, receipt: 'held', reason: route.held })
    await updateDelivery(tx, messageId, {
      state: 'held',
      attempts: delivery.attempts,
      reason: route.held,
      process: null,
      nextAttemptAt: null,
    })
    return undefined
  }
  if (!(await setReceipt(tx, { messageId, receipt: 'sending' }))) return undefined
  await endAttempt(tx, messageId, 'lost', null)
  const number = await insertAttempt(tx, messageId)
  await updateDelivery(tx, messageId, {
    state: 'sending',
    attempts: delivery.attempts + 1,
    reason: null,
    process: currentProcess(),
    throughInboxId: route.through.inbox.id,
    nextAttemptAt: null,
  })
  return { row, route: route.through, repeated: number > 1 }
}
