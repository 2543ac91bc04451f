import type { FileRef, Item, Person, Said, Talk } from '../neutral.ts'
import {
  addressesIn,
  attributesOf,
  fields,
  idOf,
  messageIds,
  moment,
  rows,
  text,
  texts,
  type Fields,
} from './json.ts'
import { demandMoment, numberIn, Unfit, type JsonSource } from './source.ts'

const AGENT = 'agent:'
const CONTACT = 'contact:'

/** Chatwoot: answers of its API: conversations, their messages, contacts, agents, teams, inboxes. It has no export of its own. */
export const chatwoot: JsonSource = {
  lists: new Set(['payload', 'conversations', 'messages', 'contacts', 'agents', 'teams', 'inboxes']),
  around: new Set(['data']),
  statuses: { open: 'open', pending: 'open', snoozed: 'snoozed', resolved: 'resolved' },
  priorities: { low: 'low', medium: 'normal', high: 'high', urgent: 'urgent' },
  read({ value, file, list }) {
    if ('message_type' in value) return message(value, file)
    if ('inbox_id' in value && ('status' in value || 'meta' in value)) return conversation(value)
    if ('availability_status' in value && 'role' in value) return agent(value)
    if ('phone_number' in value || 'identifier' in value) return [{ kind: 'person', item: contact(value) }]
    if (list === 'teams' || 'allow_auto_assign' in value || /teams?\b[^/]*$/i.test(file)) return team(value)
    return []
  },
}

const conversation = (value: Fields): Item[] => {
  const id = text(value.id)
  if (id === undefined) throw new Unfit('unreadable', 'conversation', 'id')
  const meta = fields(value.meta)
  const sender = fields(meta.sender)
  const assignee = fields(meta.assignee)
  const extra = fields(value.additional_attributes)
  const openedAt = demandMoment(
    moment(value.created_at) ?? moment(value.timestamp) ?? moment(value.last_activity_at),
    `conversation ${id}`,
  )
  const talk: Talk = {
    id,
    number: id,
    subject: text(extra.mail_subject) ?? text(value.subject),
    status: text(value.status),
    priority: text(value.priority),
    person: idOf(sender.id, CONTACT) ?? idOf(value.contact_id, CONTACT),
    assignee: idOf(assignee.id, AGENT),
    team: text(fields(meta.team).id),
    inbox: text(value.inbox_id),
    tags: texts(value.labels),
    openedAt,
    resolvedAt: value.status === 'resolved' ? moment(value.last_activity_at) : undefined,
    changedAt: moment(value.last_activity_at),
    // Its own mails answer `account/1/conversation/<uuid>@domain`; the domain differs by installation.
    keys: [],
    said: rows(value.messages).filter(isSaid).map(toSaid),
  }
  return [
    ...(text(sender.id) ? [{ kind: 'person' as const, item: contact(sender) }] : []),
    ...(text(assignee.id) ? agent(assignee) : []),
    ...(text(fields(meta.team).id) ? team(fields(meta.team)) : []),
    { kind: 'talk', item: talk },
  ]
}

/** Activities ("assigned to …") are no messages. */
const isSaid = ({ message_type: type }: Fields): boolean => type !== 2 && type !== 'activity'

const message = (value: Fields, file: string): Item[] => {
  if (!isSaid(value)) return []
  const talk = text(value.conversation_id) ?? numberIn(file, 'conversations?')
  if (talk === undefined) throw new Unfit('no-talk', `message ${text(value.id) ?? ''}`, '')
  return [{ kind: 'said', talk, item: toSaid(value) }]
}

const toSaid = (value: Fields): Said => {
  const id = text(value.id) ?? ''
  const attributes = fields(value.content_attributes)
  const email = fields(attributes.email)
  const sender = fields(value.sender)
  const incoming = value.message_type === 0 || value.message_type === 'incoming'
  const isTemplate = value.message_type === 3 || value.message_type === 'template'
  const kind = value.private === true ? 'note' : incoming ? 'inbound' : 'outbound'
  return {
    id,
    kind,
    author: {
      id: idOf(sender.id, incoming || sender.type === 'contact' ? CONTACT : AGENT),
      name: text(sender.name),
    },
    text: text(fields(email.text_content).full) ?? text(value.content),
    html: text(fields(email.html_content).full),
    subject: text(email.subject),
    from: addressesIn(email.from)[0],
    to: addressesIn(email.to ?? attributes.to_emails),
    cc: addressesIn(email.cc ?? attributes.cc_emails),
    at: demandMoment(moment(value.created_at), `message ${id}`),
    messageId: messageIds(email.message_id ?? value.source_id)[0],
    answers: messageIds(email.in_reply_to),
    automatic: isTemplate || sender.type === 'agent_bot' || undefined,
    files: rows(value.attachments).map(toFile),
  }
}

const toFile = (value: Fields): FileRef => {
  const url = text(value.data_url)
  const name = url?.split('?')[0]?.split('/').at(-1)
  return {
    name: name ? decode(name) : 'file',
    size: typeof value.file_size === 'number' ? value.file_size : undefined,
    url,
  }
}

const decode = (name: string): string => {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const contact = (value: Fields): Person => ({
  id: idOf(value.id, CONTACT) ?? '',
  name: text(value.name),
  emails: addressesIn(value.email),
  phones: texts(value.phone_number).slice(0, 1),
  attributes: attributesOf(value.custom_attributes),
  createdAt: moment(value.created_at),
})

const agent = (value: Fields): Item[] => {
  const id = idOf(value.id, AGENT)
  const name = text(value.name) ?? text(value.available_name) ?? text(value.email)
  return id ? [{ kind: 'agent', item: { id, name: name ?? id, email: text(value.email) } }] : []
}

const team = (value: Fields): Item[] => {
  const id = text(value.id)
  const name = text(value.name)
  return id && name ? [{ kind: 'team', item: { id, name } }] : []
}
