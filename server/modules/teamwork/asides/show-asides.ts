import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { findConversation } from '../../conversations/index.ts'
import type { Aside, AsideFilter, ListedAside } from '../contract-asides.ts'
import { asidePage, asidesOf, saidInAsides } from '../queries/asides.ts'
import { readPlace, writePlace } from '../read-place.ts'
import { toAside, toListed } from './shape.ts'

/** What was asked of others about a conversation in the caller's sight, with everything that was said. */
export const listConversationAsides = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<Aside[]> => {
  demand(caller, 'conversations.read')
  const { id } = await findConversation(db, caller, conversationId)
  const rows = await asidesOf(db, id)
  if (rows.length === 0) return []
  const messages = await saidInAsides(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => toAside(row, messages))
}

/** A page of them from all conversations in the caller's sight. */
export const listAsides = async (
  db: Db,
  caller: Caller,
  { cursor, limit, ...filter }: AsideFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: ListedAside[]; next: string | null }> => {
  demand(caller, 'conversations.read')
  const after = readPlace(cursor)
  const rows = await asidePage(
    db,
    { ...filter, callerId: caller.id, after, limit: limit + 1 },
    sightOf(caller),
  )
  const items = rows.slice(0, limit)
  return { items: items.map(toListed), next: rows.length > limit ? writePlace(items.at(-1)) : null }
}
