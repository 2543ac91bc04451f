import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { aboutRule, rulesAreOther } from './changed-rules.ts'
import type { Rule } from './contract.ts'
import type { Declared } from './declared.ts'
import { foreseeFights, type Fight } from './foresee-trouble.ts'
import { listRules } from './list-rules.ts'
import { lockRules, putOrder, type RuleRow } from './queries/rules.ts'
import { knownBy } from './refuse-trouble.ts'

const reasonOf = ({ key, rule, winner, over }: Fight): Record<string, string> => ({
  key,
  kind: 'order',
  rule,
  winner,
  en: over.en,
  ja: over.ja,
})

/** Throws where two rules would fight in an order who do not so far, or another one would win, unless that is meant so. */
const refuseFights = async (
  tx: Tx,
  declared: Declared,
  { before, after }: { before: readonly RuleRow[]; after: readonly RuleRow[] },
  confirmed: readonly string[],
): Promise<void> => {
  const known = await knownBy(tx, declared)
  const there = new Set([...foreseeFights(known, before).map(({ key }) => key), ...confirmed])
  const fresh = foreseeFights(known, after).filter(({ key }) => !there.has(key))
  const [first] = fresh
  if (first)
    throw conflict(
      'automations.order-warnings',
      `In this order “${first.winner}” comes behind “${first.rule}” and wins where both set “${first.over.en}” of the same conversation.`,
      { reasons: fresh.slice(0, 20).map(reasonOf) },
    )
}

/** Puts all rules in an order; throws `conflict` where they are others by now, or where it lets other rules win. */
export const orderRules = async (
  tx: Tx,
  caller: Caller,
  declared: Declared,
  { ruleIds, confirmed }: { ruleIds: readonly string[]; confirmed: readonly string[] },
): Promise<Rule[]> => {
  demand(caller, 'automations.write')
  const rows = await lockRules(tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const sorted = [...new Set(ruleIds)].flatMap((id) => byId.get(id) ?? [])
  if (sorted.length !== rows.length || ruleIds.length !== rows.length)
    throw conflict('automations.other-rules', 'The rules are others by now. Look at them again.')
  const on = (all: readonly RuleRow[]) => all.filter(({ enabled }) => enabled)
  await refuseFights(tx, declared, { before: on(rows), after: on(sorted) }, confirmed)
  await putOrder(tx, ruleIds)
  await rulesAreOther(tx)
  await recordAudit(tx, caller, { action: 'automations.order-rules', ...aboutRule(undefined, { ruleIds }) })
  return listRules(tx, caller, declared)
}
