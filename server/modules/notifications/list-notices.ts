import type { Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Happenings } from '../../kernel/happenings/index.ts'
import { isId } from '../../kernel/ids.ts'
import { sightOf } from '../../kernel/sight.ts'
import { demandPerson } from './demand-person.ts'
import type { Notice } from './contract.ts'
import { noticesMarked } from './events.ts'
import { markRows, noticeRows, unreadOf, type Marked } from './queries/notices.ts'
import { sayIt } from './say-it.ts'

/** A page of what the caller was told, newest first. */
export const listNotices = async (
  db: Db,
  caller: Caller,
  happenings: Happenings,
  query: { cursor?: string | undefined; limit: number; unread?: boolean | undefined },
): Promise<{ items: Notice[]; next: string | null }> => {
  const { cursor, limit, unread = false } = query
  if (cursor !== undefined && !isId(cursor))
    throw invalid(
      'notifications.cursor',
      'This cursor does not belong to this list. Start from the first page.',
    )
  const agentId = demandPerson(caller)
  const rows = await noticeRows(db, {
    agentId,
    sight: sightOf(caller),
    before: cursor ?? null,
    unread,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const said = await sayIt(db, happenings, shown)
  return {
    items: said.map(({ row, said: words }) => ({
      ...words,
      at: row.at.toISOString(),
      read: row.readAt !== null,
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** How much the caller has not read. */
export const countNotices = async (db: Db, caller: Caller): Promise<{ unread: number }> => {
  const agentId = demandPerson(caller)
  return { unread: (await unreadOf(db, [agentId])).get(agentId) ?? 0 }
}

/** Marks rows of the caller's as read or unread. Throws `invalid` where it is not said which. */
export const markNotices = async (
  tx: Tx,
  caller: Caller,
  { ids = null, conversationId = null, upTo = null, read }: Partial<Marked> & { read: boolean },
): Promise<{ ids: string[]; unread: number }> => {
  const agentId = demandPerson(caller)
  if (ids === null && conversationId === null && upTo === null)
    throw invalid(
      'notifications.which',
      'Say which ones: some by id, those of a conversation, or all up to one.',
    )
  const marked = await markRows(tx, agentId, { ids, conversationId, upTo }, read)
  if (marked.length > 0) tx.announce(noticesMarked({ agentId }))
  return { ids: marked, ...(await countNotices(tx, caller)) }
}
