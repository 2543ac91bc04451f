import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { sightOf } from '../../kernel/sight.ts'
import type { CustomerFilter } from '../customers/index.ts'
import { withOpenConversation } from './queries/customers.ts'

/**
 * The filter of customers with what only conversations know: who has one that is not resolved. Those out of the
 * caller's sight don't count, so that the list tells nothing of them.
 */
export const withOpen = <T extends CustomerFilter & { open?: boolean | undefined }>(
  db: Db,
  caller: Caller,
  { open, ...filter }: T,
): Omit<T, 'open'> & CustomerFilter => ({
  ...filter,
  ...(open === undefined ? {} : { known: { ...withOpenConversation(db, sightOf(caller)), not: !open } }),
})
