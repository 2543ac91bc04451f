import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { holdsAny } from '../../../kernel/personal.ts'

/** A message of somebody else in which addresses of a person stand. */
export interface TraceRow {
  id: string
  conversationId: string
  homeId: string | null
  inboxId: string
  actorName: string
  text: string
  html: string | null
  subject: string | null
  recipients: { role: string; kind: string; value: string; name: string | null }[]
  context: Record<string, string>
  receiptReason: { en: string; ja: string } | null
}

/** The end of the next messages behind an id, in the order of ids; undefined where none follows. */
export const endOfMessages = async (db: Db, after: string, limit: number): Promise<string | undefined> =>
  (
    await db.maybe<{ id: string }>(sql`
      select p.id from (
        select m.id from messages m
        where m.workspace_id = ${db.workspaceId} and m.id > ${after}::uuid order by m.id limit ${limit}) p
      order by p.id desc limit 1`)
  )?.id

/** Messages between two ids that hold any of these words, in lower case. */
export const tracesBetween = (
  tx: Tx,
  { after, upTo }: { after: string; upTo: string },
  words: readonly string[],
): Promise<TraceRow[]> =>
  tx.many(sql`
    select m.id, m.conversation_id as "conversationId", m.home_id as "homeId", m.inbox_id as "inboxId",
      m.actor_name as "actorName", m.text, m.html, m.subject, m.recipients, m.context,
      m.receipt_reason as "receiptReason" from messages m
    where m.workspace_id = ${tx.workspaceId} and m.id > ${after}::uuid and m.id <= ${upTo}::uuid
      and ${holdsAny(sql`concat_ws(' ', m.actor_name, m.text, m.html, m.subject, m.recipients::text, m.context::text, m.receipt_reason::text)`, words)}
    order by m.id for update of m`)

/** Writes messages without what was found in them. */
export const writeTraces = (tx: Tx, rows: readonly TraceRow[]): Promise<number> =>
  tx.run(sql`
    update messages m set actor_name = r."actorName", text = r.text, html = r.html, subject = r.subject, recipients = r.recipients, context = r.context,
      receipt_reason = r."receiptReason"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, "actorName" text, text text, html text, subject text, recipients jsonb, context jsonb, "receiptReason" jsonb)
    where m.workspace_id = ${tx.workspaceId} and m.id = r.id`)

/** What a conversation shows of itself. */
export interface ShownRow {
  id: string
  inboxId: string
  subject: string
  preview: string
  addressed: string | null
}

/** Conversations that show any of these words, in lower case, held. */
export const shownWith = (tx: Tx, words: readonly string[]): Promise<ShownRow[]> =>
  tx.many(sql`
    select c.id, c.inbox_id as "inboxId", c.subject, c.preview, c.addressed from conversations c
    where c.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`concat_ws(' ', c.subject, c.preview, c.addressed)`, words)}
    order by c.id for update of c`)

/** Writes what conversations show. */
export const writeShown = (tx: Tx, rows: readonly ShownRow[]): Promise<number> =>
  tx.run(sql`
    update conversations c set subject = r.subject, preview = r.preview, addressed = r.addressed, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, subject text, preview text, addressed text)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`)

/** Changes of conversations' subjects in which one of these words stands, in lower case. */
export const subjectChangesWith = (
  tx: Tx,
  words: readonly string[],
): Promise<{ id: string; from: string | null; to: string | null }[]> =>
  tx.many(sql`
    select h.id, h.from_value as "from", h.to_value as "to" from conversation_changes h
    where h.workspace_id = ${tx.workspaceId} and h.kind = 'subject'
      and ${holdsAny(sql`concat_ws(' ', h.from_value, h.to_value)`, words)}`)

/** Writes them. */
export const writeSubjectChanges = (
  tx: Tx,
  rows: readonly { id: string; from: string | null; to: string | null }[],
): Promise<number> =>
  tx.run(sql`
    update conversation_changes h set from_value = r."from", to_value = r."to"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "from" text, "to" text)
    where h.workspace_id = ${tx.workspaceId} and h.id = r.id`)

/** Attachments whose names hold any of these words, in lower case. */
export const fileNamesWith = (tx: Tx, words: readonly string[]): Promise<{ id: string; name: string }[]> =>
  tx.many(sql`
    select a.id, a.name from attachments a
    where a.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`a.name`, words)}`)

/** Writes them. */
export const writeFileNames = (tx: Tx, rows: readonly { id: string; name: string }[]): Promise<number> =>
  tx.run(sql`
    update attachments a set name = r.name
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, name text)
    where a.workspace_id = ${tx.workspaceId} and a.id = r.id`)

/** Messages between two ids that customers wrote and that still say something. */
export const writtenBetween = async (
  tx: Tx,
  { after, upTo }: { after: string; upTo: string },
  customerIds: readonly string[],
): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select m.id from messages m
      where m.workspace_id = ${tx.workspaceId} and m.id > ${after}::uuid and m.id <= ${upTo}::uuid and m.kind = 'inbound'
        and m.actor_id = any(${customerIds}::uuid[]) and not m.context ? 'erased'
      order by m.id`)
  ).map(({ id }) => id)

/** What is kept as JSON beside conversations and may hold an address. */
const KEPT = {
  drafts: { table: sql`drafts`, column: sql`body`, key: sql`t.conversation_id::text || t.agent_id::text` },
  firstDrafts: {
    table: sql`first_drafts`,
    column: sql`body`,
    key: sql`t.customer_id::text || t.agent_id::text`,
  },
} as const

/** A row of those that was found. */
export interface KeptJson {
  key: string
  value: unknown
}
export type KeptKind = keyof typeof KEPT

/** Rows of a kind that hold any of these words, in lower case. */
export const keptWith = (tx: Tx, kind: KeptKind, words: readonly string[]): Promise<KeptJson[]> => {
  const { table, column, key } = KEPT[kind]
  return tx.many(sql`
    select ${key} as key, t.${column} as value from ${table} t
    where t.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`t.${column}::text`, words)}
    for update of t`)
}

/** Writes such rows. */
export const writeKept = (tx: Tx, kind: KeptKind, rows: readonly KeptJson[]): Promise<number> => {
  const { table, column, key } = KEPT[kind]
  return tx.run(sql`
    update ${table} t set ${column} = r.value
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (key text, value jsonb)
    where t.workspace_id = ${tx.workspaceId} and ${key} = r.key`)
}
