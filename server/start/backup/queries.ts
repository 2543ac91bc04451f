import type pg from 'pg'
import { from, to, type CopyStreamQuery, type CopyToStreamQuery } from 'pg-copy-streams'
import type { Footer, Header, TableShape } from './format.ts'

const SCHEMAS = ['public', 'graphile_worker']
/** Lists of what has run on a database: compared, not copied. */
const LEDGERS = ['public.migrations', 'graphile_worker.migrations']
/** Rows that a start leaves behind before anybody has set up anything. */
const PASSING = ['public.processes', 'public.one_time_tokens', 'public.sign_in_failures']

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const tableName = (table: { schema: string; name: string }): string =>
  `${quoted(table.schema)}.${quoted(table.name)}`
const columnList = (table: TableShape): string => table.columns.map(quoted).join(', ')

/** A table with what ordering and checking it needs. */
export interface KeptTable extends TableShape {
  /** Columns of the primary key, texts by their bytes: the same order under every locale. */
  order: string
  /** Tables that its foreign keys point to. */
  needs: string[]
}

/** Opens one read-only view of everything that is committed now, for as long as the connection lives. */
export const beginSnapshot = async (client: pg.Client): Promise<void> => {
  await client.query('begin isolation level repeatable read read only')
  await setFormats(client)
}

/** Begins to load; nothing of it is seen before `commit`. */
export const beginLoad = async (client: pg.Client): Promise<void> => {
  await client.query('begin')
  await setFormats(client)
}

/** Commits what `beginLoad` began. */
export const commit = (client: pg.Client): Promise<unknown> => client.query('commit')

// Texts of values must not depend on settings of the server; row_security off: a row that is hidden is an error.
const setFormats = (client: pg.Client): Promise<unknown> =>
  client.query(`
    set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
    set local bytea_output = 'hex'; set local extra_float_digits = 1; set local row_security = off;
    set local statement_timeout = 0; set local maintenance_work_mem = '256MB'; set local idle_in_transaction_session_timeout = 0;
    set local search_path = pg_catalog`)

/** All tables with their columns, but those that only list what has run. Generated columns make themselves. */
export const keptTables = async (client: pg.Client): Promise<KeptTable[]> => {
  const { rows } = await client.query<KeptTable>(
    `select n.nspname as schema, c.relname as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       (select string_agg(format('%I', a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', ' order by k.n)
         from pg_index i cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, n)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
         where i.indrelid = c.oid and i.indisprimary) as order,
       array(select distinct fn.nspname || '.' || f.relname from pg_constraint x
         join pg_class f on f.oid = x.confrelid join pg_namespace fn on fn.oid = f.relnamespace
         where x.conrelid = c.oid and x.contype = 'f' and x.confrelid <> c.oid) as needs
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname || '.' || c.relname <> all($2)
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by 1, 2`,
    [SCHEMAS, LEDGERS],
  )
  return rows
}

/** Which migrations have run. */
export const migrationsOf = async (client: pg.Client): Promise<Header['migrations']> => {
  const { rows } = await client.query<Header['migrations'][number]>(
    'select name, hash from public.migrations order by name',
  )
  return rows
}

/** True when this is a database of ours. */
export const isOurs = async (client: pg.Client): Promise<boolean> =>
  (await client.query<{ ours: boolean }>("select to_regclass('public.migrations') is not null as ours"))
    .rows[0]?.ours ?? false

/** Version of the server. */
export const postgresVersion = async (client: pg.Client): Promise<string> =>
  (await client.query<{ v: string }>("select current_setting('server_version') as v")).rows[0]?.v ?? ''

/** Rows of a table in the order of its primary key, as a stream of COPY text. */
export const copyOut = (client: pg.Client, table: KeptTable): CopyToStreamQuery =>
  client.query(
    to(`copy (select ${columnList(table)} from ${tableName(table)} order by ${table.order}) to stdout`),
  )

/** Takes COPY text into a table. */
export const copyIn = (client: pg.Client, table: TableShape): CopyStreamQuery =>
  client.query(from(`copy ${tableName(table)} (${columnList(table)}) from stdin`))

/** Where every sequence stands. */
export const sequences = async (client: pg.Client): Promise<Footer['sequences']> => {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'S' order by 1, 2`,
    [SCHEMAS],
  )
  const found: Footer['sequences'] = []
  for (const sequence of rows) {
    const at = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${tableName(sequence)}`,
    )
    found.push({ ...sequence, ...(at.rows[0] as { value: string; called: boolean }) })
  }
  return found
}

/** Puts a sequence where it stood. */
export const setSequence = (client: pg.Client, sequence: Footer['sequences'][number]): Promise<unknown> =>
  client.query('select setval($1::regclass, $2::bigint, $3)', [
    tableName(sequence),
    sequence.value,
    sequence.called,
  ])

/** The first table that holds rows which somebody made; undefined in a database that nobody has used. */
export const firstUsed = async (
  client: pg.Client,
  tables: readonly TableShape[],
): Promise<string | undefined> => {
  for (const table of tables) {
    const name = `${table.schema}.${table.name}`
    if (table.schema !== 'public' || PASSING.includes(name)) continue
    const { rows } = await client.query<{ used: boolean }>(
      `select exists (select from ${tableName(table)}) as used`,
    )
    if (rows[0]?.used) return table.name
  }
  return undefined
}

/** Removes the rows of a table. */
export const clearTable = (client: pg.Client, table: TableShape): Promise<unknown> =>
  client.query(`delete from ${tableName(table)}`)

/** How many processes of ours hold their sign of life on this database (kernel/processes). */
export const livingProcesses = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_locks l where l.locktype = 'advisory' and l.classid = 77 and l.granted
       and l.database = (select oid from pg_database where datname = current_database())`,
  )
  return rows[0]?.n ?? 0
}

/** A foreign key of ours: table and name as SQL writes them, and what it says. */
export interface KeyOf {
  table: string
  name: string
  definition: string
}

/** All foreign keys between our tables. */
export const foreignKeys = async (client: pg.Client): Promise<KeyOf[]> =>
  (
    await client.query<KeyOf>(
      `select x.conrelid::regclass::text as table, quote_ident(x.conname) as name, pg_get_constraintdef(x.oid) as definition
       from pg_constraint x join pg_namespace n on n.oid = x.connamespace
       where n.nspname = 'public' and x.contype = 'f' and x.conparentid = 0 order by 1, 2`,
    )
  ).rows

/** Indexes of our tables that belong to no constraint. */
export const looseIndexes = async (client: pg.Client): Promise<{ name: string; definition: string }[]> =>
  (
    await client.query<{ name: string; definition: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'i' and not c.relispartition
         and not exists (select from pg_constraint x where x.conindid = i.indexrelid and x.contype in ('p', 'u', 'x'))
       order by 1`,
    )
  ).rows

/** Removes a foreign key. */
export const dropForeignKey = (client: pg.Client, { table, name }: KeyOf): Promise<unknown> =>
  client.query(`alter table ${table} drop constraint ${name}`)

/** Puts a foreign key back, which checks every row. */
export const addForeignKey = (client: pg.Client, { table, name, definition }: KeyOf): Promise<unknown> =>
  client.query(`alter table ${table} add constraint ${name} ${definition}`)

/** Removes an index. */
export const dropIndex = (client: pg.Client, name: string): Promise<unknown> =>
  client.query(`drop index ${name}`)

/** Runs a definition that the database itself wrote. */
export const run = (client: pg.Client, definition: string): Promise<unknown> => client.query(definition)

/** Lets the planner know the new tables. */
export const analyze = (client: pg.Client): Promise<unknown> => client.query('analyze')
