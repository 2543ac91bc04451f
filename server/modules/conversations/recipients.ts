import type { Db } from '../../kernel/db/index.ts'
import { addressesOf, addressKey, EMAIL, isLinked } from '../customers/index.ts'
import { addressKindOf, ownAddresses } from '../inboxes/index.ts'
import type { Message } from './contract.ts'
import { findAnswered, type Answered } from './find-answered.ts'
import { lastOutbound } from './queries/messages.ts'
import type { ConversationRow } from './queries/rows.ts'

type Recipients = Message['recipients']
type Recipient = Recipients[number]

/** People whom an answer may go to. */
export interface People {
  to: Recipient[]
  cc: Recipient[]
}

/** Whoever wrote last, alone; and everybody on the last message, without our own addresses. */
export interface Suggested {
  reply: People
  all: People
}

const as = (role: 'to' | 'cc', all: readonly Recipient[]): Recipient[] => all.map((one) => ({ ...one, role }))

/** Each one once, in the first place where they stand. */
const once = ({ to, cc }: People): People => {
  const seen = new Set<string>()
  const fresh = (one: Recipient): boolean =>
    !seen.has(addressKey(one)) && seen.add(addressKey(one)) !== undefined
  return { to: to.filter(fresh), cc: cc.filter(fresh) }
}

/**
 * To whom an answer goes. The thread's last message decides, the customer's or ours, so that somebody whom we added stays in;
 * the addresses of our own inboxes never come back into it.
 */
export const suggestRecipients = async (
  db: Db,
  conversation: ConversationRow,
  answered?: Answered,
): Promise<Suggested> => {
  const on = answered ?? (await findAnswered(db, conversation))
  const { inbound } = on
  const [outbound, isOurs] = await Promise.all([lastOutbound(db, conversation.id, on.id), ownAddresses(db)])
  const theirs = (role: string, from: { recipients: Recipients } | undefined): Recipient[] =>
    from?.recipients.filter((one) => one.role === role && !(one.kind === EMAIL && isOurs(one.value))) ?? []
  const oursIsLast = outbound !== undefined && (inbound === undefined || outbound.id > inbound.id)
  const writer = theirs('from', inbound).slice(0, 1)
  const reply = writer.length > 0 ? writer : outbound ? theirs('to', outbound) : await firstAddress(db, on)
  const all = oursIsLast
    ? { to: theirs('to', outbound), cc: theirs('cc', outbound) }
    : { to: [...reply, ...theirs('to', inbound)], cc: theirs('cc', inbound) }
  const { to, cc } = once({ to: all.to.length > 0 ? all.to : reply, cc: all.cc })
  return { reply: { to: as('to', reply), cc: [] }, all: { to: as('to', to), cc: as('cc', cc) } }
}

/** Nothing of a customer of whom nobody here may know more than the address that was typed. */
const firstAddress = async (
  db: Db,
  { customerId, customerName, inboxId }: Answered,
): Promise<Recipient[]> => {
  if (!(await isLinked(db, customerId, inboxId))) return []
  const addresses = await addressesOf(db, customerId)
  const kind = await addressKindOf(db, inboxId)
  const address = addresses.find((one) => one.kind === kind) ?? addresses[0]
  return address ? [{ role: 'to', kind: address.kind, value: address.value, name: customerName }] : []
}

/** To whom this answer goes: as the agent says; `to` left out, to whoever wrote last. */
export const answerRecipients = async (
  db: Db,
  conversation: ConversationRow,
  answered: Answered,
  wanted: { to?: readonly string[] | undefined; cc: readonly string[]; bcc: readonly string[] },
): Promise<Recipients> => {
  const { reply, all } = await suggestRecipients(db, conversation, answered)
  const known = new Map([...reply.to, ...all.to, ...all.cc].map((one) => [addressKey(one), one]))
  const named = (role: 'to' | 'cc' | 'bcc', values: readonly string[]): Recipient[] =>
    values.map((value) => {
      const one: Recipient = { role, kind: EMAIL, value, name: null }
      return { ...one, name: known.get(addressKey(one))?.name ?? null }
    })
  return [
    ...(wanted.to ? named('to', wanted.to) : reply.to),
    ...named('cc', wanted.cc),
    ...named('bcc', wanted.bcc),
  ]
}
