import type { Tx } from '../../kernel/db/index.ts'
import { nextIdAt } from '../../kernel/ids.ts'
import type { Brake } from './brake-rules.ts'
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

/** The first rule that holds, and why. */
const firstHolding = async (
  tx: Tx,
  declared: Declared,
  row: HappeningRow,
  rules: readonly RuleRow[],
): Promise<{ rule: RuleRow; why: RunRow['why'] } | undefined> => {
  const { conversationId, atId } = row
  const expressions = rules.flatMap(({ applies }) => applies ?? [])
  const judged = await declared.conditions.judge(tx, {
    about: 'conversation',
    ids: [conversationId],
    expressions,
    now: tx.now,
    at: new Map(atId ? [[conversationId, atId]] : []),
  })
  for (const rule of rules) {
    const at = rule.applies ? expressions.indexOf(rule.applies) : -1
    if (at >= 0 && !judged.holds(at, conversationId)) continue
    if (await isDue(tx, declared, row, rule))
      return { rule, why: at < 0 ? null : shortened(judged.why(at, conversationId)) }
  }
  return undefined
}

const triggerOf = ({ when }: RuleRow, { triggers }: HappeningRow): string =>
  'moment' in when ? when.moment : (when.events.find((name) => triggers.includes(name)) ?? '')

/** Carries out a rule that holds, unless it is stopped. */
const carryOut = async (
  tx: Tx,
  { actions }: Declared,
  brake: Brake,
  row: HappeningRow,
  { rule, why }: { rule: RuleRow; why: RunRow['why'] },
): Promise<RunRow> => {
  const reason = brake.stops(rule, row.because)
  const done = reason
    ? { state: 'stopped' as const, steps: [], outward: 0 }
    : await runSteps(tx, actions, rule, row, brake)
  brake.ran(rule, done)
  return {
    id: nextIdAt(tx.now),
    ruleId: rule.id,
    ruleName: rule.name,
    version: rule.version,
    conversationId: row.conversationId,
    eventId: row.eventId,
    trigger: triggerOf(rule, row),
    because: row.because,
    reason,
    why,
    ...done,
    at: tx.now,
  }
}

interface Answering {
  row: HappeningRow
  /** The rules that may answer, and those of them that held a moment ago. */
  candidates: readonly RuleRow[]
  held: ReadonlySet<RuleRow>
}

const answerTo = async (
  tx: Tx,
  declared: Declared,
  brake: Brake,
  { row, candidates, held }: Answering,
): Promise<RunRow[]> => {
  const runs: RunRow[] = []
  let [rules, asked] = [candidates, candidates.filter((rule) => held.has(rule))]
  while (asked.length > 0) {
    const found = await firstHolding(tx, declared, row, asked)
    if (!found) break
    const run = await carryOut(tx, declared, brake, row, found)
    runs.push(run)
    if (found.rule.stops && run.reason === null) break
    // Those behind it see what it did: what did not hold before may hold now.
    const changed = run.steps.some(({ state }) => state === 'done')
    rules = rules.slice(rules.indexOf(found.rule) + 1)
    asked = changed ? [...rules] : asked.slice(asked.indexOf(found.rule) + 1)
  }
  return runs
}

/**
 * Has rules answer to what happened in one conversation, in its order, and keeps what became of it. `held` are the rules that
 * held a moment ago, by happening: nothing else is asked until something was changed.
 */
export const runConversation = async (
  tx: Tx,
  declared: Declared,
  { book, brake }: { book: RuleBook; brake: Brake },
  rows: readonly HappeningRow[],
  held: ReadonlyMap<string, ReadonlySet<RuleRow>>,
): Promise<void> => {
  const runs: RunRow[] = []
  for (const row of rows) {
    const candidates = candidatesFor(book, row)
    // What was changed a happening before may make any rule hold.
    const changed = runs.some(({ state }) => state !== 'unchanged')
    const some = changed ? new Set(candidates) : (held.get(row.id) ?? new Set())
    runs.push(...(await answerTo(tx, declared, brake, { row, candidates, held: some })))
  }
  const [first] = runs
  if (!first) return
  await insertRuns(tx, runs)
  tx.announce(ruleRan({ conversationId: first.conversationId }))
}
