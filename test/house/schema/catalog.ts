import type { Client, Pool, PoolClient } from 'pg'

/** A table with what the rules ask about it. */
export interface Table {
  name: string
  hasWorkspace: boolean
  /** `bigint not null`. */
  workspaceIsSound: boolean
  rowSecurity: boolean
  /** USING of its policies, as SQL. */
  policies: string[]
  triggers: string[]
}

/** An index; `columns` in order, `` for an expression. */
export interface Index {
  table: string
  name: string
  isPrimary: boolean
  isUnique: boolean
  columns: string[]
}

/** A foreign key. */
export interface ForeignKey {
  table: string
  name: string
  columns: string[]
  target: string
  targetColumns: string[]
  /** pg_constraint.confdeltype and confupdtype: `n` sets null, `d` sets the default. */
  onDelete: string
  onUpdate: string
}

/** A function of ours. `definition` is a whole CREATE FUNCTION, `body` the SQL of a standard-style one. */
export interface SqlFunction {
  name: string
  language: string
  parameters: string[]
  definition: string
  body: string
}

/** What PostgreSQL knows of a schema. */
export interface Catalog {
  tables: Table[]
  indexes: Index[]
  foreignKeys: ForeignKey[]
  functions: SqlFunction[]
}

const TABLES = `
  select c.relname as name,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as "hasWorkspace",
    exists (
      select from pg_attribute a
      where a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull and a.atttypid = 'bigint'::regtype
    ) as "workspaceIsSound",
    c.relrowsecurity as "rowSecurity",
    array(select pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid = c.oid) as policies,
    array(select t.tgname::text from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
  from pg_class c
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') order by c.relname`

const INDEXES = `
  select t.relname as table, i.relname as name, x.indisprimary as "isPrimary", x.indisunique as "isUnique",
    array(
      select coalesce(a.attname::text, '')
      from unnest(x.indkey::int2[]) with ordinality as k(n, at)
      left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.n and k.n > 0
      where k.at <= x.indnkeyatts order by k.at
    ) as columns
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
  where t.relnamespace = $1::regnamespace and t.relkind in ('r', 'p') order by t.relname, i.relname`

const columnsOf = (keys: string, relation: string): string => `
    array(
      select a.attname::text from unnest(${keys}) with ordinality as k(n, at)
      join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.n order by k.at
    )`

const FOREIGN_KEYS = `
  select t.relname as table, f.conname as name, ${columnsOf('f.conkey', 'f.conrelid')} as columns,
    r.relname as target, ${columnsOf('f.confkey', 'f.confrelid')} as "targetColumns",
    f.confdeltype::text as "onDelete", f.confupdtype::text as "onUpdate"
  from pg_constraint f join pg_class t on t.oid = f.conrelid join pg_class r on r.oid = f.confrelid
  where f.contype = 'f' and t.relnamespace = $1::regnamespace order by t.relname, f.conname`

const FUNCTIONS = `
  select p.proname as name, l.lanname as language, coalesce(p.proargnames, '{}') as parameters,
    pg_get_functiondef(p.oid) as definition, coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) as body
  from pg_proc p join pg_language l on l.oid = p.prolang
  where p.pronamespace = $1::regnamespace and p.prokind in ('f', 'p') and l.lanname in ('sql', 'plpgsql')
    and not exists (
      select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
    )
  order by p.proname`

/** Reads what PostgreSQL knows of the tables and functions of a schema, those of extensions left out. */
export const readCatalog = async (client: Client | Pool | PoolClient, schema: string): Promise<Catalog> => {
  const rows = async <Row>(text: string): Promise<Row[]> => (await client.query(text, [schema])).rows as Row[]
  return {
    tables: await rows<Table>(TABLES),
    indexes: await rows<Index>(INDEXES),
    foreignKeys: await rows<ForeignKey>(FOREIGN_KEYS),
    functions: await rows<SqlFunction>(FUNCTIONS),
  }
}
