import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Fills in what customers lack, each of whom is named once; gives those who are called otherwise now. */
export const fillInRows = async (
  tx: Tx,
  rows: readonly {
    customerId: string
    name: string | null
    kana: string | null
    language: string | null
    attributes: Record<string, unknown>
  }[],
): Promise<string[]> =>
  (
    await tx.many<{ id: string; renamed: boolean }>(sql`
      update customers c set
        name = case when c.named or n.name is null then c.name else n.name end,
        named = c.named or n.name is not null,
        kana = coalesce(c.kana, n.kana), language = coalesce(c.language, n.language), attributes = n.attributes || c.attributes
      from (
        select r."customerId" as id, r.name, r.kana, r.language, r.attributes
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
          "customerId" uuid, name text, kana text, language text, attributes jsonb)) n
      where c.workspace_id = ${tx.workspaceId} and c.id = n.id and c.erased_at is null and c.merged_into is null
        and (not c.named and n.name is not null or c.kana is null and n.kana is not null
          or c.language is null and n.language is not null or not (c.attributes @> n.attributes))
      returning c.id, n.name is not null or n.kana is not null as renamed`)
  )
    .filter(({ renamed }) => renamed)
    .map(({ id }) => id)

/** Deletes customers whom an import made and of whom nothing else is known by now; gives which. */
export const deleteUnknown = async (tx: Tx, ids: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      delete from customers c
      where c.workspace_id = ${tx.workspaceId} and c.id = any(${ids}::uuid[]) and c.conversation_count = 0
        and c.merged_into is null and c.erased_at is null
        and not exists (
          select from customer_changes h where h.workspace_id = ${tx.workspaceId} and h.customer_id = any(${ids}::uuid[]) and h.customer_id = c.id)
        and not exists (
          select from customer_notes n where n.workspace_id = ${tx.workspaceId} and n.customer_id = any(${ids}::uuid[]) and n.customer_id = c.id)
        and not exists (
          select from identity_claims k where k.workspace_id = ${tx.workspaceId} and k.customer_id = any(${ids}::uuid[]) and k.customer_id = c.id)
        and not exists (
          select from customers m where m.workspace_id = ${tx.workspaceId} and m.merged_into = any(${ids}::uuid[]) and m.merged_into = c.id)
      returning c.id`)
  ).map(({ id }) => id)
