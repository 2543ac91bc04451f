import type { Db, Tx } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { customerChanged, mergeMoved } from './events.ts'
import { gather, holdPair } from './merge-customers.ts'
import {
  firstMergeInto,
  holdFields,
  memberRows,
  mergeRow,
  mergesOf,
  settleMergeRow,
  type MergeRow,
} from './queries/merge.ts'
import {
  dropSharedInboxes,
  insertParts,
  lowerLastSeen,
  shiftCount,
  takeParts,
  type Part,
} from './queries/merge-parts.ts'
import { raiseLastSeen } from './queries/rows.ts'
import { refreshSearchable } from './refresh-searchable.ts'

/** A merge that is to be followed: which way things go, and since when. */
export interface MergeWay {
  id: string
  /** Where things come from, and where they go. */
  from: string
  to: string
  survivorId: string
  mergedId: string
  undone: boolean
}

/** What another room moves with a customer, one by one. */
type Kind = 'conversation' | 'draft'

/** Holds a merge's customers until the end of the transaction, and says which way things go now. */
export const holdMerge = async (tx: Tx, mergeId: string): Promise<MergeWay | undefined> => {
  const found = await mergeRow(tx, mergeId)
  if (!found) return undefined
  await holdPair(tx, found.survivorId, found.mergedId)
  const merge = (await mergeRow(tx, mergeId)) as MergeRow
  const { id, survivorId, mergedId } = merge
  const undone = merge.undoneAt !== null
  const [from, to] = undone ? [survivorId, mergedId] : [mergedId, survivorId]
  return { id, from, to, survivorId, mergedId, undone }
}

/** Keeps with a merge what moved. */
export const keepParts = async (
  tx: Tx,
  merge: MergeWay,
  kind: Kind,
  parts: readonly Part[],
): Promise<void> => {
  if (parts.length > 0) await insertParts(tx, merge.id, kind, parts)
}

/** Takes out of a merge's record what is to go back, at most so many. */
export const partsToReturn = (tx: Tx, merge: MergeWay, kind: Kind, limit: number): Promise<Part[]> =>
  takeParts(tx, merge.id, kind, limit)

/** Counts conversations where they are now. */
export const moveConversationCount = async (tx: Tx, merge: MergeWay, times: number): Promise<void> => {
  if (times > 0) await shiftCount(tx, merge.from, merge.to, times)
}

/** Since when a customer's own messages can be told apart from those of the people who were merged into them. */
export const ownSince = async (db: Db, survivorId: string): Promise<Date | undefined> =>
  (await firstMergeInto(db, survivorId))?.at

/**
 * Notes that everything has followed. Of one that is undone: in which inboxes the survivor still has conversations, and
 * when each of the two was last heard of since the survivor first took somebody in.
 */
export const settleMerge = async (
  tx: Tx,
  merge: MergeWay,
  left?: { spoken: readonly string[]; survivorSeen: Date | undefined; mergedSeen: Date | undefined },
): Promise<void> => {
  await settleMergeRow(tx, merge.id)
  if (left) {
    await dropSharedInboxes(tx, merge.survivorId, left.spoken)
    const first = await firstMergeInto(tx, merge.survivorId)
    const members = (await memberRows(tx, merge.survivorId)).map(({ lastSeenAt }) => lastSeenAt)
    const moments = [first?.seenBefore, left.survivorSeen, ...members].filter((at) => at !== undefined)
    await lowerLastSeen(tx, merge.survivorId, new Date(Math.max(...moments.map((at) => at.getTime()))))
    if (left.mergedSeen) await raiseLastSeen(tx, [{ customerId: merge.mergedId, at: left.mergedSeen }])
  }
  tx.announce(
    customerChanged({ customerId: merge.survivorId }),
    customerChanged({ customerId: merge.mergedId }),
  )
  if (!merge.undone) await followOn(tx, [merge.survivorId])
}

/** Those of some customers who were merged into others while something was written to them. */
export const mergedAway = (rows: readonly { id: string; mergedInto: string | null }[]): string[] =>
  rows.filter(({ mergedInto }) => mergedInto !== null).map(({ id }) => id)

/** What came to customers who lead elsewhere goes on from there. */
export const followOn = async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
  if (customerIds.length === 0) return
  for (const { id } of await mergesOf(tx, customerIds)) tx.announce(mergeMoved({ mergeId: id }))
}

/** Addresses and notes that were on their way to the merged customer while somebody merged them come along, too. */
export const onMergeMoved = listen('customers', mergeMoved, async (tx, events) => {
  for (const mergeId of new Set(events.map(({ payload }) => payload.mergeId))) {
    const merge = await holdMerge(tx, mergeId)
    if (!merge || merge.undone || (await gather(tx, merge)) === 0) continue
    const [survivor] = await holdFields(tx, [merge.survivorId])
    if (survivor) await refreshSearchable(tx, survivor)
    tx.announce(customerChanged({ customerId: merge.survivorId }))
    await followOn(tx, [merge.survivorId])
  }
})
