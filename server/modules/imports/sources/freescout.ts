import type { FileRef, Item, Person, Said, Talk } from '../neutral.ts'
import { addressesIn, fields, idOf, messageIds, moment, rows, text, texts, type Fields } from './json.ts'
import { demandMoment, numberIn, Unfit, type JsonSource } from './source.ts'

const USER = 'user:'
const CUSTOMER = 'customer:'

/**
 * FreeScout: answers of the API of its module: conversations with `embed=threads`, customers, users, mailboxes. The API gives no
 * Message-IDs; threads out of its database (`message_id`) may stand in their place.
 */
export const freescout: JsonSource = {
  lists: new Set(['conversations', 'threads', 'customers', 'users', 'mailboxes']),
  around: new Set(['_embedded']),
  statuses: {
    active: 'open',
    pending: 'pending',
    closed: 'resolved',
    1: 'open',
    2: 'pending',
    3: 'resolved',
  },
  priorities: {},
  read({ value, file }) {
    if ('mailboxId' in value || ('threadsCount' in value && 'subject' in value)) return conversation(value)
    if ('body' in value && ('type' in value || 'conversation_id' in value)) {
      if (!isSaid(value)) return []
      const talk =
        text(value.conversationId) ?? text(value.conversation_id) ?? numberIn(file, 'conversations?')
      if (talk === undefined) throw new Unfit('no-talk', `thread ${text(value.id) ?? ''}`, '')
      return [{ kind: 'said', talk, item: toSaid(value) }]
    }
    if ('role' in value && value.email !== undefined) return [user(value)]
    if ('firstName' in value || 'lastName' in value) return [{ kind: 'person', item: customer(value) }]
    return []
  },
}

const conversation = (value: Fields): Item[] => {
  const id = text(value.id)
  if (id === undefined) throw new Unfit('unreadable', 'conversation', 'id')
  if (value.status === 'spam' || value.state === 'deleted' || value.state === 'draft')
    throw new Unfit('unwanted', `conversation ${text(value.number) ?? id}`, 'spam, draft, deleted')
  const inside = fields(value._embedded)
  const assignee = fields(value.assignee)
  const person = fields(value.customer)
  const talk: Talk = {
    id,
    number: text(value.number),
    subject: text(value.subject),
    status: text(value.status),
    person: idOf(person.id, CUSTOMER),
    assignee: idOf(assignee.id, USER),
    inbox: text(value.mailboxId),
    tags: rows(inside.tags).flatMap(({ name }) => texts([name])),
    openedAt: demandMoment(moment(value.createdAt), `conversation ${text(value.number) ?? id}`),
    resolvedAt: moment(value.closedAt),
    changedAt: moment(value.updatedAt),
    said: rows(inside.threads).filter(isSaid).map(toSaid),
  }
  return [
    ...(text(person.id) ? [{ kind: 'person' as const, item: customer(person) }] : []),
    ...(text(assignee.id) ? [user(assignee)] : []),
    ...rows(inside.threads).flatMap(writerOf),
    { kind: 'talk', item: talk },
  ]
}

/** Line items ("assigned to …") and what was never sent are no messages. Types of its database are numbers. */
const isSaid = ({ type, state }: Fields): boolean =>
  type !== 'lineitem' && type !== 4 && state !== 'draft' && state !== 'hidden' && state !== 1

const writerOf = ({ createdBy }: Fields): Item[] => {
  const writer = fields(createdBy)
  return writer.type === 'user' && text(writer.id) ? [user(writer)] : []
}

const kindOf = ({ type }: Fields): Said['kind'] =>
  type === 'note' || type === 3 ? 'note' : type === 'customer' || type === 1 ? 'inbound' : 'outbound'

const toSaid = (value: Fields): Said => {
  const id = text(value.id) ?? ''
  const kind = kindOf(value)
  const writer = fields(value.createdBy)
  const person = fields(value.customer)
  return {
    id,
    kind,
    author:
      kind === 'inbound'
        ? {
            id:
              idOf(writer.type === 'customer' ? writer.id : person.id, CUSTOMER) ??
              idOf(value.created_by_customer_id, CUSTOMER),
          }
        : { id: idOf(writer.id, USER) ?? idOf(value.created_by_user_id, USER) },
    html: text(value.body),
    from: addressesIn(value.from)[0],
    to: addressesIn(value.to),
    cc: addressesIn(value.cc),
    at: demandMoment(moment(value.createdAt) ?? moment(value.created_at), `thread ${id}`),
    messageId: messageIds(value.messageId ?? value.message_id)[0],
    files: rows(fields(value._embedded).attachments).map(toFile),
  }
}

const toFile = (value: Fields): FileRef => ({
  name: text(value.fileName) ?? 'file',
  type: text(value.mimeType),
  size: typeof value.size === 'number' ? value.size : undefined,
  url: text(value.fileUrl),
})

const nameOf = (value: Fields): string =>
  [text(value.firstName), text(value.lastName)].filter((part) => part !== undefined).join(' ')

const user = (value: Fields): Item => ({
  kind: 'agent',
  item: {
    id: idOf(value.id, USER) ?? '',
    name: nameOf(value) || (text(value.email) ?? ''),
    email: text(value.email),
  },
})

const customer = (value: Fields): Person => {
  const inside = fields(value._embedded)
  return {
    id: idOf(value.id, CUSTOMER) ?? '',
    name: nameOf(value) || undefined,
    emails: [
      ...addressesIn(value.email),
      ...rows(inside.emails).flatMap((one) => addressesIn(one.value)),
    ].filter((one, at, all) => all.indexOf(one) === at),
    phones: rows(inside.phones).flatMap((one) => texts([one.value])),
    createdAt: moment(value.createdAt),
  }
}
