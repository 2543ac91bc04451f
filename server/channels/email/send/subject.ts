import type { OutgoingMessage } from '../../channel.ts'
import type { Account } from '../account.ts'
import { say } from '../words.ts'

const replyMark = /^\s*(?:re|aw|sv|antw|返信)\s*(?:\[\d+\])?\s*[:：]/i

/** The subject line: `Re:` when the message answers one, and the conversation's number where the inbox wants it. */
export const subjectOf = (message: OutgoingMessage, account: Account): string => {
  const given = message.subject?.replaceAll(/\p{Cc}+/gu, ' ').trim() ?? ''
  const plain =
    given ||
    say(message.language ?? account.language, {
      en: `Your inquiry to ${account.brand.name}`,
      ja: `${account.brand.name}へのお問い合わせについて`,
    })
  // A receipt is nobody's answer, and a mail with a secret belongs to no conversation.
  if (message.confidential) return plain
  const answers = message.thread.answers !== undefined && !message.automatic
  const answered = answers && !replyMark.test(plain) ? `Re: ${plain}` : plain
  const tag = `[#${message.reference}]`
  return account.settings.subjectReference && !answered.includes(tag) ? `${answered} ${tag}` : answered
}
