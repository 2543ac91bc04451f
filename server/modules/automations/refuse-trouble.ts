import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import type { Declared } from './declared.ts'
import { foreseeTrouble, type Known, type Trouble } from './foresee-trouble.ts'
import { ruleRows, type RuleRow } from './queries/rules.ts'

const reasonOf = (trouble: Trouble): Record<string, string | boolean> =>
  trouble.kind === 'loop'
    ? { key: trouble.key, kind: 'loop', rules: trouble.rules.join(' → ') }
    : {
        key: trouble.key,
        kind: 'fight',
        rule: trouble.rule,
        wins: trouble.wins,
        en: trouble.over.en,
        ja: trouble.over.ja,
      }

const sentenceOf = (trouble: Trouble): string =>
  trouble.kind === 'loop'
    ? `These rules set each other off: ${trouble.rules.join(' → ')}. Each would be carried out once and then stopped.`
    : `The rule “${trouble.rule}” wants something else of “${trouble.over.en}” for the same conversations; ${trouble.wins ? 'this rule' : 'that rule'} comes last and wins.`

/** What the rooms declare, for foreseeing trouble. */
export const knownBy = async (tx: Tx, { triggers, conditions, actions }: Declared): Promise<Known> => ({
  triggers,
  actions,
  conditions: new Map((await conditions.list(tx, 'conversation')).map((one) => [one.name, one])),
})

/** Throws `conflict` with what would go wrong between this rule and the others, unless that is meant so. */
export const refuseTrouble = async (tx: Tx, declared: Declared, rule: RuleRow): Promise<void> => {
  if (!rule.enabled) return
  const others = (await ruleRows(tx)).filter(({ id, enabled }) => enabled || id === rule.id)
  const all = others.some(({ id }) => id === rule.id)
    ? others.map((one) => (one.id === rule.id ? rule : one))
    : [...others, rule]
  const open = foreseeTrouble(await knownBy(tx, declared), rule, all).filter(
    ({ key }) => !rule.confirmed.includes(key),
  )
  if (open[0]) throw conflict('automations.warnings', sentenceOf(open[0]), { reasons: open.map(reasonOf) })
}
