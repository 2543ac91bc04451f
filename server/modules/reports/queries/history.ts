import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Ids of conversations in their order, after one of them. */
export const conversationIdsAfter = async (db: Db, after: string | null, limit: number): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select id from conversations
      where workspace_id = ${db.workspaceId} and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${limit}`)
  ).map(({ id }) => id)

/** Ids of all messages of conversations, by kind. */
export const spokenIn = (
  db: Db,
  conversationIds: readonly string[],
): Promise<{ id: string; kind: 'inbound' | 'outbound' }[]> =>
  db.many(sql`
    select id, kind from messages
    where workspace_id = ${db.workspaceId} and conversation_id = any(${conversationIds}::uuid[]) and kind <> 'note'`)
