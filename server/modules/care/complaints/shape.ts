import type { Complaint, ComplaintChanged, LikeComplaint, ListedComplaint } from '../contract-complaints.ts'
import type { ChangeRow } from '../queries/changes.ts'
import type { ComplaintRow, LikeRow, ListedRow } from '../queries/complaints.ts'

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

/** A complaint's shape on the wire. */
export const toComplaint = (row: ComplaintRow): Complaint => ({
  id: row.id,
  conversationId: row.conversationId,
  severity: row.severity,
  causeId: row.causeId,
  summary: row.summary,
  state: row.state,
  ownerId: row.ownerId,
  dueAt: iso(row.dueAt),
  promise: row.promise,
  promiseDueAt: iso(row.promiseDueAt),
  promiseKeptAt: iso(row.promiseKeptAt),
  apology: row.apology,
  apologisedAt: iso(row.apologisedAt),
  correction: row.correction,
  repeatsId: row.repeatsId,
  nextDueAt: iso(row.nextDueAt),
  openedBy: row.openedBy,
  openedAt: row.openedAt.toISOString(),
  closedAt: iso(row.closedAt),
  closedBy: row.closedBy,
})

/** The same with its conversation. */
export const toListed = (row: ListedRow): ListedComplaint => ({
  ...toComplaint(row),
  conversation: { number: row.number, subject: row.subject, customer: row.customer },
})

/** An earlier complaint with what it has in common. */
export const toLike = (row: LikeRow): LikeComplaint => ({
  id: row.id,
  conversationId: row.conversationId,
  number: row.number,
  subject: row.subject,
  customer: row.customer,
  severity: row.severity,
  causeId: row.causeId,
  state: row.state,
  openedAt: row.openedAt.toISOString(),
  why: row.sameCustomer ? (row.sameCause ? 'both' : 'customer') : 'cause',
})

/** Something that was changed. */
export const toChanged = ({
  id,
  at,
  actorKind,
  actorId,
  actorName,
  fields,
}: ChangeRow): ComplaintChanged => ({
  id,
  at: at.toISOString(),
  by: { kind: actorKind, id: actorId, name: actorName },
  fields,
})
