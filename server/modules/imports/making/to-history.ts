import { cutText } from '../../../kernel/cut-text.ts'
import { idAt } from '../../../kernel/ids.ts'
import { maskHtmlNumbers } from '../../../kernel/mime/mask-html.ts'
import { maskNumbers } from '../../../kernel/mime/mask-numbers.ts'
import { htmlToText } from '../../../kernel/mime/text.ts'
import {
  isReserved,
  type HistoricConversation,
  type HistoricMessage,
  type HistoricStanding,
} from '../../conversations/index.ts'
import { EMAIL } from '../../customers/index.ts'
import type { Said, Talk } from '../neutral.ts'
import type { Priority, Status } from '../sources/source.ts'
import type { WholeTalk } from './part-thread.ts'
import type { Somebody } from './people-of.ts'
import type { Terms } from './terms.ts'

const MOST_TEXT = 1_000_000
const SYSTEM = { kind: 'system', id: null, name: 'system' } as const

/** Where a talk goes, and whose it is. */
export interface TalkPlace {
  customer: Somebody
  inboxId: string
  /** The customer's id in the source. */
  person: string | undefined
}

/** A message with its id, made when it was said. */
export type MadeMessage = HistoricMessage & { id: string }

/** A talk that is made now: with what is new of it. */
export interface Made extends WholeTalk {
  place: TalkPlace
  messages: { message: MadeMessage; key: string }[]
  /** The conversation that it is already, and as which version an import left it. */
  target?: { id: string; version: number | null }
}

/** Whoever the file names nowhere was one of those who answered: words are put into no customer's mouth. */
const roleOf = (
  { kind, author: { id }, automatic }: Said,
  person: string | undefined,
  terms: Terms,
): HistoricMessage['kind'] => {
  if (kind !== undefined || automatic) return kind ?? 'outbound'
  const isCustomer =
    id === undefined ||
    (!terms.agents.has(id) &&
      (id === person || terms.people.of(id) !== undefined || terms.people.isErased(id)))
  return isCustomer ? 'inbound' : 'outbound'
}

/**
 * Something said, as conversations keep it; `files` are kept already. Its id stands behind `after` (milliseconds): systems tell
 * seconds, and what was said in one of them keeps its order.
 */
export const toMessage = (
  said: Said,
  { customer, person }: TalkPlace,
  terms: Terms,
  files: NonNullable<HistoricMessage['files']>,
  after = 0,
): MadeMessage => {
  const kind = roleOf(said, person, terms)
  const at = notAfter(new Date(said.at), terms.now)
  const html = said.html === undefined ? undefined : withInlineFiles(cutText(said.html, MOST_TEXT), said)
  const text = cutText(said.text ?? (html === undefined ? '' : htmlToText(html)), MOST_TEXT)
  const mask = terms.maskNumbers && kind === 'inbound'
  const masked = (words: string): string => (mask ? maskNumbers(words).text : words)
  const inbound = kind === 'inbound' ? (terms.people.of(said.author.id) ?? customer) : undefined
  const messageId = said.messageId && !isReserved(said.messageId) ? cutText(said.messageId, 1000) : undefined
  return {
    id: idAt(new Date(Math.max(at.getTime(), after))),
    kind,
    actor: inbound ? { kind: 'customer', ...inbound } : agentOf(said, terms),
    text: masked(text),
    html: mask && html !== undefined ? maskHtmlNumbers(html).text : html,
    subject: said.subject === undefined ? undefined : cutText(masked(said.subject), 2000),
    recipients: kind === 'note' ? [] : recipientsOf(said, inbound, terms.addressOf(customer.id)),
    at,
    key: kind === 'note' ? undefined : messageId,
    ...(said.automatic ? { automatic: true } : {}),
    files,
  }
}

/** Moments that have not come yet: a clock ran ahead. */
const notAfter = (at: Date, now: Date): Date => (at > now ? now : at)

const agentOf = ({ author, automatic }: Said, terms: Terms): HistoricMessage['actor'] => {
  const agent = author.id === undefined ? undefined : terms.agents.get(author.id)
  const id = author.id === undefined ? undefined : terms.agentIds.get(author.id)
  if (id !== undefined) return { kind: 'agent', id, name: terms.agentNames.get(id) ?? agent?.name ?? '' }
  const name = agent?.name ?? author.name
  if (name === undefined && automatic) return SYSTEM
  return { kind: 'agent', id: null, name: cutText(name ?? '', 200) }
}

/** Pictures that the HTML shows from the other system's address are shown from what was kept of them. */
const withInlineFiles = (html: string, { files = [] }: Said): string =>
  files.reduce(
    (all, { url, contentId }) =>
      url !== undefined && contentId !== undefined
        ? all.replaceAll(url, `cid:${contentId}`).replaceAll(url.replaceAll('&', '&amp;'), `cid:${contentId}`)
        : all,
    html,
  )

const recipientsOf = (
  { from, to, cc }: Said,
  writer: Somebody | undefined,
  customerAddress: string | undefined,
): HistoricMessage['recipients'] => {
  const line = (role: 'from' | 'to' | 'cc', value: string, name: string | null = null) => ({
    role,
    kind: EMAIL,
    value: cutText(value, 320),
    name,
  })
  const author = from ?? customerAddress
  const given = to && to.length > 0 ? to : writer || customerAddress === undefined ? [] : [customerAddress]
  return [
    ...(writer && author !== undefined ? [line('from', author, writer.name)] : []),
    ...given.map((address) => line('to', address)),
    ...(cc ?? []).map((address) => line('cc', address)),
  ]
}

