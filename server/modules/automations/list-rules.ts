import { demand, systemCaller, type Caller } from '../../kernel/caller.ts'
import type { ReadChoices } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { asAppError } from '../../kernel/errors.ts'
import type { Triggers } from '../../kernel/triggers/index.ts'
import type { Rule, TriggerList } from './contract.ts'
import type { Declared } from './declared.ts'
import { countRuns } from './queries/runs.ts'
import { ruleRows, type RuleRow } from './queries/rules.ts'
import { checkRule } from './check-rule.ts'

const WEEK_MS = 7 * 86_400_000

/** What of a rule does not exist any more; null: nothing. */
const wrongWith = async (
  db: Db,
  declared: Declared,
  row: RuleRow,
  read?: ReadChoices,
): Promise<Rule['wrong']> => {
  try {
    await checkRule(db, declared, systemCaller(db.workspaceId), row, read)
    return null
  } catch (error) {
    const known = asAppError(error)
    if (!known) throw error
    return { code: known.code, detail: known.message, reasons: known.details.reasons ?? [] }
  }
}

type Count = Awaited<ReturnType<typeof countRuns>>[number]

const shape = (
  { lookedAt: _, lookedId: __, confirmed: ___, since: ____, updatedAt, ...row }: RuleRow,
  wrong: Rule['wrong'],
  count: Count | undefined,
): Rule => ({
  ...row,
  wrong,
  runs: count?.runs ?? 0,
  troubled: count?.troubled ?? 0,
  lastRunAt: count?.lastRunAt?.toISOString() ?? null,
  updatedAt: updatedAt.toISOString(),
})

const weekAgo = (db: Db): Date => new Date(db.kernel.clock.now().getTime() - WEEK_MS)

/** One rule on the wire. */
export const shownRule = async (db: Db, declared: Declared, row: RuleRow): Promise<Rule> => {
  const [count] = await countRuns(db, weekAgo(db), row.id)
  return shape(row, await wrongWith(db, declared, row), count)
}

/** All rules, with what of them can't work any more and how often they were carried out lately. */
export const listRules = async (db: Db, caller: Caller, declared: Declared): Promise<Rule[]> => {
  demand(caller, 'automations.write')
  const [rows, counts] = await Promise.all([ruleRows(db), countRuns(db, weekAgo(db))])
  const countOf = new Map(counts.map((one) => [one.ruleId, one]))
  const read: ReadChoices = new Map()
  return Promise.all(
    rows.map(async (row) => shape(row, await wrongWith(db, declared, row, read), countOf.get(row.id))),
  )
}

/** Everything to which rules can answer, in the order in which rooms declare it. */
export const listTriggers = (caller: Caller, triggers: Triggers): TriggerList => {
  demand(caller, 'automations.write')
  const { triggers: events, moments } = triggers.list('conversation')
  const shown = ({ name, title }: { name: string; title: { en: string; ja: string } }) => ({ name, title })
  return { events: events.map(shown), moments: moments.map(shown) }
}
