import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { quarantineChanged } from './events.ts'
import { dismissRows, lockedInbox, restoreRow } from './queries.ts'

/** Says that nothing is to be done about an arrival in quarantine. It is kept, and can be put back. */
export const dismissQuarantined = async (tx: Tx, caller: Caller, arrivalId: string): Promise<void> => {
  const inboxId = await inboxInSight(tx, caller, arrivalId, 'quarantined')
  await dismissRows(tx, inboxId, { id: arrivalId, upTo: null })
  await note(tx, caller, 'intake.dismiss', inboxId, 1)
}

/** The same for everything of an inbox up to the newest that was looked at; gives how many. */
export const dismissQuarantine = async (
  tx: Tx,
  caller: Caller,
  { inboxId, upTo }: { inboxId: string; upTo: string },
): Promise<{ count: number }> => {
  demand(caller, 'intake.retry')
  if (!sees(caller, inboxId)) throw notFound('inboxes.no-inbox', 'There is no such inbox.')
  const count = await dismissRows(tx, inboxId, { id: null, upTo })
  if (count > 0) await note(tx, caller, 'intake.dismiss', inboxId, count)
  return { count }
}

/** Puts an arrival that was dismissed back into quarantine. */
export const restoreDismissed = async (tx: Tx, caller: Caller, arrivalId: string): Promise<void> => {
  const inboxId = await inboxInSight(tx, caller, arrivalId, 'dismissed')
  await restoreRow(tx, arrivalId)
  await note(tx, caller, 'intake.restore', inboxId, 1)
}

const inboxInSight = async (
  tx: Tx,
  caller: Caller,
  arrivalId: string,
  state: 'quarantined' | 'dismissed',
): Promise<string> => {
  demand(caller, 'intake.retry')
  const inboxId = await lockedInbox(tx, arrivalId, state)
  if (inboxId === undefined || !sees(caller, inboxId))
    throw notFound('intake.no-arrival', 'Somebody dealt with it meanwhile: it does not lie there any more.')
  return inboxId
}

const note = async (
  tx: Tx,
  caller: Caller,
  action: 'intake.dismiss' | 'intake.restore',
  inboxId: string,
  count: number,
): Promise<void> => {
  tx.announce(quarantineChanged({ inboxId }))
  await recordAudit(tx, caller, { action, subject: { kind: 'inbox', id: inboxId }, details: { count } })
}
