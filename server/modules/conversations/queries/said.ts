import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** A message with everything that is kept of it. */
export interface SaidRow {
  id: string
  kind: 'inbound' | 'outbound' | 'note'
  actorName: string
  text: string
  html: string | null
  subject: string | null
  recipients: { role: string; kind: string; value: string; name: string | null }[]
  context: Record<string, string>
  receipt: string | null
  occurredAt: Date
  files: { fileId: string | null; name: string; type: string; size: number }[]
}

/** The messages of a conversation behind an id, in the order of time; without those that were taken back. */
export const saidIn = (db: Db, conversationId: string, after: string, limit: number): Promise<SaidRow[]> =>
  db.many(sql`
    select m.id, m.kind, m.actor_name as "actorName", m.text, m.html, m.subject, m.recipients, m.context, m.receipt,
      m.occurred_at as "occurredAt",
      coalesce((select jsonb_agg(jsonb_build_object('fileId', a.file_id, 'name', a.name, 'type', a.type, 'size', a.size) order by a.position, a.id)
        from attachments a where a.workspace_id = ${db.workspaceId} and a.message_id = m.id), '[]') as files
    from messages m
    where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId} and m.id > ${after}::uuid
      and m.receipt is distinct from 'cancelled'
    order by m.id limit ${limit}`)
