import { demand, demandSight, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { invalid, notFound } from '../../../kernel/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { refuseEmptied } from '../../conversations/index.ts'
import { actorOf } from '../../customers/index.ts'
import type { Complaint, ComplaintChange } from '../contract-complaints.ts'
import { insertChange, type ChangedFields } from '../queries/changes.ts'
import {
  complaintRow,
  deleteComplaintRow,
  holdComplaint,
  saveComplaint,
  type ComplaintRow,
} from '../queries/complaints.ts'
import { demandAlone, demandCause, demandOwner } from './open-complaint.ts'
import { toComplaint } from './shape.ts'
import { tellChanged } from './tell-changed.ts'

/** A complaint in the caller's sight, held; throws `not-found`. */
const demandComplaint = async (tx: Tx, caller: Caller, id: string): Promise<ComplaintRow> => {
  const row = await holdComplaint(tx, id)
  if (!row) throw notFound('care.no-complaint', 'There is no such complaint.')
  demandSight(caller, row.inboxId, 'care.no-complaint', 'complaint')
  return row
}

const MOMENTS = ['dueAt', 'promiseDueAt', 'promiseKeptAt', 'apologisedAt'] as const
const TEXTS = ['summary', 'promise', 'apology', 'correction'] as const
const PLAIN = ['severity', 'causeId', 'ownerId', 'repeatsId', 'state'] as const
const FIELDS = [...PLAIN, ...TEXTS, ...MOMENTS]

/** The row with what was sent put in; what was not sent stays. */
const changed = (before: ComplaintRow, input: ComplaintChange): ComplaintRow => {
  const sent = Object.entries(input).filter(([, value]) => value !== undefined)
  const row = { ...before, ...Object.fromEntries(sent) } as ComplaintRow & Record<string, unknown>
  for (const name of TEXTS) row[name] = row[name].trim()
  for (const name of MOMENTS) row[name] = row[name] === null ? null : new Date(row[name])
  return row
}

/** The deadline that comes first of those that nothing has met. */
const nextDue = ({ state, dueAt, promiseDueAt, promiseKeptAt }: ComplaintRow): Date | null => {
  if (state === 'closed') return null
  const open = [dueAt, promiseKeptAt === null ? promiseDueAt : null].flatMap((at) => at?.getTime() ?? [])
  return open.length === 0 ? null : new Date(Math.min(...open))
}

const text = (value: string | Date | null): string | null =>
  value instanceof Date ? value.toISOString() : value

const differences = (before: ComplaintRow, after: ComplaintRow): ChangedFields =>
  Object.fromEntries(
    FIELDS.map((name) => [name, { from: text(before[name]), to: text(after[name]) }] as const).filter(
      ([, { from, to }]) => from !== to,
    ),
  )

/** Throws unless everything was said that a closed complaint is to tell later. */
const demandWhole = ({ causeId, correction, promise, promiseDueAt, promiseKeptAt }: ComplaintRow): void => {
  if (causeId === null) throw invalid('care.close-cause', 'Name the cause before you close the complaint.')
  if (correction === '')
    throw invalid(
      'care.close-correction',
      'Say what was done before you close the complaint, or that nothing had to be.',
    )
  if ((promise !== '' || promiseDueAt !== null) && promiseKeptAt === null)
    throw invalid(
      'care.close-promise',
      'Something was promised that is not marked as kept. Mark it, or remove it.',
    )
}

/** Throws unless it repeats an earlier complaint that the caller sees. */
const demandEarlier = async (tx: Tx, caller: Caller, row: ComplaintRow): Promise<void> => {
  if (row.repeatsId === null) return
  const earlier = await complaintRow(tx, row.repeatsId)
  if (!earlier) throw notFound('care.no-complaint', 'There is no such complaint.')
  demandSight(caller, earlier.inboxId, 'care.no-complaint', 'complaint')
  const isEarlier =
    earlier.openedAt < row.openedAt || (+earlier.openedAt === +row.openedAt && earlier.id < row.id)
  if (!isEarlier)
    throw invalid('care.not-earlier', 'A complaint can repeat only one that was recorded before it.')
}

/** Changes a complaint, closes it, or opens it again. Who changed what is kept. */
export const updateComplaint = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: ComplaintChange,
): Promise<Complaint> => {
  demand(caller, 'complaints.write')
  const before = await demandComplaint(tx, caller, id)
  const after = changed(before, input)
  if (TEXTS.some((name) => after[name] !== before[name] && after[name] !== ''))
    await refuseEmptied(tx, [before.conversationId])
  if (after.causeId !== before.causeId) await demandCause(tx, after.causeId)
  if (after.ownerId !== before.ownerId) await demandOwner(tx, after.ownerId)
  if (after.repeatsId !== before.repeatsId) await demandEarlier(tx, caller, after)
  if (after.state === 'closed') demandWhole(after)
  else if (before.state === 'closed') await demandAlone(tx, before.conversationId)
  if (after.state !== before.state) {
    after.closedAt = after.state === 'closed' ? tx.now : null
    after.closedBy = after.state === 'closed' ? (caller.id ?? null) : null
  }
  after.nextDueAt = nextDue(after)
  const fields = differences(before, after)
  if (Object.keys(fields).length === 0) return toComplaint(before)
  await saveComplaint(tx, after)
  await insertChange(tx, id, actorOf(caller), fields)
  tellChanged(tx, caller, before, after)
  return toComplaint(after)
}

/** Removes a complaint that was recorded by mistake; that it was there stands in the audit log. */
export const deleteComplaint = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'complaints.manage')
  const row = await demandComplaint(tx, caller, id)
  await deleteComplaintRow(tx, id)
  tellChanged(tx, caller, row, undefined)
  const { conversationId, severity, state, openedAt } = row
  await recordAudit(tx, caller, {
    action: 'care.delete-complaint',
    subject: { kind: 'complaint', id },
    details: { conversationId, severity, state, openedAt: openedAt.toISOString() },
  })
}
