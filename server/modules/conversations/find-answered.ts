import type { Db } from '../../kernel/db/index.ts'
import { lastInbound, newestWith } from './queries/messages.ts'
import { sideRows } from './queries/links.ts'
import type { ConversationRow } from './queries/rows.ts'

/** What an answer goes on. */
export interface Answered {
  /** The newest message that somebody wrote to us there. */
  inbound: Awaited<ReturnType<typeof lastInbound>>
  /** The merged conversation whose thread it is; null: the conversation's own. */
  homeId: string | null
  /** Through which inbox it leaves, and whose it is. */
  inboxId: string
  customerId: string
}

/**
 * What an answer in a conversation goes on. Where others were merged into it, the thread of whoever it is written to, else
 * of whoever wrote last: it leaves through that one's inbox, and quotes nobody else.
 */
export const findAnswered = async (
  db: Db,
  conversation: Pick<ConversationRow, 'id' | 'inboxId' | 'customerId'>,
  to?: readonly string[],
): Promise<Answered> => {
  const newest = await lastInbound(db, conversation.id)
  const named = to && newest?.merged ? await newestWith(db, conversation.id, to) : undefined
  const homeId = named ? named.homeId : (newest?.homeId ?? null)
  const inbound =
    newest && homeId !== newest.homeId
      ? await lastInbound(db, conversation.id, homeId ?? conversation.id)
      : newest
  const [home] = homeId === null ? [] : await sideRows(db, [homeId])
  const { inboxId, customerId } = home ?? conversation
  return { inbound, homeId, inboxId, customerId }
}
