import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { SavedView } from './contract.ts'
import { viewRows } from './queries/views.ts'

/** The caller's own and the shared views; a shared one of an inbox out of sight stays hidden. */
export const listViews = async (db: Db, caller: Caller): Promise<SavedView[]> => {
  demand(caller, 'conversations.read')
  const views = await viewRows(db, caller.id ?? null)
  return views.filter(({ ownerId, filter }) => ownerId === caller.id || isVisible(caller, filter.inboxId))
}

/** True if the caller may know of the inbox that a view filters by. */
export const isVisible = (caller: Caller, inboxId: string | undefined): boolean =>
  inboxId === undefined || sees(caller, inboxId)
