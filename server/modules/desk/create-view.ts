import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, forbidden } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { checkFilter } from './check-filter.ts'
import type { SavedView } from './contract.ts'
import { viewsChanged } from './events.ts'
import { nameOfView } from './find-view.ts'
import { countViews, insertView } from './queries/views.ts'

const MOST_VIEWS = 200

/** Saves a filter under a name, for the caller or, where they may, for everybody. */
export const createView = async (
  tx: Tx,
  caller: Caller,
  input: Pick<SavedView, 'name' | 'shared' | 'filter'>,
): Promise<SavedView> => {
  demand(caller, 'conversations.read')
  if (input.shared) demand(caller, 'views.share')
  if (caller.id === undefined)
    throw forbidden('desk.no-person', 'Views belong to people. Sign in as a person to save one.')
  if ((await countViews(tx, caller.id)) >= MOST_VIEWS)
    throw conflict(
      'desk.too-many-views',
      `You have ${MOST_VIEWS} views. Remove some before you save another.`,
    )
  await checkFilter(tx, caller, input.filter)
  const view = await insertView(tx, {
    id: newId(),
    ownerId: caller.id,
    name: nameOfView(input.name),
    shared: input.shared,
    filter: input.filter,
  })
  tx.announce(viewsChanged({ ownerId: view.ownerId, shared: view.shared }))
  return view
}
