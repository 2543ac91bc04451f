import { demand, may, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { findConversation } from '../../conversations/index.ts'
import type { Harassment, HarassmentFilter, ListedHarassment } from '../contract-harassment.ts'
import { appealsOf } from '../queries/appeals.ts'
import { harassmentPage, harassmentsOf, stepRows } from '../queries/harassments.ts'
import { limitsOf } from '../queries/limits.ts'
import { checkEvidence } from './check-evidence.ts'
import { demandOwnRecord, todayOf } from './demand-record.ts'
import { toAppeal, toHarassments, toLimit, toListed, toStep } from './shape.ts'

/** Records on a conversation in the caller's sight, the newest first: everybody who answers there has to know of them. */
export const listConversationHarassments = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<Harassment[]> => {
  demand(caller, 'harassment.report')
  const { id } = await findConversation(db, caller, conversationId)
  return toHarassments(db, await harassmentsOf(db, id))
}

const readCursor = (cursor: string | undefined): { at: Date; id: string } | undefined => {
  if (cursor === undefined) return undefined
  const [moment = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const at = new Date(moment)
  if (more.length > 0 || Number.isNaN(at.getTime()) || !isId(id))
    throw invalid('care.cursor', 'This cursor does not belong to this list. Start from the first page.')
  return { at, id }
}

/** A page of records in the caller's sight; whoever may not handle them gets what they reported. */
export const listHarassments = async (
  db: Db,
  caller: Caller,
  { cursor, limit, ...filter }: HarassmentFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: ListedHarassment[]; next: string | null }> => {
  demand(caller, 'harassment.report')
  const rows = await harassmentPage(
    db,
    {
      ...filter,
      callerId: caller.id ?? null,
      own: !may(caller, 'harassment.handle'),
      today: await todayOf(db),
      before: readCursor(cursor),
      limit: limit + 1,
    },
    sightOf(caller),
  )
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: await toListed(db, items),
    next: last ? Buffer.from(`${last.reportedAt.toISOString()} ${last.id}`).toString('base64url') : null,
  }
}

/** One record with what was kept, checked, and everything that happened to it. */
export const getHarassment = async (db: Db, caller: Caller, id: string) => {
  demand(caller, 'harassment.report')
  const row = await demandOwnRecord(db, caller, id)
  const [[harassment], { evidence, complete }, steps, limits, appeals] = await Promise.all([
    toListed(db, [row]),
    checkEvidence(db, row),
    stepRows(db, id),
    limitsOf(db, [id]),
    appealsOf(db, [id]),
  ])
  return {
    harassment: harassment as ListedHarassment,
    evidence,
    complete,
    steps: steps.map(toStep),
    limits: limits.map(toLimit),
    appeals: appeals.map(toAppeal),
  }
}
