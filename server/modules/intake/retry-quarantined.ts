import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { quarantineChanged } from './events.ts'
import { lockedInbox, releaseQuarantined } from './queries.ts'

/** Lets an arrival be taken in once more, as if it had just come. A worker finds it within two seconds. */
export const retryQuarantined = async (tx: Tx, caller: Caller, arrivalId: string): Promise<void> => {
  demand(caller, 'intake.retry')
  const inboxId = await lockedInbox(tx, arrivalId, 'quarantined')
  if (inboxId === undefined || !sees(caller, inboxId))
    throw notFound('intake.no-arrival', 'It is not in quarantine any more.')
  if ((await releaseQuarantined(tx, inboxId, arrivalId)) === 0)
    throw conflict(
      'intake.emptied',
      'What came in is not kept any more, so it can’t be read again. Ask the sender to send it once more.',
    )
  await noteRetry(tx, caller, inboxId, 1)
}

/** The same for everything of an inbox; gives how many. */
export const retryQuarantine = async (
  tx: Tx,
  caller: Caller,
  inboxId: string,
): Promise<{ count: number }> => {
  demand(caller, 'intake.retry')
  if (!sees(caller, inboxId)) throw notFound('inboxes.no-inbox', 'There is no such inbox.')
  const count = await releaseQuarantined(tx, inboxId, null)
  if (count > 0) await noteRetry(tx, caller, inboxId, count)
  return { count }
}

const noteRetry = async (tx: Tx, caller: Caller, inboxId: string, count: number): Promise<void> => {
  tx.announce(quarantineChanged({ inboxId }))
  await recordAudit(tx, caller, {
    action: 'intake.retry',
    subject: { kind: 'inbox', id: inboxId },
    details: { count },
  })
}
