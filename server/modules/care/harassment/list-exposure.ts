import { demand, may, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Exposure } from '../contract-harassment.ts'
import { exposureRows } from '../queries/exposure.ts'

/**
 * How often people had to bear harassment of late, the most exposed first: for those who handle it, of everybody. Anybody else
 * gets their own. It is counted to protect them, so it names nobody's records.
 */
export const listExposure = async (db: Db, caller: Caller): Promise<Exposure[]> => {
  demand(caller, 'harassment.report')
  const own = caller.id === undefined ? [] : [caller.id]
  const rows = await exposureRows(db, may(caller, 'harassment.handle') ? null : own)
  return rows.map(({ lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() }))
}
