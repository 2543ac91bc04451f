import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { holdsAny } from '../../../kernel/personal.ts'

/** Addresses of customers. */
export const addressesOfAll = (
  tx: Tx,
  ids: readonly string[],
): Promise<{ kind: string; value: string; valueKey: string }[]> =>
  tx.many(sql`
    select kind, value, value_key as "valueKey" from identities
    where workspace_id = ${tx.workspaceId} and customer_id = any(${ids}::uuid[]) order by id`)

/** Takes away who customers were; their rows and numbers stay. */
export const blankCustomers = (tx: Tx, ids: readonly string[], name: string): Promise<number> =>
  tx.run(sql`
    update customers set name = ${name}, named = false, kana = null, language = null, attributes = '{}', search_text = '',
      tokens = '', erased_at = coalesce(erased_at, ${tx.now})
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])
      and (erased_at is null or name <> ${name} or kana is not null or language is not null or attributes <> '{}' or search_text <> '')`)

/** Removes addresses of customers: whoever writes from one is somebody new. */
export const deleteIdentitiesOf = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from identities where workspace_id = ${tx.workspaceId} and customer_id = any(${ids}::uuid[])`)

/** Removes what customers claimed, and claims of others to their addresses. */
export const deleteClaims = (
  tx: Tx,
  ids: readonly string[],
  addresses: readonly { kind: string; valueKey: string }[],
): Promise<number> =>
  tx.run(sql`
    delete from identity_claims k
    where k.workspace_id = ${tx.workspaceId} and (k.customer_id = any(${ids}::uuid[]) or (k.kind, k.value_key) in (
      select a.kind, a.value_key
      from unnest(${addresses.map(({ kind }) => kind)}::text[], ${addresses.map(({ valueKey }) => valueKey)}::text[]) as a (kind, value_key)))`)

/** Removes notes about customers. */
export const deleteNotesOf = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from customer_notes where workspace_id = ${tx.workspaceId} and customer_id = any(${ids}::uuid[])`)

/** Removes the history of customers, but for when an agent made them: who may see them follows from that. */
export const deleteChangesOf = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from customer_changes
    where workspace_id = ${tx.workspaceId} and customer_id = any(${ids}::uuid[]) and kind <> 'created'`)

/** Takes away what the beginning of customers' history says. */
export const blankChangesOf = (tx: Tx, ids: readonly string[], name: string): Promise<number> =>
  tx.run(sql`
    update customer_changes set subject = null, from_value = null, to_value = null,
      actor_name = case when actor_kind = 'customer' then ${name} else actor_name end
    where workspace_id = ${tx.workspaceId} and customer_id = any(${ids}::uuid[])`)

/** Removes merges of customers, undone ones among them, with everything that was kept for undoing them. */
export const deleteMergesOf = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from customer_merges
    where workspace_id = ${tx.workspaceId} and (survivor_id = any(${ids}::uuid[]) or merged_id = any(${ids}::uuid[]))`)

/** Removes suggestions to merge customers, and locks against it. */
export const deletePairsOf = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from customer_suggestions
    where workspace_id = ${tx.workspaceId} and (a_id = any(${ids}::uuid[]) or b_id = any(${ids}::uuid[]))`)

/** Notes about customers in which one of these words stands, in lower case. */
export const notesWith = (tx: Tx, words: readonly string[]): Promise<{ id: string; text: string }[]> =>
  tx.many(sql`
    select n.id, n.text from customer_notes n
    where n.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`n.text`, words)}
    order by n.id for update`)

/** Writes a note anew. */
export const writeNote = (tx: Tx, id: string, text: string): Promise<number> =>
  tx.run(sql`update customer_notes set text = ${text} where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Customers whose names hold any of these words, in lower case. */
export const namedWith = async (tx: Tx, words: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select c.id from customers c
      where c.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`c.name`, words)}`)
  ).map(({ id }) => id)

/** Values of customers in which one of these words stands, in lower case. */
export const attributesWith = (
  tx: Tx,
  words: readonly string[],
): Promise<{ id: string; attributes: Record<string, string | number | boolean> }[]> =>
  tx.many(sql`
    select c.id, c.attributes from customers c
    where c.workspace_id = ${tx.workspaceId} and c.attributes <> '{}' and ${holdsAny(sql`c.attributes::text`, words)}
    order by c.id for update`)

/** Writes a customer's values anew. */
export const writeAttributes = (tx: Tx, id: string, attributes: object): Promise<number> =>
  tx.run(sql`
    update customers set attributes = ${JSON.stringify(attributes)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Takes away what histories of customers say, where the pattern is found in lower case. */
export const blankChangesWith = (tx: Tx, pattern: string | null): Promise<number> =>
  tx.run(sql`
    update customer_changes set from_value = null, to_value = null
    where workspace_id = ${tx.workspaceId}
      and lower(concat_ws(' ', from_value::text, to_value::text)) ~ ${pattern}::text`)
