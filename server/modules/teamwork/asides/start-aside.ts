import { demand, demandSight, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { findConversation, holdThreads, refuseEmptied } from '../../conversations/index.ts'
import { addressesOf, EMAIL, groupOf } from '../../customers/index.ts'
import { findMailInbox } from '../../delivery/index.ts'
import type { Aside, AsideInput } from '../contract-asides.ts'
import type { PartnerPerson } from '../contract-partners.ts'
import { demandPartner, mailKey, peopleIn } from '../partners/save-partner.ts'
import { demandType } from '../partners/save-type.ts'
import {
  asidesOf,
  holdAside,
  insertAside,
  insertAsideMessage,
  saidInAsides,
  type AsideRow,
} from '../queries/asides.ts'
import { holdFiles } from './hold-files.ts'
import { linkUntil } from './link.ts'
import { scheduleAside } from './send-job.ts'
import { toAside } from './shape.ts'
import { tellAsides } from './tell.ts'

/** About one conversation, closed ones among them. */
const MOST = 50

/** One in the caller's sight, held. */
export const demandAside = async (tx: Tx, caller: Caller, id: string): Promise<AsideRow> => {
  const row = await holdAside(tx, id)
  if (!row) throw notFound('teamwork.no-aside', 'There is no such escalation or side conversation.')
  demandSight(caller, row.seenIn, 'teamwork.no-aside', 'escalation or side conversation')
  return row
}

/** As it is now, on the wire. */
export const showAside = async (tx: Tx, row: AsideRow): Promise<Aside> => {
  const now = (await holdAside(tx, row.id)) ?? row
  return toAside(now, await saidInAsides(tx, [row.id]))
}

/** Whom something may be written to: nobody twice, no inbox of ours, and never the customer whom it is about. */
export const recipientsIn = async (
  tx: Tx,
  people: readonly PartnerPerson[],
  customerId: string,
): Promise<PartnerPerson[]> => {
  const checked = await peopleIn(tx, people)
  const members = await groupOf(tx, customerId)
  const theirs = await Promise.all(members.map((id) => addressesOf(tx, id, EMAIL)))
  const keys = new Set(theirs.flat().map(({ value }) => mailKey(value)))
  const customer = checked.find(({ address }) => keys.has(mailKey(address)))
  if (customer)
    throw invalid(
      'teamwork.asks-the-customer',
      `${customer.address} is the customer’s own address. Answer them in the conversation itself.`,
      { address: customer.address },
    )
  return checked
}

/** The words of a message, trimmed at their end; throws where nothing is left. */
export const wordsIn = (text: string): string => {
  const trimmed = text.trimEnd()
  if (trimmed.trim() === '') throw invalid('teamwork.empty-aside', 'The message is empty. Say what you ask.')
  return trimmed
}

/** Writes a message to whoever is asked; to nobody by mail where there are no people. */
export const addOut = async (
  tx: Tx,
  caller: Caller,
  aside: Pick<AsideRow, 'id' | 'inboxId' | 'conversationId' | 'homeId'>,
  input: { text: string; people: readonly PartnerPerson[]; attachmentIds: readonly string[] },
): Promise<void> => {
  const id = newId()
  const byMail = input.people.length > 0
  await insertAsideMessage(tx, {
    id,
    asideId: aside.id,
    direction: 'out',
    via: byMail ? 'mail' : 'link',
    authorId: caller.id ?? null,
    author: caller.name,
    address: null,
    recipients: input.people.map((one) => ({ ...one, role: 'to' as const })),
    text: wordsIn(input.text),
    automatic: false,
    state: byMail ? 'queued' : null,
    files: await holdFiles(tx, caller, aside, input.attachmentIds),
  })
  if (byMail) scheduleAside(tx, { messageId: id, asideId: aside.id, inboxId: aside.inboxId })
}

/** Asks somebody else about a conversation. Its customer is told nothing. */
export const startAside = async (
  tx: Tx,
  caller: Caller,
  { conversationId, ...input }: AsideInput & { conversationId: string },
): Promise<Aside> => {
  demand(caller, 'conversations.reply')
  const row = await findConversation(tx, caller, conversationId)
  await holdThreads(tx, [row.id])
  await refuseEmptied(tx, [row.id])
  if ((await asidesOf(tx, row.id)).length >= MOST)
    throw invalid(
      'teamwork.too-many-asides',
      `About one conversation ${MOST} escalations and side conversations can be begun. Go on in one of them.`,
    )
  const subject = input.subject.trim()
  if (subject === '') throw invalid('teamwork.no-subject', 'Enter a subject.')
  const partner = input.partnerId === null ? undefined : await demandPartner(tx, input.partnerId)
  const type = input.typeId === null ? undefined : await demandType(tx, input.typeId)
  const people = await recipientsIn(tx, input.people, row.customerId)
  const name = partner?.name ?? (people[0]?.name || people[0]?.address)
  if (!name) throw invalid('teamwork.asks-nobody', 'Say whom you ask.')
  if (people.length === 0 && input.kind === 'side')
    throw invalid('teamwork.no-people', 'Enter an address to which it is written.')
  const inboxId = await findMailInbox(tx, row.inboxId)
  if (people.length > 0 && !inboxId)
    throw conflict(
      'teamwork.no-mail-inbox',
      'Mail leaves through an email inbox, and none is connected. Connect one in the settings, or ask through the link alone.',
    )
  const aside = { id: newId(), conversationId: row.id, homeId: row.id, inboxId: inboxId ?? row.inboxId }
  const place = {
    conversationId: row.id,
    seenIn: row.inboxId,
    assigneeId: row.assigneeId,
    createdBy: caller.id ?? null,
  }
  return tellAsides(tx, caller, place, async () => {
    await insertAside(tx, {
      id: aside.id,
      conversationId: row.id,
      inboxId: aside.inboxId,
      kind: input.kind,
      partnerId: input.partnerId,
      partner: name,
      typeId: input.typeId,
      type: type?.name ?? null,
      subject,
      dueAt: input.dueAt === null ? null : new Date(input.dueAt),
      createdBy: caller.id ?? null,
      linkUntil: input.kind === 'escalation' ? linkUntil(tx.now) : null,
    })
    await addOut(tx, caller, aside, { ...input, people })
    const made = await holdAside(tx, aside.id)
    if (!made) throw new Error(`the aside ${aside.id} vanished`)
    return showAside(tx, made)
  })
}
