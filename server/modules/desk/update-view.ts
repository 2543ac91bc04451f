import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { checkFilter } from './check-filter.ts'
import type { SavedView } from './contract.ts'
import { viewsChanged } from './events.ts'
import { findView, nameOfView } from './find-view.ts'
import { updateViewRow } from './queries/views.ts'

/** Changes a view. What others see may only be changed by those who may share; taking one's own back is free. */
export const updateView = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: {
    name?: string | undefined
    shared?: boolean | undefined
    filter?: SavedView['filter'] | undefined
    position?: number | undefined
  },
): Promise<SavedView> => {
  const before = await findView(tx, caller, id)
  const shared = change.shared ?? before.shared
  if (shared) demand(caller, 'views.share')
  if (change.filter) await checkFilter(tx, caller, change.filter)
  const view = await updateViewRow(tx, {
    ...before,
    shared,
    name: change.name === undefined ? before.name : nameOfView(change.name),
    filter: change.filter ?? before.filter,
    position: change.position ?? before.position,
  })
  tx.announce(viewsChanged({ ownerId: view.ownerId, shared: before.shared || view.shared }))
  return view
}
