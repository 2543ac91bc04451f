import { demand, may, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { sightOf } from '../../kernel/sight.ts'
import type { CustomerMerge } from './contract.ts'
import { visibleCustomer } from './get-customer.ts'
import { partCounts, type PartKind } from './queries/merge-parts.ts'
import { seenAmong, shownMerges } from './queries/merge.ts'

/**
 * Merges that brought others to a customer, newest first. Of one that was undone, the other is a stranger again: it is
 * shown to those alone who see both.
 */
export const listMerges = async (db: Db, caller: Caller, customerId: string): Promise<CustomerMerge[]> => {
  demand(caller, 'customers.read')
  await visibleCustomer(db, caller, customerId)
  const rows = await shownMerges(db, caller, customerId)
  if (rows.length === 0) return []
  const [seen, counts] = await Promise.all([
    seenAmong(
      db,
      caller,
      rows.map(({ mergedId }) => mergedId),
    ),
    partCounts(
      db,
      rows.map(({ id }) => id),
      sightOf(caller),
    ),
  ])
  const countOf = (mergeId: string, kind: PartKind): number =>
    counts.find((one) => one.mergeId === mergeId && one.kind === kind)?.count ?? 0
  return rows
    .filter(({ mergedId, undoneAt }) => !undoneAt || seen.has(mergedId))
    .map((row) => ({
      id: row.id,
      survivorId: row.survivorId,
      merged: { id: row.mergedId, name: row.mergedName },
      reason: row.reason,
      actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
      at: row.at.toISOString(),
      moved: {
        addresses: countOf(row.id, 'identity'),
        notes: countOf(row.id, 'note'),
        conversations: countOf(row.id, 'conversation'),
      },
      left: row.left,
      undoneAt: row.undoneAt?.toISOString() ?? null,
      undoneBy: row.undoneBy,
      mayUndo: !row.undoneAt && seen.has(row.mergedId) && may(caller, 'customers.merge'),
    }))
}
