import type { FileRef, Item, Person, Said, Talk } from '../neutral.ts'
import { addressesIn, attributesOf, fields, moment, rows, text, texts, type Fields } from './json.ts'
import { demandMoment, numberIn, Unfit, type JsonSource } from './source.ts'

/**
 * Freshdesk: its account export (`helpdesk_ticket` with its notes, `user`), and answers of its API v2: tickets, also with
 * `include=conversations,requester,stats`, conversations, contacts, agents, groups.
 */
export const freshdesk: JsonSource = {
  lists: new Set(['tickets', 'contacts', 'agents', 'groups', 'conversations', 'results']),
  around: new Set(),
  statuses: { 2: 'open', 3: 'pending', 4: 'resolved', 5: 'resolved', 6: 'pending', 7: 'pending' },
  priorities: { 1: 'low', 2: 'normal', 3: 'high', 4: 'urgent' },
  read({ value, list, file }) {
    if ('helpdesk_ticket' in value) return ticket(fields(value.helpdesk_ticket))
    if ('user' in value && Object.keys(value).length === 1) return person(fields(value.user))
    if ('note' in value && Object.keys(value).length === 1) return loose(fields(value.note), file)
    if ('incoming' in value && 'private' in value) return loose(value, file)
    if ('requester_id' in value) return ticket(value)
    if ('contact' in value || list === 'agents' || /agents?\b[^/]*$/i.test(file)) return agent(value)
    if (list === 'groups' || /groups?\b[^/]*$/i.test(file)) return group(value)
    return value.email !== undefined || 'mobile' in value ? person(value) : []
  },
}

const loose = (value: Fields, file: string): Item[] => {
  const talk = text(value.ticket_id) ?? text(value.notable_id) ?? numberIn(file, 'tickets?')
  if (talk === undefined) throw new Unfit('no-talk', `note ${text(value.id) ?? ''}`, '')
  return [{ kind: 'said', talk, item: toSaid(value) }]
}

const ticket = (value: Fields): Item[] => {
  const id = text(value.display_id) ?? text(value.id)
  if (id === undefined) throw new Unfit('unreadable', 'ticket', 'id')
  if (value.spam === true || value.deleted === true)
    throw new Unfit('unwanted', `ticket ${id}`, 'spam, deleted')
  const openedAt = demandMoment(moment(value.created_at), `ticket ${id}`)
  const stats = { ...fields(value.ticket_states), ...fields(value.stats) }
  const requester = fields(value.requester)
  const first: Said = {
    id: `${id}-description`,
    author: { id: text(value.requester_id), name: text(value.requester_name) },
    kind: value.source === 10 ? 'outbound' : 'inbound',
    text: text(value.description_text) ?? (value.description_html ? text(value.description) : undefined),
    html: text(value.description_html) ?? text(value.description),
    subject: text(value.subject),
    cc: addressesIn(value.cc_emails ?? fields(value.cc_email).cc_emails),
    at: openedAt,
    files: rows(value.attachments).map(toFile),
  }
  const notes = [...rows(value.conversations), ...rows(value.notes), ...rows(value.helpdesk_notes)]
    .map((note) => ('note' in note ? fields(note.note) : note))
    .filter((note) => note.deleted !== true)
  const talk: Talk = {
    id,
    number: id,
    subject: text(value.subject),
    status: text(value.status),
    priority: text(value.priority),
    person: text(value.requester_id),
    assignee: text(value.responder_id),
    team: text(value.group_id),
    inbox: text(value.email_config_id) ?? text(value.support_email),
    tags: Array.isArray(value.tags)
      ? value.tags.flatMap((tag) => texts([text(tag) ?? fields(tag).name]))
      : [],
    openedAt,
    resolvedAt: moment(stats.resolved_at) ?? moment(stats.closed_at),
    changedAt: moment(value.updated_at),
    said: [first, ...notes.map(toSaid)],
  }
  const known = text(requester.id) ? person(requester) : []
  return [...known, { kind: 'talk', item: talk }]
}

const toSaid = (value: Fields): Said => {
  const id = text(value.id) ?? ''
  // An automatic note, like a change of a property, is said by nobody; 2 is a note, 0 a reply, 1 a customer's form.
  const kind = value.private === true ? 'note' : value.incoming === true ? 'inbound' : 'outbound'
  return {
    id,
    kind,
    author: { id: text(value.user_id) },
    text: text(value.body_text) ?? (value.body_html ? text(value.body) : undefined),
    html: text(value.body_html) ?? text(value.body),
    from: addressesIn(value.from_email)[0],
    to: addressesIn(value.to_emails),
    cc: addressesIn(value.cc_emails),
    at: demandMoment(moment(value.created_at), `note ${id}`),
    files: rows(value.attachments).map(toFile),
    automatic: value.auto_response === true || undefined,
  }
}

const toFile = (value: Fields): FileRef => ({
  name: text(value.name) ?? text(value.content_file_name) ?? 'file',
  type: text(value.content_type) ?? text(value.content_content_type),
  size: typeof value.size === 'number' ? value.size : undefined,
  url: text(value.attachment_url),
})

const person = (value: Fields): Item[] => {
  const id = text(value.id)
  if (id === undefined) return []
  if (value.helpdesk_agent === true)
    return [{ kind: 'agent', item: { id, name: text(value.name) ?? id, email: text(value.email) } }]
  const item: Person = {
    id,
    name: text(value.name),
    emails: [...addressesIn(value.email), ...addressesIn(value.other_emails)],
    phones: [...texts(value.phone).slice(0, 1), ...texts(value.mobile).slice(0, 1)],
    language: text(value.language),
    attributes: attributesOf({ ...fields(value.custom_field), ...fields(value.custom_fields) }),
    createdAt: moment(value.created_at),
  }
  return [{ kind: 'person', item }]
}

const agent = (value: Fields): Item[] => {
  const contact = fields(value.contact)
  const id = text(value.id)
  const name = text(contact.name) ?? text(value.name)
  const email = text(contact.email) ?? text(value.email)
  return id ? [{ kind: 'agent', item: { id, name: name ?? email ?? id, email } }] : []
}

const group = (value: Fields): Item[] => {
  const id = text(value.id)
  const name = text(value.name)
  return id && name ? [{ kind: 'team', item: { id, name } }] : []
}
