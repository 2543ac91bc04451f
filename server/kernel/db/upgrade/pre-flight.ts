import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { LOCK_SPACES } from '../lock-spaces.ts'

const SPARE = 100 * 1024 * 1024

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en')} MB`

/** Processes that run on this database: they are of the version before, since nobody has upgraded it yet. */
const others = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_locks
     where locktype = 'advisory' and objsubid = 2 and classid = $1 and granted
       and database = (select oid from pg_database where datname = current_database())`,
    [LOCK_SPACES.process],
  )
  const count = rows[0]?.count ?? 0
  return count === 0
    ? []
    : [`${count} processes of the earlier version run on this database. Stop them all, then start again.`]
}

/** Transactions that have been open for long: each of them may hold a table that must be changed. */
const longTransactions = async (client: pg.Client, patience: string): Promise<string[]> => {
  const { rows } = await client.query<{ pid: number; name: string; minutes: number }>(
    `select pid, coalesce(nullif(application_name, ''), usename, '?') as name,
       ceil(extract(epoch from now() - xact_start) / 60)::int as minutes
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
       and xact_start < now() - $1::interval`,
    [patience],
  )
  return rows.map(
    ({ pid, name, minutes }) =>
      `A transaction of “${name}” has been open for ${minutes} minutes. End it, if need be with: select pg_terminate_backend(${pid})`,
  )
}

const foreignTables = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ owner: string; tables: string[] }>(
    `select tableowner as owner, array_agg(tablename::text order by tablename) as tables from pg_tables
     where schemaname = 'public' and not pg_has_role(tableowner, 'member') group by 1 order by 1`,
  )
  return rows.map(
    ({ owner, tables: [first = '', ...more] }) =>
      `The table ${first}${more.length > 0 ? ` and ${more.length} others belong` : ' belongs'} to ${owner}, so the user of DATABASE_URL can't change them. Let an administrator grant it that role, or sign in as ${owner}.`,
  )
}

/** A rewritten table stands on the disk twice. Only a database on this machine can be asked for its disk. */
const disk = async (client: pg.Client, texts: readonly string[]): Promise<string[]> => {
  const { rows } = await client.query<{ folder: string | null }>(
    `select (select setting from pg_settings where name = 'data_directory') as folder`,
  )
  const folder = rows[0]?.folder
  if (!folder || !existsSync(join(folder, 'PG_VERSION'))) return []
  const touched = texts.flatMap((text) => [
    ...text.matchAll(/\b(?:alter table(?: if exists)?|update|create (?:unique )?index \w+ on)\s+([a-z_]+)/gi),
  ])
  const sizes = await client.query<{ size: string }>(
    `select coalesce(max(pg_total_relation_size(c.oid)), 0) as size from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relname = any($1)`,
    [touched.map(([, table = '']) => table.toLowerCase())],
  )
  const needed = 2 * Number(sizes.rows[0]?.size) + SPARE
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize >= needed
    ? []
    : [`The disk of the database has ${megabytes(bavail * bsize)} free; ${megabytes(needed)} may be needed.`]
}

/**
 * What would stop the migrations with these texts, found before anything is changed: sentences, none when all is well.
 * A transaction is waited for that began less than `patience` (a PostgreSQL interval) ago.
 */
export const preFlight = async (
  client: pg.Client,
  texts: readonly string[],
  patience = '1 minute',
): Promise<string[]> => [
  ...(await others(client)),
  ...(await longTransactions(client, patience)),
  ...(await foreignTables(client)),
  ...(await disk(client, texts)),
]
