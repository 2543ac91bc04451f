import type { Db } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import type { OutgoingRow } from '../conversations/index.ts'
import { EMAIL, emailOf } from '../customers/index.ts'
import { mailRoute, type Route } from './route-message.ts'

/** Why a message waits that only mail could carry. */
export const NO_MAIL: Sentence = {
  en: 'Replies in this inbox are sent by email, but no email inbox is connected yet. They wait until one is.',
  ja: 'この窓口への返信はメールで送られますが、メールの窓口がまだ接続されていません。接続されるまで送信待ちになります。',
}

/** How mail would carry a message that its own channel leaves to it. */
export interface MailInstead {
  /** Mail addresses that the message itself is to: whoever gave one with this very inquiry is answered there. */
  given: OutgoingRow['recipients']
  /** Where the customer has mail, the first of `given` or what is known of them; undefined: nowhere. */
  email: string | undefined
  /** Through which inbox; undefined: none is connected, or there is no address. */
  mail: Route | undefined
  /** A screen of the customer's keeps the message for when they come back, unless it was written to a mail address. */
  staysThere: boolean
}

/** Finds how mail would carry a message that its own channel leaves to it. */
export const mailInstead = async (
  db: Db,
  { recipients, customerId }: Pick<OutgoingRow, 'recipients' | 'customerId'>,
  { channel, inbox }: Route,
): Promise<MailInstead> => {
  const given = recipients.filter(({ role, kind }) => role === 'to' && kind === EMAIL)
  const to = recipients.filter(({ role }) => role === 'to')
  const email = given[0]?.value ?? (await emailOf(db, customerId, to))
  return {
    given,
    email,
    mail: email ? await mailRoute(db, inbox) : undefined,
    staysThere: channel.abilities.live && given.length === 0,
  }
}
