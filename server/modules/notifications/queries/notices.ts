import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import { seesInbox } from '../../agents/index.ts'

/** What a person is told of, as far as words are made of it. */
export interface Spoken {
  id: string
  agentId: string
  happening: string
  subject: string
  conversationId: string | null
  inboxId: string | null
  messageId: string | null
  actorId: string | null
  detail: string | null
  count: number
}

/** A telling as it is kept. */
export interface TellingRow extends Spoken {
  why: string
  ways: string[]
}

/** A row under the bell. */
export interface NoticeRow extends Spoken {
  at: Date
  readAt: Date | null
}

/** More unread rows than this are not counted. */
const MOST_COUNTED = 100
/** Of so many rows it is said that they were marked. */
const MOST_MARKED = 1000

const spoken: Sql = sql`
  id, agent_id as "agentId", happening, subject, conversation_id as "conversationId", inbox_id as "inboxId",
  message_id as "messageId", actor_id as "actorId", detail, count`

const shape: Sql = sql`
  (id uuid, "agentId" uuid, happening text, subject text, "conversationId" uuid, "inboxId" uuid, "messageId" uuid,
    "actorId" uuid, detail text, count integer, why text, ways text[], rank smallint)`

/** Keeps what people are told. */
export const insertTellings = (tx: Tx, rows: readonly TellingRow[]): Promise<number> =>
  tx.run(sql`
    insert into tellings (workspace_id, id, agent_id, happening, subject, conversation_id, inbox_id, message_id, actor_id,
      detail, count, why, ways, at)
    select ${tx.workspaceId}, r.id, r."agentId", r.happening, r.subject, r."conversationId", r."inboxId", r."messageId",
      r."actorId", r.detail, r.count, r.why, r.ways, ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ${shape}`)

/** Puts what people are told under their bells: with what they have not read of the same subject it becomes one row. */
export const putNotices = (tx: Tx, rows: readonly (TellingRow & { rank: number })[]): Promise<number> =>
  tx.run(sql`
    insert into notices as n (workspace_id, agent_id, subject, id, conversation_id, inbox_id, happening, rank, message_id,
      actor_id, detail, count, at)
    select ${tx.workspaceId}, r."agentId", r.subject, r.id, r."conversationId", r."inboxId", r.happening, r.rank,
      r."messageId", r."actorId", r.detail, r.count, ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ${shape}
    on conflict (workspace_id, agent_id, subject) do update set
      id = excluded.id, inbox_id = excluded.inbox_id, at = excluded.at, read_at = null,
      count = case when n.read_at is null then n.count else 0 end + excluded.count,
      happening = case when n.read_at is null and n.rank < excluded.rank then n.happening else excluded.happening end,
      message_id = case when n.read_at is null and n.rank < excluded.rank then n.message_id else excluded.message_id end,
      actor_id = case when n.read_at is null and n.rank < excluded.rank then n.actor_id else excluded.actor_id end,
      detail = case when n.read_at is null and n.rank < excluded.rank then n.detail else excluded.detail end,
      rank = case when n.read_at is null and n.rank < excluded.rank then n.rank else excluded.rank end`)

/** Tellings by id, for those whom they were for. */
export const tellingRows = (db: Db, ids: readonly string[]): Promise<TellingRow[]> =>
  db.many(sql`
    select ${spoken}, why, ways from tellings
    where workspace_id = ${db.workspaceId} and id = any(${ids}::uuid[]) order by id`)

/** A person's rows before an id, newest first; of what is in their sight. */
export const noticeRows = (
  db: Db,
  {
    agentId,
    sight,
    before,
    unread,
    limit,
  }: {
    agentId: string
    sight: Sight
    before: string | null
    unread: boolean
    limit: number
  },
): Promise<NoticeRow[]> =>
  db.many(sql`
    select ${spoken}, at, read_at as "readAt" from notices
    where workspace_id = ${db.workspaceId} and agent_id = ${agentId}
      and (${before}::uuid is null or id < ${before}::uuid) and (not ${unread}::boolean or read_at is null)
      and (inbox_id is null or ${inSight(sql`inbox_id`, sight)})
    order by id desc limit ${limit}`)

/** How many rows people have not read, of what they see. */
export const unreadOf = async (db: Db, agentIds: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (
      await db.many<{ id: string; n: number }>(sql`
        select a.id, (
          select count(*) from (
            select 1 from notices n
            where n.workspace_id = ${db.workspaceId} and n.agent_id = a.id and n.read_at is null
              and (n.inbox_id is null or ${seesInbox(db, sql`n.inbox_id`)})
            limit ${MOST_COUNTED}) u) as n
        from agents a where a.workspace_id = ${db.workspaceId} and a.id = any(${agentIds}::uuid[])`)
    ).map(({ id, n }) => [id, n]),
  )

/** Which rows are marked. */
export interface Marked {
  ids: readonly string[] | null
  conversationId: string | null
  upTo: string | null
}

/** Marks rows of a person as read or unread; gives those that were otherwise before. */
export const markRows = async (
  tx: Tx,
  agentId: string,
  { ids, conversationId, upTo }: Marked,
  read: boolean,
): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      update notices set read_at = case when ${read}::boolean then ${tx.now}::timestamptz end
      where workspace_id = ${tx.workspaceId} and agent_id = ${agentId} and (read_at is null) = ${read}::boolean
        and (${ids}::uuid[] is null or id = any(${ids}::uuid[]))
        and (${conversationId}::uuid is null or conversation_id = ${conversationId}::uuid)
        and (${upTo}::uuid is null or id <= ${upTo}::uuid)
      returning id`)
  )
    .slice(0, MOST_MARKED)
    .map(({ id }) => id)

/** Marks what people were told of a conversation before they read it; gives whose. */
export const markSeen = async (
  tx: Tx,
  seen: readonly { agentId: string; conversationId: string; at: Date }[],
): Promise<string[]> =>
  (
    await tx.many<{ agentId: string }>(sql`
      update notices n set read_at = ${tx.now}
      from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as s ("agentId" uuid, "conversationId" text, at timestamptz)
      where n.workspace_id = ${tx.workspaceId} and n.agent_id = s."agentId" and n.subject = s."conversationId"
        and n.read_at is null and n.at <= s.at
      returning n.agent_id as "agentId"`)
  ).map(({ agentId }) => agentId)

/** Has rows of a conversation that was merged follow it; whose they are that have one of the other already, keep that. */
export const followMerge = async (
  tx: Tx,
  { fromId, intoId, inboxId }: { fromId: string; intoId: string; inboxId: string },
): Promise<void> => {
  await tx.run(sql`
    update notices n set subject = ${intoId}, conversation_id = ${intoId}::uuid, inbox_id = ${inboxId}::uuid
    where n.workspace_id = ${tx.workspaceId} and n.conversation_id = ${fromId}::uuid and not exists (
      select from notices o
      where o.workspace_id = ${tx.workspaceId} and o.agent_id = n.agent_id and o.subject = ${intoId})`)
  await dropOf(tx, fromId)
}

/** Removes the rows of a conversation that is no more. */
export const dropOf = (tx: Tx, conversationId: string): Promise<number> =>
  tx.run(sql`
    delete from notices where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId}::uuid`)
