import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { viewsChanged } from './events.ts'
import { findView } from './find-view.ts'
import { deleteViewRow } from './queries/views.ts'

/** Removes a view: one's own, or a shared one with the permission to share. */
export const deleteView = async (tx: Tx, caller: Caller, id: string): Promise<null> => {
  const view = await findView(tx, caller, id)
  await deleteViewRow(tx, id)
  tx.announce(viewsChanged({ ownerId: view.ownerId, shared: view.shared }))
  return null
}
