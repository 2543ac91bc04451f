import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Who follows a conversation, and through which inboxes came what was merged into it: in one statement, for every opening. */
export const besideConversation = (
  db: Db,
  conversationId: string,
): Promise<{ followerIds: string[]; mergedInboxIds: string[] }> =>
  db.one(sql`
    select
      array(select f.agent_id from followers f
        where f.workspace_id = ${db.workspaceId} and f.conversation_id = ${conversationId}) as "followerIds",
      array(select o.inbox_id from conversations o
        where o.workspace_id = ${db.workspaceId} and o.merged_into = ${conversationId} and o.merged_into is not null) as "mergedInboxIds"`)

/** Adds followers. */
export const insertFollowers = (
  tx: Tx,
  conversationId: string,
  agentIds: readonly string[],
): Promise<number> =>
  tx.run(sql`
    insert into followers (workspace_id, conversation_id, agent_id)
    select ${tx.workspaceId}, ${conversationId}, a.id from unnest(${agentIds}::uuid[]) as a (id)
    on conflict (workspace_id, conversation_id, agent_id) do nothing`)

/** Removes a follower. */
export const deleteFollower = (tx: Tx, conversationId: string, agentId: string): Promise<number> =>
  tx.run(
    sql`delete from followers where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and agent_id = ${agentId}`,
  )

/** Keeps who was mentioned in a note. */
export const insertMentions = (
  tx: Tx,
  mention: { conversationId: string; messageId: string; agentIds: readonly string[] },
): Promise<number> =>
  tx.run(sql`
    insert into mentions (workspace_id, agent_id, message_id, conversation_id)
    select ${tx.workspaceId}, a.id, ${mention.messageId}, ${mention.conversationId} from unnest(${mention.agentIds}::uuid[]) as a (id)
    on conflict (workspace_id, agent_id, message_id) do nothing`)

/** Remembers that an agent has seen where they were mentioned in a conversation. Gives how often that was new. */
export const markSeen = (tx: Tx, conversationId: string, agentId: string): Promise<number> =>
  tx.run(sql`
    update mentions set seen_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and agent_id = ${agentId} and seen_at is null`)

/** An agent's draft of a conversation. */
export const draftRow = (
  db: Db,
  conversationId: string,
  agentId: string,
): Promise<{ body: unknown; updatedAt: Date } | undefined> =>
  db.maybe(sql`
    select body, updated_at as "updatedAt" from drafts
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and agent_id = ${agentId}`)

/** Everybody's drafts of a conversation. */
export const draftRows = (db: Db, conversationId: string): Promise<{ agentId: string; body: unknown }[]> =>
  db.many(sql`
    select agent_id as "agentId", body from drafts
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} order by agent_id`)

/** Keeps a draft. */
export const upsertDraft = (tx: Tx, conversationId: string, agentId: string, body: object): Promise<number> =>
  tx.run(sql`
    insert into drafts (workspace_id, conversation_id, agent_id, body, updated_at)
    values (${tx.workspaceId}, ${conversationId}, ${agentId}, ${JSON.stringify(body)}::jsonb, ${tx.now})
    on conflict (workspace_id, conversation_id, agent_id) do update set body = excluded.body, updated_at = excluded.updated_at`)

/** Removes a draft. */
export const deleteDraft = (tx: Tx, conversationId: string, agentId: string): Promise<number> =>
  tx.run(
    sql`delete from drafts where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and agent_id = ${agentId}`,
  )
