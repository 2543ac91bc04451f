import type { Db } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { isEmptied } from './queries/erase.ts'

/** Throws `conflict` where nothing of one of these conversations is left: new words would never be taken away again. */
export const refuseEmptied = async (db: Db, conversationIds: readonly string[]): Promise<void> => {
  if (await isEmptied(db, conversationIds))
    throw conflict(
      'conversations.emptied',
      'Everything that was said in this conversation was deleted. Start a new conversation.',
    )
}
