import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { seesCustomer } from '../customers/index.ts'
import type { SavedView } from './contract.ts'
import { viewRows } from './queries/views.ts'

/** The caller's own and the shared views; a shared one of an inbox or a customer out of sight stays hidden. */
export const listViews = async (db: Db, caller: Caller): Promise<SavedView[]> => {
  demand(caller, 'conversations.read')
  const views = await viewRows(db, caller.id ?? null)
  const visible = await Promise.all(views.map((view) => isVisible(db, caller, view)))
  return views.filter((_view, at) => visible[at])
}

/** True if the view is the caller's, or they may know of the inbox and the customer that it filters by. */
export const isVisible = async (
  db: Db,
  caller: Caller,
  { ownerId, filter: { inboxId, customerId } }: SavedView,
): Promise<boolean> =>
  ownerId === caller.id ||
  ((inboxId === undefined || sees(caller, inboxId)) &&
    (customerId === undefined || (await seesCustomer(db, caller, customerId))))
