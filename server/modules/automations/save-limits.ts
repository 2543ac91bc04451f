import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Limits } from './contract.ts'
import { rulesChanged } from './events.ts'
import { limitsOf, stampRules } from './queries/rules.ts'

/** How much rules may send outside within an hour. */
export const readLimits = (db: Db, caller: Caller): Promise<Limits> => {
  demand(caller, 'automations.write')
  return limitsOf(db)
}

/** Settles how much rules may send outside within an hour. */
export const saveLimits = async (tx: Tx, caller: Caller, limits: Limits): Promise<Limits> => {
  demand(caller, 'automations.write')
  const before = await limitsOf(tx)
  await stampRules(tx, limits)
  tx.announce(rulesChanged({}))
  await recordAudit(tx, caller, {
    action: 'automations.save-limits',
    subject: { kind: 'rule', id: undefined },
    details: { from: before, to: limits },
  })
  return limits
}
