import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { EscalationType, Partner } from '../contract-partners.ts'

/** Whom the team asks, by name. */
export const partnerRows = (db: Db): Promise<Partner[]> =>
  db.many(sql`
    select p.id, p.kind, p.name, p.people from partners p
    where p.workspace_id = ${db.workspaceId} and p.removed_at is null order by p.name, p.id`)

/** One of them, held until the end of the transaction. */
export const holdPartner = (tx: Tx, id: string): Promise<Partner | undefined> =>
  tx.maybe(sql`
    select p.id, p.kind, p.name, p.people from partners p
    where p.workspace_id = ${tx.workspaceId} and p.id = ${id} and p.removed_at is null for update`)

/** Keeps one; false where another one has the name. */
export const insertPartner = async (tx: Tx, { id, kind, name, people }: Partner): Promise<boolean> =>
  (await tx.run(sql`
    insert into partners (workspace_id, id, kind, name, people, created_at)
    values (${tx.workspaceId}, ${id}, ${kind}, ${name}, ${JSON.stringify(people)}::jsonb, ${tx.now})
    on conflict (workspace_id, name) where removed_at is null do nothing`)) === 1

/** Replaces one; false where another one has the name. */
export const writePartner = async (tx: Tx, { id, kind, name, people }: Partner): Promise<boolean> =>
  (await tx.run(sql`
    update partners set kind = ${kind}, name = ${name}, people = ${JSON.stringify(people)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id}
      and not exists (select from partners o
        where o.workspace_id = ${tx.workspaceId} and o.name = ${name} and o.removed_at is null and o.id <> ${id})`)) ===
  1

/** Removes one; kinds of escalation go to nobody by themselves then. */
export const removePartner = async (tx: Tx, id: string): Promise<void> => {
  await tx.run(
    sql`update partners set removed_at = ${tx.now}, people = '[]' where workspace_id = ${tx.workspaceId} and id = ${id}`,
  )
  await tx.run(
    sql`update escalation_types set partner_id = null where workspace_id = ${tx.workspaceId} and partner_id = ${id}`,
  )
}

/** Kinds of escalation, by name. */
export const typeRows = (db: Db): Promise<EscalationType[]> =>
  db.many(sql`
    select t.id, t.name, t.partner_id as "partnerId", t.due_hours as "dueHours" from escalation_types t
    where t.workspace_id = ${db.workspaceId} and t.removed_at is null order by t.name, t.id`)

/** One of them, held until the end of the transaction. */
export const holdType = (tx: Tx, id: string): Promise<EscalationType | undefined> =>
  tx.maybe(sql`
    select t.id, t.name, t.partner_id as "partnerId", t.due_hours as "dueHours" from escalation_types t
    where t.workspace_id = ${tx.workspaceId} and t.id = ${id} and t.removed_at is null for update`)

/** Keeps one; false where another one has the name. */
export const insertType = async (
  tx: Tx,
  { id, name, partnerId, dueHours }: EscalationType,
): Promise<boolean> =>
  (await tx.run(sql`
    insert into escalation_types (workspace_id, id, name, partner_id, due_hours, created_at)
    values (${tx.workspaceId}, ${id}, ${name}, ${partnerId}, ${dueHours}, ${tx.now})
    on conflict (workspace_id, name) where removed_at is null do nothing`)) === 1

/** Replaces one; false where another one has the name. */
export const writeType = async (
  tx: Tx,
  { id, name, partnerId, dueHours }: EscalationType,
): Promise<boolean> =>
  (await tx.run(sql`
    update escalation_types set name = ${name}, partner_id = ${partnerId}, due_hours = ${dueHours}
    where workspace_id = ${tx.workspaceId} and id = ${id}
      and not exists (select from escalation_types o
        where o.workspace_id = ${tx.workspaceId} and o.name = ${name} and o.removed_at is null and o.id <> ${id})`)) ===
  1

/** Removes one; what was escalated keeps its name. */
export const removeType = (tx: Tx, id: string): Promise<number> =>
  tx.run(
    sql`update escalation_types set removed_at = ${tx.now} where workspace_id = ${tx.workspaceId} and id = ${id}`,
  )
