import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'

/** Joins where something that hangs on a conversation shows: `c`, which a merged one (`h`) went into. */
export const joinShown = (db: Db, conversationId: Sql): Sql => sql`
    join conversations h on h.workspace_id = ${db.workspaceId} and h.id = ${conversationId}
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = case when h.merged_into is null then h.id else h.merged_into end`

/** A conversation, and those that were merged into it. */
export const homesOf = (db: Db, id: string): Sql => sql`
  array(select ${id}::uuid union all
    select o.id from conversations o
    where o.workspace_id = ${db.workspaceId} and o.merged_into is not null and o.merged_into = ${id})`

/** The same for many (`h`): `id` is where it shows, `home` what hangs on it. */
export const homesIn = (db: Db, ids: readonly string[]): Sql => sql`
  (select c.id, c.id as home from conversations c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null
    union all
    select o.merged_into, o.id from conversations o
    where o.workspace_id = ${db.workspaceId} and o.merged_into is not null and o.merged_into = any(${ids}::uuid[])) h`

/** Holds a conversation until the end of the transaction: what hangs on it is counted before more is added. */
export const holdPlace = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`
    select c.id from conversations c where c.workspace_id = ${tx.workspaceId} and c.id = ${id} for no key update of c`)
