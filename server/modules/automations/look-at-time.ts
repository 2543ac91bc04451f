import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { LAST_ID } from '../../kernel/ids.ts'
import type { Triggers } from '../../kernel/triggers/index.ts'
import { askRun } from './jobs.ts'
import { dueHappening } from './on-events.ts'
import { insertHappenings } from './queries/happenings.ts'
import { lockRule, putLooked } from './queries/rules.ts'
import { delayOf, isTimed, type RuleBooks } from './rule-book.ts'

const BATCH = 500
/** What is left is found a minute later: a rule about the past of a large desk takes its time, and nobody waits for it. */
const MOST_PAGES = 20

/** Finds of one rule what has become due since it was looked last, a page; false where nothing is left. */
const lookOnce = (db: WorkspaceDb, triggers: Triggers, ruleId: string): Promise<boolean> =>
  db.tx(async (tx) => {
    const rule = await lockRule(tx, ruleId)
    const moment = rule && isTimed(rule) && rule.enabled ? triggers.moment(rule.when.moment) : undefined
    if (!rule || !isTimed(rule) || !moment || rule.lookedAt > tx.now) return false
    const delay = delayOf(rule)
    const until = new Date(tx.now.getTime() - delay)
    const span = { after: new Date(rule.lookedAt.getTime() - delay), behind: rule.lookedId, until }
    const rows = await moment.passed(tx, span, BATCH)
    const last = rows.length === BATCH ? rows.at(-1) : undefined
    await insertHappenings(
      tx,
      rows.map((row) => dueHappening(tx, rule, row)),
    )
    await putLooked(tx, {
      id: rule.id,
      lookedAt: last ? new Date(last.at.getTime() + delay) : tx.now,
      lookedId: last?.id ?? LAST_ID,
    })
    if (rows.length > 0) askRun(tx)
    return last !== undefined
  })

/** Finds what rules by time are to answer to now: what became due since they were looked at last, and nothing else. */
export const lookAtTime = async (db: WorkspaceDb, triggers: Triggers, books: RuleBooks): Promise<void> => {
  const book = await books.read(db)
  for (const { id } of book?.timed ?? [])
    for (let page = 0; page < MOST_PAGES && (await lookOnce(db, triggers, id)); page += 1);
}
