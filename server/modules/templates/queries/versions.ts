import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import type { Variant } from '../contract.ts'

/** What an answer said from some moment on. */
export interface VersionRow {
  number: number
  variants: Variant[]
  savedBy: string
  savedAt: Date
  restoredFrom: number | null
  approvedBy: string | null
  approvedAt: Date | null
  /** Uses that were sent and looked at, and after how many of them the customer came back. */
  measured: number
  returned: number
}

const columns: Sql = sql`
  n.number, n.variants, n.saved_by as "savedBy", n.saved_at as "savedAt", n.restored_from as "restoredFrom",
  n.approved_by as "approvedBy", n.approved_at as "approvedAt", n.measured, n.returned`

/** Versions of an answer with these numbers, the newest first. */
export const versionRows = (db: Db, templateId: string, numbers: readonly number[]): Promise<VersionRow[]> =>
  db.many(sql`
    select ${columns} from template_versions n
    where n.workspace_id = ${db.workspaceId} and n.template_id = ${templateId} and n.number = any(${numbers}::integer[])
    order by n.number desc`)

/** Versions of an answer below a number, the newest first. */
export const versionsBelow = (
  db: Db,
  templateId: string,
  { below, limit }: { below: number | null; limit: number },
): Promise<VersionRow[]> =>
  db.many(sql`
    select ${columns} from template_versions n
    where n.workspace_id = ${db.workspaceId} and n.template_id = ${templateId}
      and (${below}::integer is null or n.number < ${below}::integer)
    order by n.number desc limit ${limit}`)

/** Keeps a version. */
export const insertVersion = (
  tx: Tx,
  templateId: string,
  row: Omit<VersionRow, 'savedAt' | 'measured' | 'returned'>,
): Promise<number> =>
  tx.run(sql`
    insert into template_versions (workspace_id, template_id, number, variants, saved_by, saved_at, restored_from,
      approved_by, approved_at)
    values (${tx.workspaceId}, ${templateId}, ${row.number}, ${JSON.stringify(row.variants)}::jsonb, ${row.savedBy},
      ${tx.now}, ${row.restoredFrom}, ${row.approvedBy}, ${row.approvedAt})`)

/** Keeps who approved a version. */
export const approveVersion = (
  tx: Tx,
  templateId: string,
  number: number,
  agentId: string,
): Promise<number> =>
  tx.run(sql`
    update template_versions set approved_by = ${agentId}, approved_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and template_id = ${templateId} and number = ${number}`)

/** Keeps that an answer was put into what somebody wrote, and counts it. */
export const insertUse = async (
  tx: Tx,
  use: {
    id: string
    templateId: string
    number: number
    conversationId: string
    agentId: string | null
    dueAt: Date
  },
): Promise<void> => {
  await Promise.all([
    tx.run(sql`
      insert into template_uses (workspace_id, id, template_id, number, conversation_id, agent_id, at, due_at)
      values (${tx.workspaceId}, ${use.id}, ${use.templateId}, ${use.number}, ${use.conversationId}, ${use.agentId},
        ${tx.now}, ${use.dueAt})`),
    tx.run(sql`
      update templates set uses = uses + 1, last_used_at = ${tx.now}
      where workspace_id = ${tx.workspaceId} and id = ${use.templateId}`),
  ])
}
