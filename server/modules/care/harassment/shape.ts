import type { Db } from '../../../kernel/db/index.ts'
import type { Harassment, HarassmentStep, ListedHarassment } from '../contract-harassment.ts'
import type { Appeal, ContactLimit } from '../contract-limits.ts'
import { appealsOf, type AppealRow } from '../queries/appeals.ts'
import type { HarassmentRow, ListedRow, StepRow } from '../queries/harassments.ts'
import { limitsOf, type LimitRow } from '../queries/limits.ts'

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

/** A limit's shape on the wire: not whose it is, nor the link's token. */
export const toLimit = (row: LimitRow): ContactLimit => ({
  id: row.id,
  harassmentId: row.harassmentId,
  block: row.block,
  channels: row.channels,
  most: row.most,
  periodDays: row.periodDays,
  hours: row.hours,
  reason: row.reason,
  reviewOn: row.reviewOn,
  templateId: row.templateId,
  toldAt: iso(row.toldAt),
  toldProblem: row.toldProblem,
  setBy: row.setBy,
  setAt: row.setAt.toISOString(),
  liftedBy: row.liftedBy,
  liftedAt: iso(row.liftedAt),
  held: row.held,
})

/** An appeal's shape on the wire. */
export const toAppeal = (row: AppealRow): Appeal => ({
  id: row.id,
  limitId: row.limitId,
  words: row.words,
  cameAt: row.cameAt.toISOString(),
  notedBy: row.notedBy,
  decidedAt: iso(row.decidedAt),
  decidedBy: row.decidedBy,
  outcome: row.outcome,
  answer: row.answer,
})

/** A step's shape on the wire. */
export const toStep = ({
  id,
  at,
  actorKind,
  actorId,
  actorName,
  step,
  words,
  details,
}: StepRow): HarassmentStep => ({
  id,
  at: at.toISOString(),
  by: { kind: actorKind, id: actorId, name: actorName },
  step: step as HarassmentStep['step'],
  words,
  details,
})

const toRecord = (
  row: HarassmentRow,
  limits: readonly LimitRow[],
  appeals: readonly AppealRow[],
): Harassment => {
  const limit = limits.find(({ harassmentId, liftedAt }) => harassmentId === row.id && liftedAt === null)
  const appeal = appeals.find(({ harassmentId, outcome }) => harassmentId === row.id && outcome === null)
  return {
    id: row.id,
    conversationId: row.conversationId,
    customerId: row.customerId,
    kinds: row.kinds,
    summary: row.summary,
    state: row.state,
    reportedBy: row.reportedBy,
    reportedAt: row.reportedAt.toISOString(),
    exposed: row.exposed,
    decidedBy: row.decidedBy,
    decidedAt: iso(row.decidedAt),
    decision: row.decision,
    takenOverBy: row.takenOverBy,
    takenOverAt: iso(row.takenOverAt),
    reviewOn: row.reviewOn,
    closedAt: iso(row.closedAt),
    closedBy: row.closedBy,
    evidenceCount: row.evidenceCount,
    limit: limit ? toLimit(limit) : null,
    appeal: appeal ? toAppeal(appeal) : null,
  }
}

/** Records with the limit that stands and the appeal that waits of each. */
export const toHarassments = async (db: Db, rows: readonly HarassmentRow[]): Promise<Harassment[]> => {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [limits, appeals] = await Promise.all([limitsOf(db, ids), appealsOf(db, ids)])
  return rows.map((row) => toRecord(row, limits, appeals))
}

/** The same for one. */
export const toHarassment = async (db: Db, row: HarassmentRow): Promise<Harassment> =>
  (await toHarassments(db, [row]))[0] as Harassment

/** The same with their conversations. */
export const toListed = async (db: Db, rows: readonly ListedRow[]): Promise<ListedHarassment[]> =>
  (await toHarassments(db, rows)).map((record, at) => {
    const { number, subject, customer } = rows[at] as ListedRow
    return { ...record, conversation: { number, subject, customer } }
  })
