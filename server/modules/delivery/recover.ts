import { channels } from '../../channels/registry.ts'
import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { currentProcess, livingProcesses } from '../../kernel/processes/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { inboxAccount } from '../inboxes/index.ts'
import { scheduleSend } from './jobs.ts'
import { endAttempt } from './queries/attempts.ts'
import { lockDelivery, sendingOf, updateDelivery } from './queries/deliveries.ts'
import { settleOwn } from './settle-own.ts'
import { isUnderWay, oneAtATime } from './under-way.ts'

const LOST = {
  en: 'The program was stopped while it sent this message: it may have been sent.',
  ja: 'このメッセージの送信中にプログラムが停止したため、送信済みの可能性があります。',
}

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
    scheduleSend(tx, delivery)
  } else {
    await updateDelivery(tx, messageId, { ...rest, state: 'uncertain', nextAttemptAt: null })
    await setReceipt(tx, { messageId, receipt: 'uncertain', reason: LOST })
  }
}

/** A message that this process stopped being at without writing down what became of it. */
const takeUpAgain = async (tx: Tx, messageId: string): Promise<void> => {
  const found = await lockDelivery(tx, messageId)
  if (found?.state !== 'sending') return
  const delivery = await settleOwn(tx, found)
  if (delivery?.state === 'waiting') scheduleSend(tx, delivery)
}

/**
 * Finds messages that a killed process had begun to send, and those that this one had begun and is not at any more.
 * Gives how many.
 */
export const recoverLost = async (db: WorkspaceDb): Promise<number> => {
  const me = currentProcess()
  const others = (await livingProcesses(db)).filter((number) => number !== me)
  const lost = (await sendingOf(db, others)).filter((row) => row.process !== me || !isUnderWay(row.messageId))
  for (const { messageId, process } of lost) {
    if (process === me) await oneAtATime(messageId, () => db.tx((tx) => takeUpAgain(tx, messageId)))
    else await db.tx((tx) => settleLost(tx, messageId, process))
  }
  return lost.length
}
