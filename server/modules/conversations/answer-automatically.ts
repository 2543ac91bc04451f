import type { Tx } from '../../kernel/db/index.ts'
import type { Words } from '../../kernel/settings-view.ts'
import { inboxAccount, isArchived, ownAddresses } from '../inboxes/index.ts'
import { brakeAnswers } from './brake-answers.ts'
import { findAnswered } from './find-answered.ts'
import { newestInbound } from './queries/known.ts'
import { lockConversation } from './queries/rows.ts'
import { suggestRecipients } from './recipients.ts'
import { sendAutomatic } from './send-automatic.ts'

const NOBODY: Words = {
  en: 'Nobody has written to us in this conversation.',
  ja: 'この会話には、お客様からのメッセージがありません。',
}
const MACHINE: Words = {
  en: 'The newest message came from a machine, which is not answered.',
  ja: '最新のメッセージが自動送信メールのため、返信していません。',
}
const AWAY: Words = { en: 'The inbox was put away.', ja: '窓口がアーカイブされています。' }
const OURS: Words = {
  en: 'The address is one of our own.',
  ja: '宛先がこちらの窓口のアドレスです。',
}
const ENOUGH: Words = {
  en: 'Enough automatic answers went to this address, or out of this inbox, within the hour.',
  ja: 'この宛先またはこの窓口から1時間に送る自動返信が、上限に達しています。',
}

/**
 * Answers whoever wrote last, without a person: whoever waits goes on waiting for one. Never a machine, nor an address of
 * our own, and a few an hour to one address: so no two programs thank each other. Gives why nothing was sent; null: it was.
 */
export const answerAutomatically = async (
  tx: Tx,
  { conversationId, text }: { conversationId: string; text: string },
): Promise<Words | null> => {
  const row = await lockConversation(tx, conversationId)
  if (!row) return NOBODY
  const answered = await findAnswered(tx, row)
  if (!answered.inbound) return NOBODY
  const { inboxId, inbound } = answered
  if (await isArchived(tx, inboxId)) return AWAY
  const [newest] = await newestInbound(tx, [conversationId], 0)
  if (newest?.automatic) return MACHINE
  const { reply } = await suggestRecipients(tx, row, answered)
  const [to] = reply.to
  if (!to) return NOBODY
  if ((await ownAddresses(tx))(to.value)) return OURS
  const brake = await brakeAnswers(tx, [{ inboxId, address: to.value }])
  if (!brake.allows(inboxId, to.value)) {
    await brake.settle()
    return ENOUGH
  }
  const account = await inboxAccount(tx, inboxId)
  const id = await sendAutomatic(tx, {
    messageId: inbound.id,
    author: account?.brand.name ?? '',
    text,
    recipients: [to],
  })
  if (!id) return NOBODY
  brake.answered(id, inboxId, to.value)
  await brake.settle()
  return null
}
