import type { FileRef, Item, Person, Said, Talk } from '../neutral.ts'
import {
  addressesIn,
  fields,
  messageIds,
  moment,
  nameBefore,
  rows,
  text,
  texts,
  type Fields,
} from './json.ts'
import { demandMoment, Unfit, type JsonSource } from './source.ts'

/**
 * Zammad: answers of its API with `expand=true`: tickets, articles of tickets, users, groups. It has no export of its own.
 * Articles may also stand in their ticket (`articles`).
 */
export const zammad: JsonSource = {
  lists: new Set(['tickets', 'articles', 'ticket_articles', 'users', 'groups']),
  around: new Set(),
  statuses: {
    new: 'open',
    open: 'open',
    'pending reminder': 'pending',
    'pending close': 'pending',
    closed: 'resolved',
    merged: 'resolved',
    1: 'open',
    2: 'open',
    3: 'pending',
    4: 'resolved',
    5: 'resolved',
    6: 'pending',
  },
  priorities: { '1 low': 'low', '2 normal': 'normal', '3 high': 'high', 1: 'low', 2: 'normal', 3: 'high' },
  read({ value, list, file }) {
    if ('ticket_id' in value && 'body' in value)
      return [{ kind: 'said', talk: text(value.ticket_id) ?? '', item: toSaid(value) }, ...authorOf(value)]
    if ('title' in value && 'number' in value) return ticket(value)
    if ('login' in value || 'firstname' in value) return user(value)
    if (list === 'groups' || /groups?\b[^/]*$/i.test(file)) return group(value)
    return []
  },
}

const ticket = (value: Fields): Item[] => {
  const id = text(value.id)
  if (id === undefined) throw new Unfit('unreadable', 'ticket', 'id')
  const articles = rows(value.articles)
  const talk: Talk = {
    id,
    number: text(value.number),
    subject: text(value.title),
    status: text(value.state) ?? text(value.state_id),
    priority: text(value.priority) ?? text(value.priority_id),
    person: text(value.customer_id),
    // 1 is the system: nobody.
    assignee: value.owner_id === 1 ? undefined : text(value.owner_id),
    team: text(value.group_id),
    inbox: text(value.group) ?? text(value.group_id),
    tags: texts(value.tags),
    openedAt: demandMoment(moment(value.created_at), `ticket ${id}`),
    resolvedAt: moment(value.close_at),
    changedAt: moment(value.updated_at),
    said: articles.map(toSaid),
  }
  const team =
    text(value.group) && text(value.group_id) ? group({ id: value.group_id, name: value.group }) : []
  return [...articles.flatMap(authorOf), ...team, { kind: 'talk', item: talk }]
}

const isCustomers = (value: Fields): boolean =>
  /customer/i.test(text(value.sender) ?? '') || value.sender_id === 2

const toSaid = (value: Fields): Said => {
  const id = text(value.id) ?? ''
  const isHtml = /html/i.test(text(value.content_type) ?? '')
  const isSystem = /system/i.test(text(value.sender) ?? '') || value.sender_id === 3
  const kind = value.internal === true ? 'note' : isCustomers(value) ? 'inbound' : 'outbound'
  return {
    id,
    kind,
    author: { id: text(value.origin_by_id) ?? text(value.created_by_id), name: nameBefore(value.from) },
    text: isHtml ? undefined : text(value.body),
    html: isHtml ? text(value.body) : undefined,
    subject: text(value.subject),
    from: addressesIn(value.from)[0],
    to: addressesIn(value.to),
    cc: addressesIn(value.cc),
    at: demandMoment(moment(value.created_at), `article ${id}`),
    messageId: messageIds(value.message_id)[0],
    answers: [...messageIds(value.in_reply_to), ...messageIds(value.references).toReversed()],
    automatic: isSystem || undefined,
    files: rows(value.attachments).map((one) => toFile(one, value)),
  }
}

/** Agents are known by their articles, where the list of users is missing: their sender says what they are. */
const authorOf = (value: Fields): Item[] => {
  const id = text(value.origin_by_id) ?? text(value.created_by_id)
  const isAgents = /agent/i.test(text(value.sender) ?? '') || value.sender_id === 1
  const name = nameBefore(value.from)?.replace(/ via .*$/i, '')
  return id !== undefined && id !== '1' && isAgents && name !== undefined
    ? [{ kind: 'agent', item: { id, name, email: undefined } }]
    : []
}

const toFile = (value: Fields, { ticket_id: ticketId, id }: Fields): FileRef => {
  const preferences = fields(value.preferences)
  return {
    name: text(value.filename) ?? 'file',
    type: text(preferences['Content-Type']) ?? text(preferences['Mime-Type']),
    size: Number(text(value.size)) || undefined,
    url: text(value.url),
    path:
      text(value.path) ??
      `ticket_attachment/${text(ticketId) ?? ''}/${text(id) ?? ''}/${text(value.id) ?? ''}`,
    contentId: text(preferences['Content-ID'])?.replace(/^<|>$/g, ''),
  }
}

const isAgent = (value: Fields): boolean =>
  texts(value.roles).some((role) => /agent|admin/i.test(role)) ||
  (Array.isArray(value.role_ids) && value.role_ids.some((role) => role === 1 || role === 2))

const user = (value: Fields): Item[] => {
  const id = text(value.id)
  if (id === undefined || id === '1') return []
  const email = text(value.email)
  const name = [text(value.firstname), text(value.lastname)].filter((part) => part && part !== '-').join(' ')
  if (isAgent(value)) return [{ kind: 'agent', item: { id, name: name || email || id, email } }]
  const item: Person = {
    id,
    name: name || undefined,
    emails: addressesIn(email),
    phones: [...texts(value.phone).slice(0, 1), ...texts(value.mobile).slice(0, 1)],
    createdAt: moment(value.created_at),
  }
  return [{ kind: 'person', item }]
}

const group = (value: Fields): Item[] => {
  const id = text(value.id)
  const name = text(value.name)
  return id && name ? [{ kind: 'team', item: { id, name } }] : []
}
