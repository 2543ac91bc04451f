import type { Caller } from '../../kernel/caller.ts'
import type { ReadChoices } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import type { RuleInput } from './contract.ts'
import type { Declared } from './declared.ts'

/** Throws where something that a rule names is not there; `by` is who builds it, `read` what there is to choose for several. */
export const checkRule = async (
  db: Db,
  { triggers, conditions, actions }: Declared,
  by: Caller,
  { when, applies, steps }: Pick<RuleInput, 'when' | 'applies' | 'steps'>,
  read?: ReadChoices,
): Promise<void> => {
  const { triggers: events, moments } = triggers.list('conversation')
  const names = 'events' in when ? when.events : [when.moment]
  const known = new Set(('events' in when ? events : moments).map(({ name }) => name))
  if (names.some((name) => !known.has(name)))
    throw invalid('automations.no-trigger', 'What the rule answers to does not exist any more. Choose again.')
  if (applies) await conditions.check(db, 'conversation', applies, read)
  await actions.check(db, by, 'conversation', steps, read)
}
