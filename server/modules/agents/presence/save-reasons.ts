import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import type { PresenceReason } from '../contract-presence.ts'
import { putReasons, reasonRows } from './queries.ts'

/** Replaces the reasons that are offered. Throws `invalid` for an empty one; one that stands twice is kept once. */
export const saveReasons = async (
  tx: Tx,
  caller: Caller,
  input: readonly PresenceReason[],
): Promise<PresenceReason[]> => {
  demand(caller, 'settings.write')
  const reasons = input.map(({ state, name }) => ({ state, name: name.trim() }))
  if (reasons.some(({ name }) => name === ''))
    throw invalid('agents.empty-reason', 'One of the reasons is empty. Write it, or remove it.')
  const unique = [...new Map(reasons.map((one) => [`${one.state} ${one.name}`, one])).values()]
  await putReasons(tx, unique)
  const names = unique.map(({ state, name }) => `${state}: ${name}`)
  await recordAudit(tx, caller, {
    action: 'agents.save-presence-reasons',
    subject: { kind: 'workspace' },
    details: { reasons: names },
  })
  return reasonRows(tx)
}
