import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** True where the customer wrote, or was written to, through the inbox. */
export const isLinked = async (db: Db, customerId: string, inboxId: string): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from customer_inboxes
    where workspace_id = ${db.workspaceId} and customer_id = ${customerId} and inbox_id = ${inboxId}`)) !==
  undefined

/** Removes a customer's link to an inbox. */
export const deleteLink = (tx: Tx, customerId: string, inboxId: string): Promise<number> =>
  tx.run(sql`
    delete from customer_inboxes
    where workspace_id = ${tx.workspaceId} and customer_id = ${customerId} and inbox_id = ${inboxId}`)
