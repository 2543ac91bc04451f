import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** The conversation that a merged one leads to; undefined where it stands alone, or is not there. */
export const survivorOf = async (
  db: Db,
  id: string,
): Promise<{ id: string; number: number; inboxId: string } | undefined> =>
  db.maybe(sql`
    select s.id, s.number, s.inbox_id as "inboxId" from conversations c
    join conversations s on s.workspace_id = ${db.workspaceId} and s.id = c.merged_into
    where c.workspace_id = ${db.workspaceId} and c.id = ${id} and c.merged_into is not null`)

/** A conversation's id and inbox, or those of the one that it was merged into; undefined where it is not there. */
export const standsAt = (db: Db, id: string): Promise<{ id: string; inboxId: string } | undefined> =>
  db.maybe(sql`
    select coalesce(s.id, c.id) as id, coalesce(s.inbox_id, c.inbox_id) as "inboxId" from conversations c
    left join conversations s on s.workspace_id = ${db.workspaceId} and s.id = c.merged_into
    where c.workspace_id = ${db.workspaceId} and c.id = ${id}`)

/** Takes a conversation out of every list: it leads to another one now, and so do those that led to it. It shows nothing. */
export const retire = async (tx: Tx, id: string, into: string): Promise<void> => {
  await tx.run(sql`
    update conversations set status = 'merged', merged_into = ${into}, preview = '', snoozed_until = null, waiting_since = null,
      version = version + 1
    where workspace_id = ${tx.workspaceId} and id = ${id}`)
  await leadMembers(tx, id, into)
}

/** Whoever led to the one leads to the other. */
const leadMembers = (tx: Tx, from: string, into: string): Promise<number> =>
  tx.run(sql`
    update conversations set merged_into = ${into}
    where workspace_id = ${tx.workspaceId} and merged_into = ${from} and merged_into is not null`)

/** It stands alone again, and its own members lead to it. */
export const revive = async (tx: Tx, id: string, memberIdsOfIt: readonly string[]): Promise<void> => {
  await tx.run(sql`
    update conversations set merged_into = null where workspace_id = ${tx.workspaceId} and id = ${id}`)
  await tx.run(sql`
    update conversations set merged_into = ${id}
    where workspace_id = ${tx.workspaceId} and id = any(${memberIdsOfIt}::uuid[])`)
}

/** Adds followers of one conversation to another; gives those who are new there. */
export const shareFollowers = async (tx: Tx, from: string, into: string): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      insert into followers (workspace_id, conversation_id, agent_id)
      select ${tx.workspaceId}, ${into}, f.agent_id from followers f
      where f.workspace_id = ${tx.workspaceId} and f.conversation_id = ${from} order by f.agent_id
      on conflict (workspace_id, conversation_id, agent_id) do nothing
      returning agent_id as id`)
  ).map((row) => row.id)

/** Removes followers. */
export const dropFollowers = (tx: Tx, conversationId: string, agentIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from followers
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and agent_id = any(${agentIds}::uuid[])`)

/** Marks what a new conversation was split off from, where the customer's window shows both as one. */
export const shareThread = (tx: Tx, id: string, threadId: string): Promise<number> =>
  tx.run(sql`
    update conversations set thread_of = ${threadId} where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** What the customer's window shows a conversation as part of: itself, or the one that it was split off from. */
export const threadOf = async (db: Db, id: string): Promise<string> =>
  (
    await db.one<{ id: string }>(sql`
      select coalesce(thread_of, id) as id from conversations where workspace_id = ${db.workspaceId} and id = ${id}`)
  ).id

/** Moves what agents have begun to write, of those of `agentIds` where it is given, where they write nothing there yet. */
export const moveDrafts = async (
  tx: Tx,
  { from, into }: { from: string; into: string },
  agentIds: readonly string[] | null = null,
): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      update drafts d set conversation_id = ${into}
      where d.workspace_id = ${tx.workspaceId} and d.conversation_id = ${from}
        and (${agentIds}::uuid[] is null or d.agent_id = any(${agentIds}::uuid[]))
        and not exists (
          select from drafts o
          where o.workspace_id = ${tx.workspaceId} and o.conversation_id = ${into} and o.agent_id = d.agent_id)
      returning d.agent_id as id`)
  ).map((row) => row.id)

/** How many agents have begun to write in a conversation; those who write in the other one, too, where it is given. */
export const draftCount = async (db: Db, conversationId: string, beside?: string): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*)::integer as n from drafts d
      where d.workspace_id = ${db.workspaceId} and d.conversation_id = ${conversationId}
        and (${beside ?? null}::uuid is null or exists (
          select from drafts o
          where o.workspace_id = ${db.workspaceId} and o.conversation_id = ${beside ?? null}::uuid and o.agent_id = d.agent_id))`)
  ).n

/** Which of some conversations, and of those that lead to any of them, lead where. */
export const leadsOf = (db: Db, ids: readonly string[]): Promise<{ id: string; into: string }[]> =>
  db.many(sql`
    select id, merged_into as into from conversations
    where workspace_id = ${db.workspaceId} and merged_into is not null
      and (id = any(${ids}::uuid[]) or merged_into = any(${ids}::uuid[]))`)
