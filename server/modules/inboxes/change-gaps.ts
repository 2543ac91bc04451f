import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import { moveGaps, type GapState } from './queries/gaps.ts'
import { announceChange } from './save-inbox.ts'

/** What people do about gaps, and which ones they may do it with. */
const ACTS = {
  fetch: { from: ['open', 'dismissed'], to: 'wanted', action: 'inboxes.fetch-gaps' },
  dismiss: { from: ['open', 'wanted'], to: 'dismissed', action: 'inboxes.dismiss-gaps' },
  restore: { from: ['dismissed'], to: 'open', action: 'inboxes.restore-gaps' },
} as const satisfies Record<string, { from: readonly GapState[]; to: GapState; action: string }>

/**
 * Asks for another try of what could not be fetched, says that nothing is to be done about it, or takes that back; for
 * some gaps of an inbox, or for all that may be. The listener hears of it at once. Gives how many that were.
 */
export const changeGaps = async (
  tx: Tx,
  caller: Caller,
  { inboxId, act, keys }: { inboxId: string; act: keyof typeof ACTS; keys?: string[] | undefined },
): Promise<{ count: number }> => {
  demand(caller, 'intake.retry')
  demandSight(caller, inboxId, 'inboxes.no-inbox', 'inbox')
  const { from, to, action } = ACTS[act]
  const states: readonly GapState[] = keys === undefined && act === 'fetch' ? ['open'] : from
  const count = await moveGaps(tx, inboxId, { from: states, to, keys: keys ?? null })
  if (count === 0) return { count }
  announceChange(tx, inboxId, { health: act !== 'fetch' })
  await recordAudit(tx, caller, { action, subject: { kind: 'inbox', id: inboxId }, details: { count } })
  return { count }
}
