import { systemCaller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { actorOf } from '../../customers/index.ts'
import { groupOf, ledTo } from './link-order.ts'
import { isEmptied, strangersIn } from '../queries/erase.ts'
import { repointSplits, undoLinkRow } from '../queries/links.ts'
import { lockConversations } from '../queries/receive.ts'
import { unmerge } from './unmerge.ts'

/**
 * Before conversations are wiped, what was merged into them of other customers stands alone again: nobody loses the own words,
 * the own window or the way back to us because of somebody else. Whoever came along with a third one is let go of that as
 * well, where it is wiped now or was before.
 */
export const letGo = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  const wiped = new Set(ids)
  for (let released = true; released; ) {
    released = false
    for (const { id, intoId } of await strangersIn(tx, [...wiped])) {
      const out = await release(tx, id, intoId)
      if (out === undefined) continue
      released = true
      if (await isEmptied(tx, [out])) wiped.add(out)
    }
  }
}

/** Undoes the merge by which one came to another, perhaps along with a third; gives which stands alone by it. */
const release = async (tx: Tx, id: string, intoId: string): Promise<string | undefined> => {
  const known = await ledTo(tx, [intoId])
  // It may have gone with another one already.
  if (known.leads.get(id) !== intoId) return undefined
  const link = known.links.find(
    (one) =>
      one.kind === 'merge' &&
      one.undoneAt === null &&
      one.intoId === intoId &&
      [one.fromId, ...groupOf(one.fromId, known)].includes(id),
  )
  if (!link) return undefined
  const rows = await lockConversations(tx, [link.fromId, intoId], { erased: true })
  const [from, into] = [link.fromId, intoId].map((one) => rows.find((row) => row.id === one))
  if (!from || !into) return undefined
  const actor = actorOf(systemCaller(tx.workspaceId))
  const group = groupOf(from.id, known)
  // What was split off meanwhile goes back there one day, not to where it does not stand any more.
  await repointSplits(tx, { from: into.id, to: from.id, homes: [from.id, ...group] })
  await undoLinkRow(tx, link.id, actor)
  await unmerge(
    tx,
    { link, from: { ...from, customerName: '' }, into: { ...into, customerName: '' }, actor },
    group,
  )
  return from.id
}
