import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { sightOf } from '../../kernel/sight.ts'
import type { Count } from './contract.ts'
import { countRows, unseenMentions } from './queries/counts.ts'

/** The kept counts in the caller's sight, and how many mentions of the caller are not seen yet. */
export const readCounts = async (db: Db, caller: Caller): Promise<{ counts: Count[]; mentions: number }> => {
  demand(caller, 'conversations.read')
  const inboxIds = sightOf(caller)
  if (inboxIds?.length === 0) return { counts: [], mentions: 0 }
  const [counts, mentions] = await db.together((one) =>
    Promise.all([
      countRows(one, inboxIds),
      caller.id === undefined ? 0 : unseenMentions(one, caller.id, inboxIds),
    ]),
  )
  return { counts, mentions }
}
