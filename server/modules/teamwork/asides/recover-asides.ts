import type { Tx, WorkspaceDb } from '../../../kernel/db/index.ts'
import { currentProcess, livingProcesses } from '../../../kernel/processes/index.ts'
import { asidesSending } from '../queries/aside-mail.ts'
import { asideRow, holdAsideMessage } from '../queries/asides.ts'
import { settle } from './keep-sent.ts'
import { settleOwnAside } from './send-aside.ts'
import { scheduleAside } from './send-job.ts'
import { underWay } from './under-way.ts'

const LOST = {
  en: 'The program was stopped while it sent this message: it may have been sent.',
  ja: 'このメッセージの送信中にプログラムが停止したため、送信済みの可能性があります。',
}

/** A message whose sender died: nobody can say whether it left, since mail can't be asked. */
const settleLost = async (tx: Tx, id: string, process: number | null): Promise<void> => {
  const message = await holdAsideMessage(tx, id)
  if (message?.state !== 'sending' || message.process !== process) return
  await settle(tx, message, { state: 'uncertain', attempts: message.attempts, reason: LOST })
}

/** A message that this process stopped being at without writing down what became of it. */
const takeUpAgain = async (tx: Tx, id: string): Promise<void> => {
  const message = await holdAsideMessage(tx, id)
  if (message?.state !== 'sending' || !(await settleOwnAside(tx, message))) return
  const aside = await asideRow(tx, message.asideId)
  if (aside) scheduleAside(tx, { messageId: id, asideId: aside.id, inboxId: aside.inboxId })
}

/** Finds messages that a killed process had begun to send, and those that this one had begun and is not at any more. */
export const recoverAsides = async (db: WorkspaceDb): Promise<void> => {
  const me = currentProcess()
  const others = (await livingProcesses(db)).filter((number) => number !== me)
  for (const { id, process } of await asidesSending(db, others)) {
    if (process !== me) await db.tx((tx) => settleLost(tx, id, process))
    else if (!underWay.isUnderWay(id)) await underWay.oneAtATime(id, () => db.tx((tx) => takeUpAgain(tx, id)))
  }
}
