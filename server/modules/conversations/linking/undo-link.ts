import { demand, sees, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import { actorOf } from '../../customers/index.ts'
import { letGo } from './let-go.ts'
import { groupOf, hindranceOf, ledTo } from './link-order.ts'
import { shown, type Linked } from './merge-conversation.ts'
import { isEmptied } from '../queries/erase.ts'
import { linkRow, undoLinkRow, type LinkRow } from '../queries/links.ts'
import { survivorOf } from '../queries/merging.ts'
import { lockConversations } from '../queries/receive.ts'
import { refuseEmptied } from '../refuse-emptied.ts'
import { unmerge, type Held } from './unmerge.ts'
import { unsplit } from './unsplit.ts'

const noLink = () => notFound('conversations.no-link', 'There is no such merge or split.')

/**
 * Undoes a merge or a split, however long ago it was. Both conversations must be in the caller's sight. Throws `conflict`
 * where it is undone already, and where another link has to be undone first.
 */
export const undoLink = async (tx: Tx, caller: Caller, linkId: string): Promise<Linked> => {
  demand(caller, 'conversations.write')
  const found = await linkRow(tx, linkId)
  if (!found) throw noLink()
  const rows = await lockConversations(tx, [found.fromId, found.intoId], { erased: true })
  const held = (id: string): Held => {
    const row = rows.find((one) => one.id === id)
    if (!row || !sees(caller, row.inboxId)) throw noLink()
    return { ...row, customerName: '' }
  }
  const [from, into] = [held(found.fromId), held(found.intoId)]
  // One that leads out of sight is not there, whatever else would be in the way.
  for (const { id, mergedInto } of [from, into]) {
    const survivor = mergedInto === null ? undefined : await survivorOf(tx, id)
    if (survivor && !sees(caller, survivor.inboxId)) throw noLink()
  }
  const link = await readAgain(tx, linkId)
  const known = await ledTo(tx, [from.id, into.id])
  const hindered = hindranceOf(link, known)
  if (hindered)
    throw conflict(
      'conversations.link-hindered',
      'A later merge or split of these conversations has to be undone first.',
      { reasons: [{ hindered }] },
    )
  // What was split off is kept; put back where nothing is left, it would never be taken away again.
  if (link.kind === 'split' && !(await isEmptied(tx, [into.id]))) await refuseEmptied(tx, [from.id])
  const actor = actorOf(caller)
  await undoLinkRow(tx, linkId, actor)
  const undoing = { link, from, into, actor }
  if (link.kind === 'split') await unsplit(tx, undoing)
  else {
    await unmerge(tx, undoing, groupOf(from.id, known))
    // Nothing is left of it: whoever else was merged into it before does not stay there.
    if (await isEmptied(tx, [from.id])) await letGo(tx, [from.id])
  }
  return { linkId, conversation: await shown(tx, from.id) }
}

/** Behind the lock: two who undo at once must not both give back. */
const readAgain = async (tx: Tx, linkId: string): Promise<LinkRow> => {
  const link = await linkRow(tx, linkId)
  if (!link || link.undoneAt) throw conflict('conversations.link-undone', 'This was undone already.')
  return link
}
