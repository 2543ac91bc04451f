import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Conversation } from '../conversations/contract.ts'
import { toConversation } from '../conversations/index.ts'
import { chooseList } from './choose-list.ts'
import type { Filter } from './contract.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { listPage } from './queries/list.ts'

/** A page of the conversations in the caller's sight that the filter lets through. */
export const listConversations = async (
  db: Db,
  caller: Caller,
  query: Filter & { cursor?: string | undefined; limit: number },
): Promise<{ items: Conversation[]; next: string | null }> => {
  demand(caller, 'conversations.read')
  const place = readCursor(query.sort, query.cursor)
  const plan = await chooseList(db, caller, query)
  const rows = plan ? await listPage(db, plan, place, query.limit) : []
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toConversation),
    next:
      last && rows.length > query.limit ? writeCursor(query.sort, { at: last.placeAt, id: last.id }) : null,
  }
}
