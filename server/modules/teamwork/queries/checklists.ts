import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { Checklist } from '../contract-tasks.ts'

/** Checklists that can be put on conversations, by name. */
export const checklistRows = (db: Db): Promise<Checklist[]> =>
  db.many(sql`
    select k.id, k.name, k.items from checklists k
    where k.workspace_id = ${db.workspaceId} and k.removed_at is null order by k.name, k.id`)

/** One checklist, held until the end of the transaction: to be changed, or to be put somewhere as it stands. */
export const holdChecklist = (tx: Tx, id: string, to: 'change' | 'put'): Promise<Checklist | undefined> =>
  tx.maybe(sql`
    select k.id, k.name, k.items from checklists k
    where k.workspace_id = ${tx.workspaceId} and k.id = ${id} and k.removed_at is null ${to === 'change' ? sql`for update` : sql`for key share`}`)

/** Keeps a checklist; false where another one has its name. */
export const insertChecklist = async (tx: Tx, { id, name, items }: Checklist): Promise<boolean> =>
  (await tx.run(sql`
    insert into checklists (workspace_id, id, name, items, created_at)
    values (${tx.workspaceId}, ${id}, ${name}, ${JSON.stringify(items)}::jsonb, ${tx.now})
    on conflict (workspace_id, name) where removed_at is null do nothing`)) === 1

/** Replaces a checklist; false where another one has its name. */
export const updateChecklistRow = async (tx: Tx, { id, name, items }: Checklist): Promise<boolean> =>
  (await tx.run(sql`
    update checklists set name = ${name}, items = ${JSON.stringify(items)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id}
      and not exists (select from checklists o
        where o.workspace_id = ${tx.workspaceId} and o.name = ${name} and o.removed_at is null and o.id <> ${id})`)) ===
  1

/** Removes a checklist; what of it stands on conversations stays. */
export const removeChecklistRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(
    sql`update checklists set removed_at = ${tx.now} where workspace_id = ${tx.workspaceId} and id = ${id}`,
  )