/** What a status is here: as somebody said, else as the source means it; what says none is over. */
const statusOf = ({ status }: Talk, { row, source }: Terms): Status => {
  const ours = status === undefined ? undefined : (row.mapping.statuses[status] ?? source?.statuses[status])
  const meant = ours ?? (status === undefined ? 'resolved' : wordsOf(status))
  // Until when it was to sleep is not known.
  return meant === 'snoozed' ? 'pending' : meant
}

const OPEN = /^(open|new|active|in ?progress|未対応|対応中|新規|オープン|受付)/i
const PENDING = /^(pending|waiting|on ?hold|hold|保留|確認中|返信待ち)/i

/** Words of tables. */
const wordsOf = (status: string): Status =>
  OPEN.test(status) ? 'open' : PENDING.test(status) ? 'pending' : 'resolved'

const priorityOf = ({ priority }: Talk, { row, source }: Terms): Priority =>
  priority === undefined
    ? 'normal'
    : (row.mapping.priorities[priority] ?? source?.priorities[priority] ?? 'normal')

/** Who holds a talk, and how it stands. */
const standsAs = (talk: Talk, terms: Terms) => ({
  status: statusOf(talk, terms),
  priority: priorityOf(talk, terms),
  assigneeId: (talk.assignee && terms.agentIds.get(talk.assignee)) || null,
  teamId: (talk.team && terms.teamIds.get(talk.team)) || null,
  tagIds: [...new Set((talk.tags ?? []).flatMap((tag) => terms.tagIdOf(tag) ?? []))],
})

/** How a talk stands by now that is a conversation already; what the file doesn't say, or names nobody here, is left as it is. */
export const toStanding = (talk: Talk, terms: Terms, version: number | null): HistoricStanding => {
  const { status, priority, assigneeId, teamId, tagIds } = standsAs(talk, terms)
  const changedAt = talk.resolvedAt ?? talk.changedAt
  return {
    version,
    status: talk.status === undefined ? undefined : status,
    changedAt: changedAt === undefined ? undefined : new Date(changedAt),
    priority: talk.priority === undefined ? undefined : priority,
    assigneeId: talk.assignee === undefined ? undefined : (assigneeId ?? undefined),
    teamId: talk.team === undefined ? undefined : (teamId ?? undefined),
    tagIds: talk.tags === undefined ? undefined : tagIds,
  }
}

/** A talk, as conversations keep it. */
export const toConversation = (
  talk: Talk,
  place: TalkPlace,
  messages: readonly MadeMessage[],
  terms: Terms,
): HistoricConversation & { id: string } => {
  const { now } = terms
  const openedAt = notAfter(new Date(talk.openedAt), now)
  const first = messages[0]?.at ?? openedAt
  const began = first < openedAt ? first : openedAt
  const { status, priority, assigneeId, teamId, tagIds } = standsAs(talk, terms)
  const last = messages.at(-1)?.at ?? began
  const changedAt = notAfter(new Date(talk.resolvedAt ?? talk.changedAt ?? last), now)
  const resolvedAt = status !== 'resolved' ? null : changedAt < last ? last : changedAt
  return {
    id: idAt(began),
    oldNumber: talk.number === undefined ? undefined : cutText(talk.number, 100),
    inboxId: place.inboxId,
    customerId: place.customer.id,
    openedAt: began,
    subject: cutText((talk.subject ?? messages.find(({ subject }) => subject)?.subject ?? '').trim(), 500),
    status,
    priority,
    assigneeId,
    teamId,
    tagIds,
    openedBy: messages.find(({ kind }) => kind !== 'note')?.kind === 'outbound' ? 'agent' : 'customer',
    snoozedUntil: null,
    resolvedAt,
    keys: (talk.keys ?? []).filter((key) => !isReserved(key)),
    messages: [...messages],
    changes: changesOf({ status, assigneeId, resolvedAt, changedAt, last }, messages, terms),
  }
}

/**
 * What is known of how it came to stand so. Who holds what is open holds it from now on; who held what is over did so when they
 * first wrote.
 */
const changesOf = (
  {
    status,
    assigneeId,
    resolvedAt,
    changedAt,
    last,
  }: { status: Status; assigneeId: string | null; resolvedAt: Date | null; changedAt: Date; last: Date },
  messages: readonly MadeMessage[],
  { now, agentNames }: Terms,
): HistoricConversation['changes'] => {
  const holder = assigneeId
    ? ({ kind: 'agent', id: assigneeId, name: agentNames.get(assigneeId) ?? '' } as const)
    : SYSTEM
  const wrote = messages.find(({ actor }) => assigneeId !== null && actor.id === assigneeId)?.at
  const assignedAt = resolvedAt === null ? now : (wrote ?? resolvedAt)
  return [
    ...(assigneeId
      ? [{ kind: 'assigned' as const, actor: SYSTEM, from: null, to: assigneeId, at: assignedAt }]
      : []),
    ...(status === 'open'
      ? []
      : [
          {
            kind: 'status' as const,
            actor: status === 'resolved' ? holder : SYSTEM,
            from: 'open',
            to: status,
            at: resolvedAt ?? (changedAt < last ? last : changedAt),
          },
        ]),
  ]
}
