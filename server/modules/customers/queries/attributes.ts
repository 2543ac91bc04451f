import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** A custom attribute that the workspace defined for its customers. */
export interface AttributeRow {
  key: string
  label: string
  type: 'text' | 'number' | 'boolean' | 'date' | 'choice'
  choices: string[]
  position: number
}

/** All definitions, in the order of the screens. */
export const attributeRows = (db: Db): Promise<AttributeRow[]> =>
  db.many(sql`
    select key, label, type, choices, position from customer_attributes
    where workspace_id = ${db.workspaceId} order by position, key`)

/** Adds or replaces a definition. */
export const putAttribute = (tx: Tx, row: AttributeRow): Promise<number> =>
  tx.run(sql`
    insert into customer_attributes (workspace_id, key, label, type, choices, position)
    values (${tx.workspaceId}, ${row.key}, ${row.label}, ${row.type}, ${row.choices}::text[], ${row.position})
    on conflict (workspace_id, key) do update set label = excluded.label, type = excluded.type,
      choices = excluded.choices, position = excluded.position`)

/** Removes a definition; gives the number of rows removed. */
export const deleteAttributeRow = (tx: Tx, key: string): Promise<number> =>
  tx.run(sql`delete from customer_attributes where workspace_id = ${tx.workspaceId} and key = ${key}`)
