import { demand, type Caller } from '../../kernel/caller.ts'
import type { WhyGroup } from '../../kernel/conditions/index.ts'
import type { Step } from '../../kernel/contract-actions.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { sightOf } from '../../kernel/sight.ts'
import { findConversation } from '../conversations/index.ts'
import type { DryRun, Explained, RuleInput } from './contract.ts'
import type { Declared } from './declared.ts'
import { newestConversations, type LookedRow } from './queries/newest.ts'
import { ruleRow } from './queries/rules.ts'
import { checkRule } from './check-rule.ts'
import { shortened } from './shortened.ts'
import { titleOfAction, whyInWords } from './with-titles.ts'

const LOOKED = 500
const SHOWN = 100
const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

/** Of a rule by time those of which so much time has passed by now; of others all. */
const dueAmong = async (
  db: Db,
  { triggers }: Declared,
  { when }: Pick<RuleInput, 'when'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (!('moment' in when)) return new Set(ids)
  const moments = (await triggers.moment(when.moment)?.read(db, ids)) ?? new Map<string, Date>()
  const before = db.kernel.clock.now().getTime() - when.after.amount * UNIT_MS[when.after.unit]
  return new Set(ids.filter((id) => (moments.get(id)?.getTime() ?? Infinity) <= before))
}

interface Looked {
  held: ReadonlySet<string>
  due: ReadonlySet<string>
  why(id: string): WhyGroup | null
}

const look = async (
  db: Db,
  declared: Declared,
  rule: Pick<RuleInput, 'when' | 'applies'>,
  ids: readonly string[],
): Promise<Looked> => {
  const { applies } = rule
  const due = await dueAmong(db, declared, rule, ids)
  const now = db.kernel.clock.now()
  const asked = { about: 'conversation', ids, expressions: applies ? [applies] : [], now }
  const judged = await declared.conditions.judge(db, asked)
  return {
    due,
    held: new Set(ids.filter((id) => applies === null || judged.holds(0, id))),
    why: (id) => (applies === null ? null : shortened(judged.why(0, id))),
  }
}

interface Foreseeing {
  step: Step
  changes: Awaited<ReturnType<Declared['actions']['preview']>>
}

const foreseeAll = (
  db: Db,
  { actions }: Declared,
  steps: readonly Step[],
  ids: readonly string[],
): Promise<Foreseeing[]> =>
  Promise.all(
    steps.map(async (step) => ({
      step,
      changes: ids.length === 0 ? new Map() : await actions.preview(db, step, ids),
    })),
  )

const changesOf = ({ actions }: Declared, foreseen: readonly Foreseeing[], id: string): Explained['steps'] =>
  foreseen.flatMap(({ step: { action }, changes }) => {
    const change = changes.get(id)
    return change ? [{ action, title: titleOfAction(actions, action), ...change }] : []
  })

/**
 * What a rule would do to the last 500 conversations in the caller's sight, as they stand now: it is told what would be other, and
 * nothing is. Each action is foreseen by itself.
 */
export const tryRule = async (
  db: Db,
  caller: Caller,
  declared: Declared,
  rule: RuleInput,
): Promise<DryRun> => {
  demand(caller, 'automations.write')
  await checkRule(db, declared, caller, rule)
  const rows = await newestConversations(db, sightOf(caller), LOOKED)
  const { held, due, why } = await look(
    db,
    declared,
    rule,
    rows.map(({ id }) => id),
  )
  const hits = rows.filter(({ id }) => held.has(id) && due.has(id))
  const foreseen = await foreseeAll(
    db,
    declared,
    rule.steps,
    hits.map(({ id }) => id),
  )
  const changed = hits.filter(({ id }) => foreseen.some(({ changes }) => changes.has(id)))
  const shown = [...changed, ...hits.filter((row) => !changed.includes(row))].slice(0, SHOWN)
  const whys = new Map(shown.map(({ id }) => [id, why(id)]))
  const say = await whyInWords(db, declared.conditions, [...whys.values()])
  const item = ({ id, ...row }: LookedRow): DryRun['items'][number] => ({
    conversation: { id, ...row },
    why: say(whys.get(id) ?? null),
    steps: changesOf(declared, foreseen, id),
  })
  const steps = foreseen.map(({ step, changes }) => ({
    action: step.action,
    title: titleOfAction(declared.actions, step.action),
    changed: changes.size,
    outward: declared.actions.isOutward(step),
  }))
  return {
    looked: rows.length,
    held: hits.length,
    changed: changed.length,
    outward: steps.reduce((sum, one) => sum + (one.outward ? one.changed : 0), 0),
    steps,
    items: shown.map(item),
  }
}

/** Whether a rule would hold for a conversation as it stands now, and what it would do. */
export const explainRule = async (
  db: Db,
  caller: Caller,
  declared: Declared,
  { conversationId, ruleId }: { conversationId: string; ruleId: string },
): Promise<Explained> => {
  demand(caller, 'automations.write')
  const { id } = await findConversation(db, caller, conversationId)
  const rule = await ruleRow(db, ruleId)
  if (!rule) throw notFound('automations.no-rule', 'There is no such rule.')
  const { held, due, why } = await look(db, declared, rule, [id])
  const whole = why(id)
  const say = await whyInWords(db, declared.conditions, [whole])
  return {
    held: held.has(id),
    due: due.has(id),
    why: say(whole),
    // Of an action that is gone nothing is foreseen: the list of rules says that it is.
    steps: changesOf(declared, await foreseeAll(db, declared, declared.actions.there(rule.steps), [id]), id),
  }
}
