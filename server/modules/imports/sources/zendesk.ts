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

/**
 * Zendesk: its JSON export (a ticket a line, with its comments), and answers of its API: tickets, incremental exports,
 * comments, users, groups. Comments that stand by themselves name their ticket only by the file: `tickets/42/comments.json`.
 */
export const zendesk: JsonSource = {
  lists: new Set(['tickets', 'users', 'groups', 'comments', 'audits']),
  around: new Set(),
  statuses: {
    new: 'open',
    open: 'open',
    pending: 'pending',
    hold: 'pending',
    solved: 'resolved',
    closed: 'resolved',
  },
  priorities: { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' },
  read({ value, list, file }) {
    if (list === 'comments' || (value.author_id !== undefined && value.public !== undefined)) {
      const talk = text(value.ticket_id) ?? numberIn(file, 'tickets?')
      if (talk === undefined) throw new Unfit('no-talk', `comment ${text(value.id) ?? ''}`, '')
      return [{ kind: 'said', talk, item: toSaid(value) }]
    }
    if (value.requester_id !== undefined || list === 'tickets') return ticket(value)
    if (list === 'users' || (value.role !== undefined && value.name !== undefined)) return [user(value)]
    if (list === 'groups' || /groups?\b[^/]*$/i.test(file)) return group(value)
    return []
  },
}

const ticket = (value: Fields): Item[] => {
  const id = text(value.id)
  if (id === undefined) throw new Unfit('unreadable', 'ticket', 'id')
  if (value.status === 'deleted') throw new Unfit('unwanted', `ticket ${id}`, 'deleted')
  const openedAt = demandMoment(moment(value.created_at), `ticket ${id}`)
  const metrics = { ...fields(value.metric_set), ...fields(rows(value.metric_sets)[0]) }
  const said = rows(value.comments).map(toSaid)
  // Where an export leaves comments out, the description is what its customer wrote first.
  const first: Said[] =
    said.length === 0 && text(value.description) !== undefined && !('comments' in value)
      ? [
          {
            id: `${id}-description`,
            author: { id: text(value.submitter_id) ?? text(value.requester_id) },
            text: text(value.description),
            at: openedAt,
            spare: true,
          },
        ]
      : []
  const encoded = text(value.encoded_id)
  const talk: Talk = {
    id,
    number: id,
    subject: text(value.raw_subject) ?? text(value.subject),
    status: text(value.status),
    priority: text(value.priority),
    person: text(value.requester_id),
    assignee: text(value.assignee_id),
    team: text(value.group_id),
    inbox: text(value.recipient),
    tags: texts(value.tags),
    openedAt,
    resolvedAt: moment(metrics.solved_at) ?? moment(value.solved_at),
    changedAt: moment(value.updated_at),
    keys: encoded ? [`${encoded}@zendesk.com`] : [],
    said: [...first, ...said],
  }
  const people = [value.requester, value.submitter, value.assignee]
    .map(fields)
    .filter((one) => text(one.id) !== undefined && text(one.name) !== undefined)
    .map((one) => user(one))
  const team = fields(value.group)
  return [...people, ...(text(team.id) ? group(team) : []), { kind: 'talk', item: talk }]
}

const toSaid = (value: Fields): Said => {
  const id = text(value.id) ?? ''
  const via = fields(value.via)
  const ends = fields(via.source)
  const system = fields(fields(value.metadata).system)
  const files = rows(value.attachments).map(toFile)
  const isPublic = value.public !== false
  return {
    id,
    kind: isPublic ? undefined : 'note',
    author: { id: text(value.author_id) },
    text: text(value.plain_body) ?? text(value.body),
    html: text(value.html_body),
    from: addressesIn(fields(ends.from).address)[0],
    to: addressesIn(fields(ends.to).address),
    cc: addressesIn(fields(ends.to).email_ccs ?? fields(ends.from).original_recipients),
    at: demandMoment(moment(value.created_at), `comment ${id}`),
    messageId: messageIds(system.message_id ?? system.email_id)[0],
    files,
  }
}

const toFile = (value: Fields): FileRef => {
  const url = text(value.content_url) ?? text(value.mapped_content_url)
  return {
    name: text(value.file_name) ?? 'file',
    type: text(value.content_type),
    size: typeof value.size === 'number' ? value.size : undefined,
    url,
    contentId: value.inline === true && url ? `zendesk-${text(value.id) ?? ''}` : undefined,
  }
}

const user = (value: Fields): Item => {
  const id = idOf(value.id) ?? ''
  const name = text(value.name)
  const email = text(value.email)
  if (value.role === 'agent' || value.role === 'admin')
    return { kind: 'agent', item: { id, name: name ?? email ?? id, email } }
  const item: Person = {
    id,
    name,
    emails: email ? [email] : [],
    phones: value.shared_phone_number === true ? [] : texts(value.phone).slice(0, 1),
    language: text(value.locale),
    attributes: attributesOf(value.user_fields),
    createdAt: moment(value.created_at),
  }
  return { kind: 'person', item }
}

const group = (value: Fields): Item[] => {
  const id = text(value.id)
  const name = text(value.name)
  return id && name ? [{ kind: 'team', item: { id, name } }] : []
}
