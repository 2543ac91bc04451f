import type { Db } from '../../kernel/db/index.ts'
import type { Limits } from './contract.ts'
import type { HappeningRow } from './queries/happenings.ts'
import { ruleRows, settingsRow, type RuleRow } from './queries/rules.ts'

const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

/** A rule that answers to a moment. */
export type TimedRule = RuleRow & { when: Extract<RuleRow['when'], { moment: string }> }

/** True for a rule that answers when time has passed. */
export const isTimed = (rule: RuleRow): rule is TimedRule => 'moment' in rule.when

/** How long after its moment a rule answers. */
export const delayOf = ({ when: { after } }: TimedRule): number => after.amount * UNIT_MS[after.unit]

/** The rules of a workspace that are switched on, in their order. */
export interface RuleBook {
  rules: readonly RuleRow[]
  timed: readonly TimedRule[]
  /** Those that answer to triggers of these names. */
  answering(triggers: readonly string[]): readonly RuleRow[]
  limits: Limits
}

const bookOf = (rows: readonly RuleRow[], limits: Limits): RuleBook => {
  const rules = rows.filter(({ enabled }) => enabled)
  const byTrigger = new Map<string, Set<RuleRow>>()
  for (const rule of rules)
    for (const name of 'events' in rule.when ? rule.when.events : [])
      byTrigger.set(name, (byTrigger.get(name) ?? new Set()).add(rule))
  return {
    rules,
    timed: rules.filter(isTimed),
    limits,
    answering: (triggers) => {
      const found = triggers.map((name) => byTrigger.get(name)).filter((one) => one !== undefined)
      if (found.length < 2) return [...(found[0] ?? [])]
      return rules.filter((rule) => found.some((some) => some.has(rule)))
    },
  }
}

/** The rules that may answer to something, in their order: those that were there when it happened. */
export const candidatesFor = (
  book: RuleBook,
  { ruleId, triggers, at }: Pick<HappeningRow, 'ruleId' | 'triggers' | 'at'>,
): readonly RuleRow[] =>
  (ruleId === null ? book.answering(triggers) : book.timed.filter(({ id }) => id === ruleId)).filter(
    ({ since }) => since <= at,
  )

/**
 * Rules as they are asked, kept in memory: one small statement says whether they are still the same, so that fifty rules
 * cost no more than one where messages come in.
 */
export class RuleBooks {
  readonly #kept = new Map<number, { stamp: string; book: RuleBook }>()

  /** The rules that are switched on; undefined where the workspace never had any. */
  async read(db: Db): Promise<RuleBook | undefined> {
    const settings = await settingsRow(db)
    if (!settings) return undefined
    const { stamp, ...limits } = settings
    const kept = this.#kept.get(db.workspaceId)
    if (kept?.stamp === stamp) return kept.book
    // What is saved between the two statements has another stamp: it is read anew the next time.
    const book = bookOf(await ruleRows(db), limits)
    this.#kept.set(db.workspaceId, { stamp, book })
    return book
  }
}
