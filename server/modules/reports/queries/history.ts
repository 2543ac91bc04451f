import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/**
 * Has PostgreSQL look at the tables of history and facts. Right after a great many rows were brought in it knows nothing
 * of them yet, and would read whole tables for every batch.
 */
export const learnTables = async (db: Db, which: 'history' | 'facts'): Promise<void> => {
  await db.many(sql`select madoguchi_learn(${which}::text)`)
}

/** Ids of conversations in their order, after one of them; what was merged is measured with the one that it went into. */
export const conversationIdsAfter = async (db: Db, after: string | null, limit: number): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select id from conversations
      where workspace_id = ${db.workspaceId} and merged_into is null and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${limit}`)
  ).map(({ id }) => id)

/** Those of some conversations that were not merged into others. */
export const standingAmong = async (db: Db, ids: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select id from conversations
      where workspace_id = ${db.workspaceId} and id = any(${ids}::uuid[]) and merged_into is null`)
  ).map(({ id }) => id)

/** All messages of conversations, by kind. */
export const spokenIn = (
  db: Db,
  conversationIds: readonly string[],
): Promise<{ messageId: string; conversationId: string; kind: 'inbound' | 'outbound' }[]> =>
  db.many(sql`
    select id as "messageId", conversation_id as "conversationId", kind from messages
    where workspace_id = ${db.workspaceId} and conversation_id = any(${conversationIds}::uuid[]) and kind <> 'note'`)
