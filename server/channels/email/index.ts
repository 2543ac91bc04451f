import type { Channel, InboxAccount } from '../channel.ts'
import type { Account } from './account.ts'
import { likeness, outline } from './at-a-glance.ts'
import { check } from './check/check.ts'
import { consentUrl } from './oauth/consent.ts'
import { finishConsent } from './oauth/finish-consent.ts'
import { parseAnySize } from './parse/parse-apart.ts'
import { closingOf } from './send/closing.ts'
import { ready } from './send/ready.ts'
import { send } from './send/send.ts'
import { type Secrets, secretsShape, type Settings, settingsShape } from './settings.ts'
import { start } from './start.ts'
import { messageIdOf } from './threads/tokens.ts'
import { view } from './view.ts'

/** Rooms hand over what they keep; the shapes fill in what was added since it was saved. */
const complete = (inbox: InboxAccount<Settings, Secrets>): Account => ({
  ...inbox,
  settings: settingsShape.parse(inbox.settings),
  secrets: secretsShape.parse(inbox.secrets),
})

/** Email: mailboxes by IMAP, forwarding to the built-in receiver, sending by SMTP. */
export const channel: Channel<Settings, Secrets> = {
  name: 'email',
  title: { en: 'Email', ja: 'メール' },
  addressKind: 'email',
  abilities: {
    html: true,
    subject: true,
    attachments: true,
    copies: true,
    live: false,
    startsConversations: true,
    // SMTP has no way to tell a second delivery of the same mail from the first.
    repeatable: false,
    receipts: ['bounced'],
  },
  settings: settingsShape,
  secrets: secretsShape,
  view,
  parse: (raw, inbox, wishes) => parseAnySize(raw, complete(inbox), wishes),
  outline,
  likeness,
  send: (message, inbox, host, over) => send(message, complete(inbox), host, over),
  keyOf: (messageId, inbox) => messageIdOf(complete(inbox), messageId),
  closing: (author, inbox) => closingOf(author, complete(inbox)),
  wantsHistory: (inbox) => complete(inbox).settings.quote === 'all',
  ready: (inbox) => ready(complete(inbox)),
  start,
  connect: (inbox, host) => consentUrl(complete(inbox), host.publicUrl, Date.now()),
  endpoints: [finishConsent],
  check: (inbox, host) => check(complete(inbox), host),
}
