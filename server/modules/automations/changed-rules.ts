import type { Tx } from '../../kernel/db/index.ts'
import type { Audited } from '../audit/index.ts'
import { rulesChanged } from './events.ts'
import { stampRules } from './queries/rules.ts'

/** How a change of a rule, or of all of them, stands in the audit log. */
export const aboutRule = (id: string | undefined, details: object): Pick<Audited, 'subject' | 'details'> => ({
  subject: { kind: 'rule', id },
  details: { ...details },
})

/** Says that rules are others now: to whoever runs them, and to open screens. */
export const rulesAreOther = async (tx: Tx): Promise<void> => {
  await stampRules(tx)
  tx.announce(rulesChanged({}))
}
