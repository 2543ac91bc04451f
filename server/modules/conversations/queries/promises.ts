import { sql, type Tx } from '../../../kernel/db/index.ts'
import type { Conversation } from '../contract.ts'

/** The promise that a conversation shows; null: none. */
export interface PromiseRow {
  conversationId: string
  promise: Conversation['promise']
}

/** Keeps which promise presses most in some conversations. They are held in the order of their ids, as everywhere. */
export const keepPromises = async (tx: Tx, rows: readonly PromiseRow[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    with held as (
      select c.id, r.promise
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("conversationId" uuid, promise jsonb)
      join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = r."conversationId"
      order by c.id
      for no key update of c)
    update conversations c set promise = nullif(held.promise, 'null'::jsonb),
      promise_due_at = (held.promise ->> 'dueAt')::timestamptz, version = c.version + 1
    from held
    where c.workspace_id = ${tx.workspaceId} and c.id = held.id`)
}
