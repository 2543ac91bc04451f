import { channels } from '../../channels/registry.ts'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { livingProcesses } from '../../kernel/processes/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { inboxAccount } from '../inboxes/index.ts'
import { scheduleSend } from './jobs.ts'
import { endAttempt, lockDelivery, sendingOf, updateDelivery } from './queries.ts'

const LOST = 'The program was stopped while it sent this message: it may have been sent.'

/** A message whose sender died: sent again where a repetition does no harm, otherwise "may have been sent". */
const settleLost = async (tx: Tx, messageId: string, process: number): Promise<void> => {
  const delivery = await lockDelivery(tx, messageId)
  if (delivery?.state !== 'sending' || delivery.process !== process) return
  const account = await inboxAccount(tx, delivery.throughInboxId ?? delivery.inboxId)
  const repeatable = account
    ? ((await channels()).get(account.channel)?.abilities.repeatable ?? false)
    : false
  await endAttempt(tx, messageId, 'lost', LOST)
  const rest = { attempts: delivery.attempts, reason: LOST, process: null }
  if (repeatable) {
    await updateDelivery(tx, messageId, { ...rest, state: 'waiting', nextAttemptAt: tx.now })
    await setReceipt(tx, { messageId, receipt: 'queued', reason: LOST })
    scheduleSend(tx, { messageId, conversationId: delivery.conversationId }, tx.now)
  } else {
    await updateDelivery(tx, messageId, { ...rest, state: 'uncertain', nextAttemptAt: null })
    await setReceipt(tx, { messageId, receipt: 'uncertain', reason: LOST })
  }
}

/** Finds messages that a killed process had begun to send. Gives how many. */
export const recoverLost = async (db: WorkspaceDb): Promise<number> => {
  const lost = await sendingOf(db, await livingProcesses(db))
  for (const { messageId, process } of lost) await db.tx((tx) => settleLost(tx, messageId, process))
  return lost.length
}
