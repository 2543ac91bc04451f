import { sql, type Tx } from '../../../kernel/db/index.ts'
import { holdsAny } from '../../../kernel/personal.ts'
import type { ChangedFields } from './changes.ts'

/** What complaints of conversations say goes; that there was one, how bad it was, and when it was closed, stays. */
export const wipeComplaints = async (tx: Tx, conversationIds: readonly string[]): Promise<number> => {
  await tx.run(sql`
    delete from complaint_changes h using complaints p
    where h.workspace_id = ${tx.workspaceId} and p.workspace_id = ${tx.workspaceId} and p.id = h.complaint_id
      and p.conversation_id = any(${conversationIds}::uuid[])`)
  return tx.run(sql`
    update complaints set summary = '', promise = '', apology = '', correction = ''
    where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])
      and concat(summary, promise, apology, correction) <> ''`)
}

/** What people wrote of a complaint. */
export interface Written {
  id: string
  summary: string
  promise: string
  apology: string
  correction: string
}

/** Complaints that hold one of some words. */
export const complaintsWith = (tx: Tx, words: readonly string[]): Promise<Written[]> =>
  tx.many(sql`
    select p.id, p.summary, p.promise, p.apology, p.correction from complaints p
    where p.workspace_id = ${tx.workspaceId}
      and ${holdsAny(sql`concat_ws(' ', p.summary, p.promise, p.apology, p.correction)`, words)}
    order by p.id for update`)

/** Writes what complaints say. */
export const writeComplaints = (tx: Tx, rows: readonly Written[]): Promise<number> =>
  tx.run(sql`
    update complaints p set summary = r.summary, promise = r.promise, apology = r.apology, correction = r.correction
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, summary text, promise text, apology text, correction text)
    where p.workspace_id = ${tx.workspaceId} and p.id = r.id`)

/** What was changed of a complaint. */
export interface Changed {
  id: string
  fields: ChangedFields
}

/** What was changed of complaints, where one of some words stands in it. */
export const changesWith = (tx: Tx, words: readonly string[]): Promise<Changed[]> =>
  tx.many(sql`
    select h.id, h.fields from complaint_changes h
    where h.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`h.fields::text`, words)}
    order by h.id for update`)

/** Writes what was changed of complaints. */
export const writeChanges = (tx: Tx, rows: readonly Changed[]): Promise<number> =>
  tx.run(sql`
    update complaint_changes h set fields = r.fields
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, fields jsonb)
    where h.workspace_id = ${tx.workspaceId} and h.id = r.id`)
