import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { readCalendars } from '../hours/index.ts'
import { cutoffsOf, ruleOf } from './cutoffs.ts'
import { unansweredFound, type Overdue } from './events.ts'
import { places, ruleRows } from './queries/rules.ts'
import { anyRule, forgetAnswered, noteWaits } from './queries/waits.ts'

const BATCH = 500

/**
 * Tells of customers who have waited longer than is set: once of each wait. Costs with those who wait too long. Gives of how many.
 */
export const watchWaits = async (db: WorkspaceDb): Promise<number> => {
  if (!(await anyRule(db))) return 0
  let told = 0
  for (;;) {
    const rows = await db.tx(async (tx) => {
      const [rules, calendars, all] = await Promise.all([ruleRows(tx), readCalendars(tx), places(tx)])
      if (told === 0) await forgetAnswered(tx)
      const found = await noteWaits(tx, cutoffsOf(rules, calendars, all, tx.now), BATCH)
      const overdue = found.flatMap((row): Overdue[] => {
        const rule = ruleOf(rules, row)
        return rule && rule.seconds !== null ? [{ ...row, seconds: rule.seconds, tells: rule.tells }] : []
      })
      if (overdue.length > 0) tx.announce(unansweredFound({ found: overdue }))
      return found.length
    })
    told += rows
    if (rows < BATCH) return told
  }
}
