import type { Db } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { isUnderWay } from './queries/merge.ts'

/** Throws `conflict` while a merge of some customers, or its undoing, is under way: nobody can tell whose everything is. */
export const refuseUnderWay = async (db: Db, ids: readonly string[]): Promise<void> => {
  if (await isUnderWay(db, ids))
    throw conflict(
      'customers.merge-under-way',
      'Conversations of one of them are still being moved. Try again in a moment.',
    )
}
