import type { Sentence } from '../../../kernel/http-client/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { insertBeside } from '../../conversations/index.ts'
import { ownAddresses } from '../../inboxes/index.ts'
import type { PartnerPerson } from '../contract-partners.ts'
import { mailKey } from '../partners/save-partner.ts'
import { asidesByKey, concernedIn, hasKey } from '../queries/aside-mail.ts'
import { holdAside, holdAsideMessage, insertAsideMessage, type AsideMessageRow } from '../queries/asides.ts'
import { settle } from './keep-sent.ts'
import { tellAsides } from './tell.ts'
import { noteAnswered } from './write-aside.ts'

/** What a mail says, with its files stored. */
interface Words {
  text: string
  files: readonly {
    id: string
    fileId: string | null
    name: string
    type: string
    size: number
    problem: string | null
  }[]
}

/** A mail that bears a key in the form of ours. */
export interface AsideMail {
  inboxId: string
  /** Keys in the form of ours, strongest first. */
  keys: readonly string[]
  from: PartnerPerson
  /** Other addresses that it says it is from. */
  senders: readonly string[]
  recipients: readonly (PartnerPerson & { role: 'to' | 'cc' })[]
  messageKey: string | null
  automatic: boolean
  /** When it came in. */
  at: Date
  /** Asked only of one that is kept here. */
  words(): Promise<Words>
}

/** Who may join asides. */
interface Belonging {
  members: Set<string>
  customers: Set<string>
}

/**
 * Keeps mails that answer what we asked others; gives for each whether it is one. The strongest key of ours decides where a
 * mail belongs, and its sender must belong there: whom we wrote to, or who stands in To or Cc of what they wrote, by From and
 * by Reply-To. The customer of the conversation never does, whoever put them in copy. Everybody else's mail goes on to be
 * a customer's.
 */
export const receiveAsides = async (tx: Tx, mails: readonly AsideMail[]): Promise<boolean[]> => {
  const strongest = mails.flatMap(({ inboxId, keys: [key] }) => (key === undefined ? [] : [{ inboxId, key }]))
  const found = strongest.length === 0 ? [] : await asidesByKey(tx, strongest)
  if (found.length === 0) return mails.map(() => false)
  const byKey = new Map(found.map(({ inboxId, key, asideId }) => [`${inboxId} ${key}`, asideId]))
  const people = await whoBelongs(tx, [...new Set(found.map(({ asideId }) => asideId))])
  const isOurs = await ownAddresses(tx)
  const kept: boolean[] = []
  for (const mail of mails) {
    const asideId = byKey.get(`${mail.inboxId} ${mail.keys[0]}`)
    const belongs = asideId ? people.get(asideId) : undefined
    const from = [mail.from.address, ...mail.senders]
      .filter((address, at) => at === 0 || !isOurs(address))
      .map(mailKey)
    if (
      !asideId ||
      !belongs ||
      !from.every((key) => belongs.members.has(key) && !belongs.customers.has(key))
    ) {
      kept.push(false)
      continue
    }
    const recipients = mail.recipients.filter(({ address }) => !isOurs(address))
    kept.push(await keep(tx, asideId, { ...mail, recipients }))
    for (const { address } of recipients) belongs.members.add(mailKey(address))
  }
  return kept
}

const whoBelongs = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Belonging>> => {
  const people = new Map<string, Belonging>()
  for (const { asideId, address, customer } of await concernedIn(tx, ids)) {
    const own = people.get(asideId) ?? { members: new Set(), customers: new Set() }
    own[customer ? 'customers' : 'members'].add(mailKey(address))
    people.set(asideId, own)
  }
  return people
}

/** False where the aside went meanwhile: with its conversation, or because somebody was erased. */
const keep = async (tx: Tx, asideId: string, mail: AsideMail): Promise<boolean> => {
  const aside = await holdAside(tx, asideId)
  if (!aside) return false
  // The same mail by another way.
  if (mail.messageKey !== null && (await hasKey(tx, asideId, mail.messageKey))) return true
  const { text, files } = await mail.words()
  await insertBeside(tx, aside.homeId, files)
  await tellAsides(tx, undefined, aside, async () => {
    await insertAsideMessage(tx, {
      id: newId(),
      asideId,
      direction: 'in',
      via: 'mail',
      authorId: null,
      author: mail.from.name || mail.from.address,
      address: mail.from.address,
      recipients: [{ ...mail.from, role: 'from' }, ...mail.recipients],
      text,
      automatic: mail.automatic,
      at: mail.at,
      state: null,
      files: files.map(({ id }) => id),
      channelKey: mail.messageKey,
    })
    if (!mail.automatic) await noteAnswered(tx, aside, mail.at)
  })
  return true
}

/** What a mail system reports of a message of ours. */
export interface AsideReport {
  inboxId: string
  messageKey: string
  state: string
  reason: Sentence | null
}

const LEFT = new Set<AsideMessageRow['state']>(['sent', 'uncertain'])

/** Keeps what is reported of messages to those who were asked; gives for each whether it is about one. */
export const keepAsideReports = async (tx: Tx, reports: readonly AsideReport[]): Promise<boolean[]> => {
  const keys = reports.map(({ inboxId, messageKey }) => ({ inboxId, key: messageKey }))
  const found = keys.length === 0 ? [] : await asidesByKey(tx, keys)
  const byKey = new Map(found.map(({ inboxId, key, messageId }) => [`${inboxId} ${key}`, messageId]))
  const kept: boolean[] = []
  for (const { inboxId, messageKey, state, reason } of reports) {
    const messageId = byKey.get(`${inboxId} ${messageKey}`)
    const message = messageId ? await holdAsideMessage(tx, messageId) : undefined
    kept.push(message !== undefined)
    if (!message || !LEFT.has(message.state)) continue
    // Of several recipients one may have it: then the reason stands beside what was sent.
    const isLost = (state === 'bounced' || state === 'failed') && message.recipients.length < 2
    await settle(tx, message, {
      state: isLost ? 'bounced' : message.state,
      attempts: message.attempts,
      reason,
    })
  }
  return kept
}
