import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import type { Rule } from './contract.ts'
import { unansweredRulesChanged } from './events.ts'
import { missingPlaces, putRules, ruleRows } from './queries/rules.ts'

const placeOf = ({ inboxId, teamId }: Rule): string => `${inboxId} ${teamId}`

const check = async (tx: Tx, rules: readonly Rule[]): Promise<void> => {
  if (rules.some(({ inboxId, teamId }) => inboxId !== null && teamId !== null))
    throw invalid(
      'unanswered.two-places',
      'A rule is for an inbox or for a team, not for both. Make two of it.',
    )
  if (new Set(rules.map(placeOf)).size !== rules.length)
    throw invalid('unanswered.twice', 'There are two rules for one inbox or team. Remove one of them.')
  if (rules.some(({ seconds, tells }) => seconds !== null && tells.length === 0))
    throw invalid(
      'unanswered.nobody',
      'One of the rules tells nobody. Choose who is told, or that nobody is.',
    )
  const missing = await missingPlaces(
    tx,
    rules.flatMap(({ inboxId }) => inboxId ?? []),
    rules.flatMap(({ teamId }) => teamId ?? []),
  )
  if (missing.length > 0)
    throw invalid('unanswered.no-place', 'An inbox or team that a rule is for does not exist any more.')
}

/** Replaces after how long people are told that a customer waits. Who waits longer already is told of once, at the next look. */
export const saveRules = async (tx: Tx, caller: Caller, rules: readonly Rule[]): Promise<Rule[]> => {
  demand(caller, 'settings.write')
  await check(tx, rules)
  const before = await ruleRows(tx)
  await putRules(tx, rules)
  await recordAudit(tx, caller, {
    action: 'unanswered.save-rules',
    subject: { kind: 'workspace' },
    details: { from: before, to: rules },
  })
  tx.announce(unansweredRulesChanged({}))
  return ruleRows(tx)
}
