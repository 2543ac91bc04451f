import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf } from './actor.ts'
import { holdPair, tell } from './merge-customers.ts'
import { insertChanges } from './queries/changes.ts'
import {
  changedSince,
  memberRows,
  mergeRow,
  mergesInto,
  mergesOf,
  seenAmong,
  undoMergeRow,
  writeFields,
  writeTaken,
  type FieldsRow,
  type MergeRow,
} from './queries/merge.ts'
import { returnIdentities, returnNotes } from './queries/merge-parts.ts'
import { settlePair } from './queries/suggestions.ts'
import { refreshSearchable } from './refresh-searchable.ts'
import { fillAgain, untouched, withoutTaken, withTaken } from './take-over.ts'

/**
 * Undoes a merge, however long ago it was: what it moved goes back, and what came since stays with the address by which
 * it came. Both customers must be in the caller's sight; throws `not-found` otherwise, `conflict` where it is undone
 * already or the survivor was merged into another one since.
 */
export const unmergeCustomers = async (
  tx: Tx,
  caller: Caller,
  mergeId: string,
): Promise<{ survivorId: string; mergedId: string }> => {
  demand(caller, 'customers.merge')
  const found = await mergeRow(tx, mergeId)
  const seen = found && (await seenAmong(tx, caller, [found.survivorId, found.mergedId]))
  if (!found || seen?.size !== 2) throw notFound('customers.no-merge', 'There is no such merge.')
  const { survivorId, mergedId } = found
  const { survivor, merged } = await holdPair(tx, survivorId, mergedId)
  if (!survivor || !merged) throw new Error('a merged customer is not there')
  // Read again behind the lock: two who undo at once must not both give back.
  const merge = await mergeRow(tx, mergeId)
  if (!merge || merge.undoneAt) throw conflict('customers.not-merged', 'This merge was undone already.')
  if (survivor.mergedInto !== null)
    throw conflict(
      'customers.merged-further',
      'The customer was itself merged into another one since. Undo that merge first.',
    )
  const group = await leadGroup(tx, merge)
  await undoMergeRow(tx, mergeId, actorOf(caller))
  await Promise.all([returnIdentities(tx, merge, group), returnNotes(tx, merge)])
  const after = await giveBack(tx, merge, survivor)
  await writeFields(tx, after)
  const alone = { ...merged, mergedInto: null }
  await writeFields(tx, alone)
  await settlePair(tx, survivorId, mergedId, { state: 'open', by: null })
  await refreshSearchable(tx, after)
  await refreshSearchable(tx, alone)
  const actor = actorOf(caller)
  await insertChanges(tx, [
    { customerId: survivorId, kind: 'unmerged', actor, subject: mergeId },
    { customerId: mergedId, kind: 'unmerged', actor, subject: mergeId },
  ])
  await recordAudit(tx, caller, {
    action: 'customers.unmerge',
    subject: { kind: 'customer', id: survivorId },
    details: { mergedId, mergeId },
  })
  tell(tx, merge)
  return { survivorId, mergedId }
}

/** The survivor's fields without what came from the merge; other merges that stand fill what became free. */
const giveBack = async (tx: Tx, merge: MergeRow, survivor: FieldsRow): Promise<FieldsRow> => {
  const given = untouched(survivor, merge.taken, await changedSince(tx, survivor.id, merge.id))
  let after = withoutTaken(survivor, given)
  const others = await mergesInto(tx, survivor.id)
  const members = await memberRows(tx, survivor.id)
  for (const other of others) {
    const member = members.find(({ id }) => id === other.mergedId)
    const more = member && fillAgain(after, member, given)
    if (!more || Object.keys(more).length === 0) continue
    after = withTaken(after, more)
    await writeTaken(tx, other.id, {
      ...other.taken,
      ...more,
      attributes: { ...other.taken.attributes, ...more.attributes },
    })
  }
  return after
}

/**
 * Whoever came to the survivor through the merged customer, on every level, leads to the latter again. Gives all of them,
 * with the merged customer.
 */
const leadGroup = async (tx: Tx, { survivorId, mergedId }: MergeRow): Promise<string[]> => {
  const members = await memberRows(tx, survivorId)
  const ways = await mergesOf(
    tx,
    members.map(({ id }) => id),
  )
  const group = new Set([mergedId])
  for (let size = 0; size !== group.size; ) {
    size = group.size
    for (const way of ways) if (group.has(way.survivorId)) group.add(way.mergedId)
  }
  for (const member of members)
    if (group.has(member.id) && member.id !== mergedId)
      await writeFields(tx, { ...member, mergedInto: mergedId })
  return [...group]
}
