import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../actor.ts'

/** Of which kind a change of a customer is. */
export type CustomerChangeKind =
  | 'created'
  | 'name'
  | 'kana'
  | 'language'
  | 'attribute'
  | 'address-added'
  | 'address-removed'
  | 'merged'
  | 'unmerged'

/** What changed of a customer. */
export interface ChangeRow {
  customerId: string
  kind: CustomerChangeKind
  actor: Actor
  /** The attribute's key, the kind of the address, or the id of the merge. */
  subject?: string
  from?: string | number | boolean | null
  to?: string | number | boolean | null
  /** Where a message brought it. */
  inboxId?: string
}

/** Appends what changed of customers. */
export const insertChanges = async (tx: Tx, changes: readonly ChangeRow[]): Promise<void> => {
  if (changes.length === 0) return
  const rows = changes.map((change) => ({ ...change, id: newId() }))
  await tx.run(sql`
    insert into customer_changes
      (workspace_id, id, customer_id, kind, actor_kind, actor_id, actor_name, subject, from_value, to_value, inbox_id, at)
    select ${tx.workspaceId}, r.id, r."customerId", r.kind, r.actor ->> 'kind', (r.actor ->> 'id')::uuid, r.actor ->> 'name',
      r.subject, nullif(r."from", 'null'), nullif(r."to", 'null'), r."inboxId", ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, "customerId" uuid, kind text, actor jsonb, subject text, "from" jsonb, "to" jsonb, "inboxId" uuid)`)
}
