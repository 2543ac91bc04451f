import type { Judged } from '../../kernel/conditions/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { brakeRules, type Brake } from './brake-rules.ts'
import type { Declared } from './declared.ts'
import { ruleRan } from './events.ts'
import type { HappeningRow } from './queries/happenings.ts'
import { hasRun, insertRuns, type RunRow } from './queries/runs.ts'
import type { RuleRow } from './queries/rules.ts'
import { candidatesFor, isTimed, type RuleBook } from './rule-book.ts'
import { runSteps } from './run-steps.ts'
import { shortened } from './shortened.ts'

/** False where the time of a rule has not come, or came already: somebody answered since. */
const isDue = async (
  tx: Tx,
  { triggers }: Declared,
  { eventId, moment, conversationId }: HappeningRow,
  rule: RuleRow,
): Promise<boolean> => {
  if (!isTimed(rule)) return true
  const now = await triggers.moment(rule.when.moment)?.read(tx, [conversationId])
  if (now?.get(conversationId)?.getTime() !== moment?.getTime()) return false
  return !(await hasRun(tx, { ruleId: rule.id, eventId, conversationId }))
}

const judgeOne = (
  tx: Tx,
  { conditions }: Declared,
  { conversationId, atId }: HappeningRow,
  rules: readonly RuleRow[],
): Promise<Judged> =>
  conditions.judge(tx, {
    about: 'conversation',
    ids: [conversationId],
    expressions: rules.flatMap(({ applies }) => applies ?? []),
    now: tx.now,
    at: new Map(atId ? [[conversationId, atId]] : []),
  })

/** The first rule that holds, and why. */
const firstHolding = async (
  tx: Tx,
  declared: Declared,
  row: HappeningRow,
  rules: readonly RuleRow[],
): Promise<{ rule: RuleRow; why: RunRow['why'] } | undefined> => {
  const judged = await judgeOne(tx, declared, row, rules)
  const expressions = rules.flatMap(({ applies }) => applies ?? [])
  for (const rule of rules) {
    const at = rule.applies ? expressions.indexOf(rule.applies) : -1
    if (at >= 0 && !judged.holds(at, row.conversationId)) continue
    if (await isDue(tx, declared, row, rule))
      return { rule, why: at < 0 ? null : shortened(judged.why(at, row.conversationId)) }
  }
  return undefined
}

const answerTo = async (
  tx: Tx,
  declared: Declared,
  brake: Brake,
  row: HappeningRow,
  candidates: readonly RuleRow[],
): Promise<RunRow[]> => {
  const runs: RunRow[] = []
  let rules = candidates
  for (;;) {
    // Read anew behind each rule that was carried out: those behind it see what it did.
    const found = rules.length > 0 ? await firstHolding(tx, declared, row, rules) : undefined
    if (!found) return runs
    const { rule, why } = found
    const reason = brake.stops(rule, row.because)
    const done = reason
      ? { state: 'stopped' as const, steps: [], outward: 0 }
      : await runSteps(tx, declared.actions, rule, row, brake)
    brake.ran(rule, done)
    runs.push({
      id: newId(),
      ruleId: rule.id,
      ruleName: rule.name,
      version: rule.version,
      conversationId: row.conversationId,
      eventId: row.eventId,
      trigger:
        'moment' in rule.when
          ? rule.when.moment
          : (rule.when.events.find((name) => row.triggers.includes(name)) ?? ''),
      because: row.because,
      reason,
      why,
      ...done,
      at: tx.now,
    })
    rules = rule.stops && !reason ? [] : rules.slice(rules.indexOf(rule) + 1)
  }
}

/** Has rules answer to what happened in one conversation, in its order, and keeps what became of it. */
export const runConversation = async (
  tx: Tx,
  declared: Declared,
  book: RuleBook,
  rows: readonly HappeningRow[],
): Promise<void> => {
  const [first] = rows
  if (!first) return
  const brake = await brakeRules(tx, first.conversationId, book.limits)
  const runs: RunRow[] = []
  for (const row of rows) runs.push(...(await answerTo(tx, declared, brake, row, candidatesFor(book, row))))
  if (runs.length === 0) return
  await insertRuns(tx, runs)
  tx.announce(ruleRan({ conversationId: first.conversationId }))
}
