import { demand, demandSight, may, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { invalid, notFound } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { timeZoneOf } from '../../agents/index.ts'
import { findConversation } from '../../conversations/index.ts'
import { startOfDay } from '../../hours/index.ts'
import type {
  Complaint,
  ComplaintChanged,
  ComplaintFilter,
  LikeComplaint,
  ListedComplaint,
} from '../contract-complaints.ts'
import { changeRows } from '../queries/changes.ts'
import { complaintPage, countOverdue, type After, type Narrowed } from '../queries/complaint-list.ts'
import { complaintRow, complaintsOf, likeRows, type ListedRow } from '../queries/complaints.ts'
import { todayOf } from '../harassment/demand-record.ts'
import { countForReview } from '../queries/harassments.ts'
import { toChanged, toComplaint, toLike, toListed } from './shape.ts'

const DAY_MS = 86_400_000
/** A cause that came up longer ago says little about this time. */
const LIKE_DAYS = 180
const MOST_LIKE = 10
const MOST_CHANGES = 200

/** Complaints of a conversation in the caller's sight, the newest first. */
export const listConversationComplaints = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<Complaint[]> => {
  demand(caller, 'conversations.read')
  const { id } = await findConversation(db, caller, conversationId)
  return (await complaintsOf(db, id)).map(toComplaint)
}

const seenComplaint = async (db: Db, caller: Caller, id: string): Promise<ListedRow> => {
  demand(caller, 'conversations.read')
  const row = await complaintRow(db, id)
  if (!row) throw notFound('care.no-complaint', 'There is no such complaint.')
  demandSight(caller, row.inboxId, 'care.no-complaint', 'complaint')
  return row
}

/** One complaint in the caller's sight. */
export const getComplaint = async (db: Db, caller: Caller, id: string): Promise<ListedComplaint> =>
  toListed(await seenComplaint(db, caller, id))

/** Who changed what of a complaint, the newest first. */
export const listComplaintChanges = async (
  db: Db,
  caller: Caller,
  id: string,
): Promise<ComplaintChanged[]> => {
  await seenComplaint(db, caller, id)
  return (await changeRows(db, id, MOST_CHANGES)).map(toChanged)
}

/** Earlier complaints that this one may repeat. */
export const listLikeComplaints = async (db: Db, caller: Caller, id: string): Promise<LikeComplaint[]> => {
  const row = await seenComplaint(db, caller, id)
  const since = new Date(row.openedAt.getTime() - LIKE_DAYS * DAY_MS)
  return (await likeRows(db, row, { since, limit: MOST_LIKE }, sightOf(caller))).map(toLike)
}

const readCursor = (cursor: string | undefined): After | undefined => {
  if (cursor === undefined) return undefined
  const [moment = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const place = new Date(moment)
  if (more.length > 0 || Number.isNaN(place.getTime()) || !isId(id))
    throw invalid('care.cursor', 'This cursor does not belong to this list. Start from the first page.')
  return { place, id }
}

const writeCursor = ({ place, id }: After): string =>
  Buffer.from(`${place.toISOString()} ${id}`).toString('base64url')

/** A filter made ready for statements. */
export const narrowedTo = async (
  db: Db,
  caller: Caller,
  { from, to, ...filter }: ComplaintFilter,
): Promise<Narrowed> => {
  const zone = from || to ? await timeZoneOf(db, caller) : 'UTC'
  const dayAfter = (day: string): string =>
    new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
  return {
    ...filter,
    callerId: caller.id,
    opened: {
      from: from ? startOfDay(zone, from) : null,
      before: to ? startOfDay(zone, dayAfter(to)) : null,
    },
  }
}

/** A page of the complaints on conversations in the caller's sight. */
export const listComplaints = async (
  db: Db,
  caller: Caller,
  { cursor, limit, ...filter }: ComplaintFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: ListedComplaint[]; next: string | null }> => {
  demand(caller, 'conversations.read')
  const after = readCursor(cursor)
  const narrowed = await narrowedTo(db, caller, filter)
  const rows = await complaintPage(db, narrowed, { after, limit: limit + 1 }, sightOf(caller))
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(toListed), next: last ? writeCursor(last) : null }
}

/** How much waits for the caller. */
export const getCareWaiting = async (
  db: Db,
  caller: Caller,
): Promise<{ overdueComplaints: number; recordsToReview: number }> => {
  demand(caller, 'conversations.read')
  const sight = sightOf(caller)
  const [overdueComplaints, recordsToReview] = await Promise.all([
    countOverdue(db, caller.id ?? null, sight),
    may(caller, 'harassment.handle') ? todayOf(db).then((today) => countForReview(db, today, sight)) : 0,
  ])
  return { overdueComplaints, recordsToReview }
}
