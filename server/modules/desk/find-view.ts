import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import type { SavedView } from './contract.ts'
import { isVisible } from './list-views.ts'
import { lockView } from './queries/views.ts'

/**
 * A view that the caller may change, locked: their own, or a shared one with the permission to share. Throws
 * `not-found` for one that they don't see.
 */
export const findView = async (tx: Tx, caller: Caller, id: string): Promise<SavedView> => {
  demand(caller, 'conversations.read')
  const view = await lockView(tx, id, caller.id ?? null)
  if (!view || !(await isVisible(tx, caller, view))) throw notFound('desk.no-view', 'There is no such view.')
  if (view.ownerId !== caller.id) demand(caller, 'views.share')
  return view
}

/** A view's name without space around it. Throws `invalid` when nothing is left. */
export const nameOfView = (name: string): string => {
  const trimmed = name.trim()
  if (trimmed === '') throw invalid('desk.view-name', 'Give the view a name.')
  return trimmed
}
