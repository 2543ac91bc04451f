import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf } from './actor.ts'
import { refuseUnderWay } from './refuse-under-way.ts'
import { customerChanged, mergeMoved } from './events.ts'
import { standingCustomer } from './get-customer.ts'
import { insertChanges } from './queries/changes.ts'
import { holdFields, insertMerge, leadMembers, writeFields, type FieldsRow } from './queries/merge.ts'
import { moveIdentities, moveNotes, shareInboxes } from './queries/merge-parts.ts'
import { isLocked, pairReason, settlePair } from './queries/suggestions.ts'
import { refreshSearchable } from './refresh-searchable.ts'
import { takeOver, withTaken } from './take-over.ts'

/**
 * Merges a customer into another, who survives: addresses and notes move at once, conversations follow. Gives the
 * merge's id, by which it can be undone for good. Both must be in the caller's sight.
 * Throws `invalid` for one and the same, `conflict` for a locked pair and while an earlier merge of theirs is under way.
 */
export const mergeCustomers = async (
  tx: Tx,
  caller: Caller,
  { survivorId, mergedId }: { survivorId: string; mergedId: string },
): Promise<{ id: string }> => {
  demand(caller, 'customers.merge')
  if (survivorId === mergedId)
    throw invalid('customers.merge-self', 'This is the same customer. Choose another one.')
  const { survivor, merged } = await holdPair(tx, survivorId, mergedId)
  await standingCustomer(tx, caller, survivorId)
  await standingCustomer(tx, caller, mergedId)
  if (!survivor || !merged) throw new Error('a customer in sight is not there')
  await refuse(tx, survivorId, mergedId)
  const merge = { id: newId(), survivorId, mergedId }
  const taken = takeOver(survivor, merged)
  const reason = (await pairReason(tx, survivorId, mergedId)) ?? 'manual'
  await insertMerge(tx, { ...merge, reason, taken, seenBefore: survivor.lastSeenAt, actor: actorOf(caller) })
  await leadMembers(tx, mergedId, survivorId)
  const lastSeenAt = survivor.lastSeenAt > merged.lastSeenAt ? survivor.lastSeenAt : merged.lastSeenAt
  const after = { ...withTaken(survivor, taken), lastSeenAt }
  await writeFields(tx, after)
  await writeFields(tx, { ...merged, mergedInto: survivorId })
  await gather(tx, merge)
  await settlePair(tx, survivorId, mergedId, { state: 'merged', by: caller.id ?? null })
  await refreshSearchable(tx, after)
  await insertChanges(tx, [
    { customerId: survivorId, kind: 'merged', actor: actorOf(caller), subject: merge.id },
  ])
  await recordAudit(tx, caller, {
    action: 'customers.merge',
    subject: { kind: 'customer', id: survivorId },
    details: { mergedId, mergeId: merge.id },
  })
  tell(tx, merge)
  return { id: merge.id }
}

/** Both customers, held in the order of their ids. */
export const holdPair = async (
  tx: Tx,
  survivorId: string,
  mergedId: string,
): Promise<{ survivor: FieldsRow | undefined; merged: FieldsRow | undefined }> => {
  const rows = await holdFields(tx, [survivorId, mergedId])
  return {
    survivor: rows.find(({ id }) => id === survivorId),
    merged: rows.find(({ id }) => id === mergedId),
  }
}

const refuse = async (tx: Tx, survivorId: string, mergedId: string): Promise<void> => {
  if (await isLocked(tx, survivorId, mergedId))
    throw conflict(
      'customers.never-merge',
      'Somebody decided that these two are never merged. Allow it again first, if that was a mistake.',
    )
  await refuseUnderWay(tx, [survivorId, mergedId])
}

/** Moves what stands with the merged customer to the survivor, and keeps what it was. Again and again the same. */
export const gather = async (
  tx: Tx,
  merge: { id: string; survivorId: string; mergedId: string },
): Promise<number> =>
  (await Promise.all([moveIdentities(tx, merge), moveNotes(tx, merge), shareInboxes(tx, merge)])).reduce(
    (sum, moved) => sum + moved,
    0,
  )

/** Announces that something of a merge, or of its undoing, is to be followed. */
export const tell = (
  tx: Tx,
  { id, survivorId, mergedId }: { id: string; survivorId: string; mergedId: string },
): void =>
  tx.announce(
    mergeMoved({ mergeId: id }),
    customerChanged({ customerId: survivorId }),
    customerChanged({ customerId: mergedId }),
  )
