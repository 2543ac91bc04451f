import type { Address, MessageArrival } from '../channel.ts'
import { unpack, type Envelope } from './envelope.ts'
import type { ChatInbox } from './settings.ts'
import { threadKeyOf } from './visitor.ts'

/** Kind of the identities of this channel. */
export const KIND = 'chat'

/** A plain check: what is no mail address at all would only stand in the way. */
const MAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/

/** Turns a kept message into an arrival. */
export const parse = async (raw: Buffer, inbox: ChatInbox): Promise<MessageArrival[]> => {
  const { message, files } = unpack(raw)
  const { visitor } = message
  const arrival: MessageArrival = {
    kind: 'message',
    from: addressesOf(visitor, inbox),
    verified: visitor.user !== undefined,
    text: message.text,
    files,
    occurredAt: new Date(message.at),
    messageKey: messageKeyOf(visitor, message.id),
    threadKeys: [threadKeyOf(visitor)],
    context: message.context,
  }
  if (message.language) arrival.language = message.language
  if (Object.keys(visitor.attributes).length > 0) arrival.hints = { attributes: visitor.attributes }
  return [arrival]
}

/** The key of a visitor's message: visitors choose their ids, so each has a space of their own. */
export const messageKeyOf = (visitor: { id: string }, id: string): string => `${visitor.id}:${id}`

const addressesOf = (visitor: Envelope['visitor'], inbox: ChatInbox): [Address, ...Address[]] => {
  const named = visitor.name ? { name: visitor.name } : {}
  // Ids of two shops may be the same number: the inbox keeps them apart.
  const own = visitor.user === undefined ? visitor.id : `${visitor.user}@${inbox.token}`
  const email = visitor.email?.normalize('NFKC').trim()
  if (!email || email.length > 254 || !MAIL.test(email)) return [{ kind: KIND, value: own, ...named }]
  return [
    { kind: KIND, value: own, ...named },
    // not-a-channel: kind of the mail address that a visitor gives
    { kind: 'email', value: email, ...named, ...(visitor.emailProven ? {} : { unproven: true }) },
  ]
}
