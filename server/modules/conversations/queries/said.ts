import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { homeOf } from './homes.ts'

/** A message with everything that is kept of it. */
export interface SaidRow {
  id: string
  kind: 'inbound' | 'outbound' | 'note'
  actorId: string | null
  actorName: string
  text: string
  html: string | null
  subject: string | null
  recipients: { role: string; kind: string; value: string; name: string | null }[]
  context: Record<string, string>
  receipt: string | null
  occurredAt: Date
  files: { fileId: string | null; name: string; type: string; size: number; problem: string | null }[]
}

/**
 * What was said in a thread behind an id, in the order of time, wherever it stands now: of conversations that were merged
 * each has its own. Without what was taken back.
 */
export const saidIn = (db: Db, threadId: string, after: string, limit: number): Promise<SaidRow[]> =>
  db.many(sql`
    select m.id, m.kind, m.actor_id as "actorId", m.actor_name as "actorName", m.text, m.html, m.subject, m.recipients, m.context,
      m.receipt, m.occurred_at as "occurredAt",
      coalesce((select jsonb_agg(jsonb_build_object('fileId', a.file_id, 'name', a.name, 'type', a.type, 'size', a.size, 'problem', a.problem) order by a.position, a.id)
        from attachments a where a.workspace_id = ${db.workspaceId} and a.message_id = m.id), '[]') as files
    from messages m
    where m.workspace_id = ${db.workspaceId} and m.id > ${after}::uuid
      and (m.conversation_id = ${threadId}::uuid and m.home_id is null or m.home_id = ${threadId}::uuid)
      and m.receipt is distinct from 'cancelled'
    order by m.id limit ${limit}`)

/** A thread: a conversation as it was before any merge. */
export interface ThreadRow {
  id: string
  number: number
  subject: string
  status: string
  openedAt: Date
}

/** One thread; undefined where it is gone. */
export const threadRow = (db: Db, id: string): Promise<ThreadRow | undefined> =>
  db.maybe(sql`
    select id, number, subject, status, opened_at as "openedAt" from conversations
    where workspace_id = ${db.workspaceId} and id = ${id}`)

/**
 * Threads of others in which, among the messages between two ids, customers wrote, or were written to under one of these
 * addresses, in lower case.
 */
export const threadsNaming = async (
  db: Db,
  { after, upTo }: { after: string; upTo: string },
  { ids, addresses }: { ids: readonly string[]; addresses: readonly string[] },
): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select distinct c.id from messages m
      join conversations c on c.workspace_id = ${db.workspaceId}
        and c.id = ${homeOf(sql`m`)}
      where m.workspace_id = ${db.workspaceId} and m.id > ${after}::uuid and m.id <= ${upTo}::uuid and m.kind <> 'note'
        and c.customer_id <> all(${ids}::uuid[])
        and (m.kind = 'inbound' and m.actor_id = any(${ids}::uuid[]) or exists (
          select from jsonb_array_elements(m.recipients) as r
          where r ->> 'role' <> 'from' and lower(r ->> 'value') = any(${addresses}::text[])))`)
  ).map(({ id }) => id)
