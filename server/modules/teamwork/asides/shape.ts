import type { Aside, AsideMessage, ListedAside } from '../contract-asides.ts'
import type { PartnerPerson } from '../contract-partners.ts'
import type { AsideMessageRow, AsideRow, ListedAsideRow } from '../queries/asides.ts'

/** How others call it: nothing that could be taken for a conversation's number. */
export const referenceOf = ({ homeNumber, number }: Pick<AsideRow, 'homeNumber' | 'number'>): string =>
  `S${homeNumber}-${number}`

const headOf = (row: AsideRow) => ({
  id: row.id,
  conversationId: row.conversationId,
  reference: referenceOf(row),
  kind: row.kind,
  state: row.state,
  partnerId: row.partnerId,
  partner: row.partner,
  typeId: row.typeId,
  type: row.type,
  subject: row.subject,
  dueAt: row.dueAt?.toISOString() ?? null,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  closedBy: row.closedBy,
})

const withoutRole = ({ name, address }: PartnerPerson): PartnerPerson => ({ name, address })

const toMessage = (row: AsideMessageRow): AsideMessage => ({
  id: row.id,
  direction: row.direction,
  via: row.via,
  authorId: row.authorId,
  author: row.author,
  address: row.address,
  to: row.recipients.filter(({ role }) => role !== 'from').map(withoutRole),
  text: row.text,
  automatic: row.automatic,
  at: row.at.toISOString(),
  state: row.state,
  reason: row.reason,
  files: row.files.map(({ id, name, type, size, problem }) => ({ id, name, type, size, problem })),
})

/** To whom the next message goes: whom the newest one went to. */
const peopleOf = (messages: readonly AsideMessageRow[]): PartnerPerson[] =>
  messages
    .findLast(({ direction }) => direction === 'out')
    ?.recipients.filter(({ role }) => role !== 'from')
    .map(withoutRole) ?? []

/** The shape on the wire, with everything that was said. */
export const toAside = (row: AsideRow, messages: readonly AsideMessageRow[]): Aside => {
  const own = messages.filter(({ asideId }) => asideId === row.id)
  return { ...headOf(row), people: peopleOf(own), messages: own.map(toMessage) }
}

/** The same in a list of all conversations. */
export const toListed = (row: ListedAsideRow): ListedAside => ({
  ...headOf(row),
  last: row.last,
  conversation: {
    number: row.conversationNumber,
    subject: row.conversationSubject,
    customer: row.customer,
  },
})
