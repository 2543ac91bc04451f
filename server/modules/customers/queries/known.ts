import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** What conditions ask of a customer. */
export interface KnownCustomer {
  id: string
  name: string
  /** Without a region, in small letters. */
  language: string | null
  attributes: Record<string, unknown>
  conversationCount: number
  createdAt: Date
  /** Of their mail addresses. */
  domains: string[]
  /** Of the workspace: where the days of attributes begin. */
  timeZone: string
}

/** Customers as conditions ask of them. */
export const knownCustomers = (db: Db, ids: readonly string[]): Promise<KnownCustomer[]> =>
  db.many(sql`
    select c.id, c.name, c.language_key as language, c.attributes, c.conversation_count as "conversationCount",
      c.created_at as "createdAt", w.time_zone as "timeZone",
      array(select distinct split_part(lower(e.value), '@', -1) from identities e
        where e.workspace_id = ${db.workspaceId} and e.customer_id = c.id and e.kind = 'email') as domains
    from customers c
    join workspaces w on w.id = ${db.workspaceId}
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[])`)

/** What answers name of a customer. */
export interface NamedCustomer {
  id: string
  name: string
  /** False where the name was only made of an address. */
  named: boolean
  kana: string | null
  attributes: Record<string, unknown>
  createdAt: Date
}

/** Customers as answers name them; nobody who was erased. */
export const namedCustomers = (db: Db, ids: readonly string[]): Promise<NamedCustomer[]> =>
  db.many(sql`
    select c.id, c.name, c.named, c.kana, c.attributes, c.created_at as "createdAt"
    from customers c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.erased_at is null`)

/** The language that a customer is thought to read; null where nobody knows. */
export const languageRow = async (db: Db, id: string): Promise<string | null> =>
  (
    await db.maybe<{ language: string | null }>(sql`
      select c.language from customers c where c.workspace_id = ${db.workspaceId} and c.id = ${id}`)
  )?.language ?? null
