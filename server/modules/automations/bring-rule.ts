import type { Tx } from '../../kernel/db/index.ts'
import { LAST_ID, newId } from '../../kernel/ids.ts'
import { rulesAreOther } from './changed-rules.ts'
import type { SavedRule } from './contract.ts'
import { putRule } from './queries/rules.ts'

/** Adds a rule behind all others, as it stands: for a shop that is made with them, before anybody works there. */
export const bringRule = async (tx: Tx, rule: SavedRule): Promise<void> => {
  await putRule(tx, {
    ...rule,
    id: newId(),
    version: 1,
    since: tx.now,
    lookedAt: tx.now,
    lookedId: LAST_ID,
    updatedAt: tx.now,
  })
  await rulesAreOther(tx)
}
