import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { sightOf } from '../../kernel/sight.ts'
import { notFound } from '../../kernel/errors.ts'
import { LAST_ID } from '../../kernel/ids.ts'
import { timeZoneOf } from '../agents/index.ts'
import { groupOf, seesCustomer } from '../customers/index.ts'
import type { TimelineEntry } from './contract.ts'
import { readCursor, writeCursor } from './cursor.ts'
import {
  changedRows,
  knownRows,
  messagesRows,
  notesRows,
  openedRows,
  resolvedRows,
  type ConversationRef,
  type EntryRow,
  type TimelineScope,
} from './queries/timeline.ts'

/** An entry with its place to the microsecond. */
interface Placed {
  placeAt: string
  entry: TimelineEntry
}

/**
 * A page of everything that happened with a customer in the caller's sight, newest first. Every kind is read to the
 * depth of a page and the newest of all are kept, so that a page costs the same wherever it begins.
 */
export const listTimeline = async (
  db: Db,
  caller: Caller,
  customerId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: TimelineEntry[]; next: string | null }> => {
  demand(caller, 'customers.read')
  const place = readCursor('timeline', query.cursor) ?? { at: 'infinity', id: LAST_ID }
  if (!(await seesCustomer(db, caller, customerId))) {
    throw notFound('customers.no-customer', 'There is no such customer.')
  }
  const inboxIds = sightOf(caller)
  const group = await groupOf(db, customerId)
  const scope = { customerId, group, inboxIds, place, limit: query.limit + 1 }
  const entries = await readEntries(db, scope, await timeZoneOf(db, caller))
  entries.sort((a, b) => order(b.placeAt, a.placeAt) || order(b.entry.id, a.entry.id))
  const shown = entries.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ entry }) => entry),
    next:
      last && entries.length > query.limit
        ? writeCursor('timeline', { at: last.placeAt, id: last.entry.id })
        : null,
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const readEntries = async (db: Db, scope: TimelineScope, timeZone: string): Promise<Placed[]> => {
  const [opened, resolved, messages, notes, changed, known] = await Promise.all([
    openedRows(db, scope),
    resolvedRows(db, scope),
    messagesRows(db, scope, timeZone),
    notesRows(db, scope),
    changedRows(db, scope),
    knownRows(db, scope),
  ])
  return [
    ...opened.map((row) => place(row, { kind: 'opened', ...by(row), conversation: about(row) })),
    ...resolved.map((row) =>
      place(row, { kind: row.resolved ? 'resolved' : 'reopened', ...by(row), conversation: about(row) }),
    ),
    ...messages.map((row) => {
      const { inbound, outbound, authors, since } = row
      const counted = { inbound, outbound, authors: authors ?? [], since: since.toISOString() }
      return place(row, { kind: 'messages', ...counted, conversation: about(row) })
    }),
    ...notes.map((row) => place(row, { kind: 'note', ...by(row), text: row.text })),
    ...changed.map((row) => {
      const { kind: what, subject, from, to } = row
      return place(row, { kind: 'changed', ...by(row), what, subject, from, to })
    }),
    ...known.map((row) => {
      const nothing = { subject: null, from: null, to: null }
      return place(row, { kind: 'changed', ...by(row), what: 'created', ...nothing })
    }),
  ]
}

type WithoutPlace<T> = T extends unknown ? Omit<T, 'id' | 'at'> : never

const place = (row: Pick<EntryRow, 'id' | 'placeAt'>, entry: WithoutPlace<TimelineEntry>): Placed => ({
  placeAt: row.placeAt,
  entry: { ...entry, id: row.id, at: new Date(row.placeAt).toISOString() } as TimelineEntry,
})

const by = ({ actorKind, actorId, actorName }: EntryRow) => ({
  actor: { kind: actorKind, id: actorId, name: actorName },
})

const about = ({ conversationId, number, subject, inboxId }: ConversationRef) => ({
  id: conversationId,
  number,
  subject,
  inboxId,
})
