import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../customers/index.ts'

/** What it was and what it is, by the names of the fields. */
export type ChangedFields = Record<string, { from: string | null; to: string | null }>

/** Something that was changed of a complaint. */
export interface ChangeRow {
  id: string
  at: Date
  actorKind: string
  actorId: string | null
  actorName: string
  fields: ChangedFields
}

/** Keeps who changed what of a complaint. */
export const insertChange = (
  tx: Tx,
  complaintId: string,
  actor: Actor,
  fields: ChangedFields,
): Promise<number> =>
  tx.run(sql`
    insert into complaint_changes (workspace_id, id, complaint_id, at, actor_kind, actor_id, actor_name, fields)
    values (${tx.workspaceId}, ${newId()}, ${complaintId}, ${tx.now}, ${actor.kind}, ${actor.id}, ${actor.name},
      ${JSON.stringify(fields)}::jsonb)`)

/** What was changed of a complaint, the newest first. */
export const changeRows = (db: Db, complaintId: string, limit: number): Promise<ChangeRow[]> =>
  db.many(sql`
    select id, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", fields
    from complaint_changes
    where workspace_id = ${db.workspaceId} and complaint_id = ${complaintId}
    order by at desc, id desc limit ${limit}`)
