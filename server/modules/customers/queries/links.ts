import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** True where the customer wrote, or was written to, through the inbox. */
export const isLinked = async (db: Db, customerId: string, inboxId: string): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from customer_inboxes
    where workspace_id = ${db.workspaceId} and customer_id = ${customerId} and inbox_id = ${inboxId}`)) !==
  undefined

/**
 * Removes a customer's link to an inbox. The last one stays, unless somebody entered the customer by hand: without any,
 * everybody would see who became known by being written to here.
 */
export const deleteLink = (tx: Tx, customerId: string, inboxId: string): Promise<number> =>
  tx.run(sql`
    delete from customer_inboxes l
    where l.workspace_id = ${tx.workspaceId} and l.customer_id = ${customerId} and l.inbox_id = ${inboxId}
      and (exists (
          select from customer_inboxes o
          where o.workspace_id = ${tx.workspaceId} and o.customer_id = ${customerId} and o.inbox_id <> ${inboxId})
        or exists (
          select from customer_changes h
          where h.workspace_id = ${tx.workspaceId} and h.customer_id = ${customerId} and h.kind = 'created'))`)

/** The inboxes through which each of some customers wrote or was written to. */
export const inboxesOf = (
  db: Db,
  customerIds: readonly string[],
): Promise<{ customerId: string; inboxIds: string[] }[]> =>
  db.many(sql`
    select c.id as "customerId",
      array(select k.inbox_id from customer_inboxes k
        where k.workspace_id = ${db.workspaceId} and k.customer_id = c.id) as "inboxIds"
    from customers c where c.workspace_id = ${db.workspaceId} and c.id = any(${customerIds}::uuid[])`)
