import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import { setAcknowledging } from './queries.ts'
import { announceChange } from './save-inbox.ts'

/** Lets no automatic answer leave an inbox until somebody resumes them; those who look after inboxes are alerted. */
export const pauseAcknowledging = async (tx: Tx, inboxId: string): Promise<void> => {
  if ((await setAcknowledging(tx, inboxId, false)) === 0) return
  tx.kernel.log.error({ inboxId }, 'automatic answers were stopped: there were too many within an hour')
  announceChange(tx, inboxId, { health: true })
}

/** Lets automatic answers leave again. */
export const resumeAcknowledging = async (tx: Tx, caller: Caller, inboxId: string): Promise<null> => {
  demand(caller, 'intake.retry')
  demandSight(caller, inboxId, 'inboxes.no-inbox', 'inbox')
  if ((await setAcknowledging(tx, inboxId, true)) === 0) return null
  await recordAudit(tx, caller, {
    action: 'inboxes.resume',
    subject: { kind: 'inbox', id: inboxId },
  })
  announceChange(tx, inboxId, { health: true })
  return null
}
