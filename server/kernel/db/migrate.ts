import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations as runJobMigrations } from 'graphile-worker'
import pg from 'pg'
import { errorText } from '../errors.ts'
import { APP_ROLE, openPool } from './connection.ts'
import { type Held, heldRows, lostBetween } from './upgrade/kept-rows.ts'
import { preFlight } from './upgrade/pre-flight.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
const CITUS = join(import.meta.dirname, '../../citus.sql')
const LOCK = 4_218_093
const LOCK_SECONDS = 30

/** A numbered migration file. */
export interface Migration {
  name: string
  text: string
  hash: string
}

/** All migrations in their order. */
export const readMigrations = (folder: string = FOLDER): Migration[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    })

/** The database can't be brought up to date; the message says why. */
export class MigrationError extends Error {}

/** What an upgrade did, or would do. */
export interface MigrationResult {
  applied: { name: string; seconds: number }[]
  /** The role of requests; null where this database lets us make none, and where it was only tried. */
  role: string | null
  /** Rows of all tables before, all of which are there after; undefined for a new database. */
  kept?: number
}

/** How to migrate. */
export interface MigrateOptions {
  /** The last migration to run: brings a database to an earlier version, for a backup of that version. */
  until?: string | undefined
  /** Only tries: everything is run on the real rows, and undone. */
  rehearse?: boolean
  /** Where the files are; the product's own unless said otherwise. */
  folder?: string
  /** For how long a table may be locked by others. */
  lockSeconds?: number
  /** Told what is done, for the person who waits. */
  say?: ((line: string) => void) | undefined
}

/**
 * Brings the database up to date: forward only, under a lock, so that several processes may start at once. A file that
 * was changed after it ran is refused. What is pending runs in one transaction: either the database is of this version
 * afterwards, or it is as it was and the version before starts on it. A database that is in use is looked at before
 * (`preFlight`), and its rows are counted before and after: a migration that loses any is undone.
 */
export const migrate = async (
  connectionString: string,
  options: MigrateOptions = {},
): Promise<MigrationResult> => {
  const client = new pg.Client({ connectionString })
  // A connection that breaks fails the statement under way.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`)
    await client.query(
      'create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null)',
    )
    const { pending, isNew } = await findPending(client, options)
    const inUse = !isNew && pending.length > 0
    if (inUse) await demandReady(client, pending)
    // The jobs' tables are a library's, which commits them by itself: in a database that is in use they follow last, when
    // nothing else fails any more. A new one needs them first, since ours speak of them.
    const jobs = async (): Promise<void> => {
      if (!options.rehearse) await migrateJobs(connectionString, options)
    }
    if (!inUse) await jobs()
    const role = options.rehearse ? null : await makeRole(client)
    const done = await applyAll(client, pending, options, inUse ? jobs : undefined)
    if (role && !(await isGranted(client))) await grantAll(client)
    if (!options.rehearse && (await hasCitus(client))) await client.query(readFileSync(CITUS, 'utf8'))
    return { ...done, role }
  } finally {
    await client.end()
  }
}

const hasCitus = async (client: pg.Client): Promise<boolean> =>
  (await client.query("select from pg_extension where extname = 'citus'")).rows.length > 0

/** Fails where the tables stay locked: perhaps by our own transaction, which waits for this and would do so for ever. */
const migrateJobs = async (
  connectionString: string,
  { lockSeconds = LOCK_SECONDS }: MigrateOptions,
): Promise<void> => {
  const pgPool = openPool(connectionString, 2, null, `set lock_timeout = '${lockSeconds}s'`)
  try {
    await runJobMigrations({ pgPool })
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error
    throw new MigrationError(
      `The tables of the background jobs can't be brought up to date: for ${lockSeconds} s they were locked. ` +
        'Nothing else was changed. Stop every other process that uses this database, and try again; if that does not help, please report this.',
    )
  } finally {
    await pgPool.end()
  }
}

const findPending = async (
  client: pg.Client,
  { until, folder }: MigrateOptions,
): Promise<{ pending: Migration[]; isNew: boolean }> => {
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migrations')
  const done = new Map(rows.map((row) => [row.name, row.hash]))
  const all = readMigrations(folder)
  const unknown = rows.find((row) => !all.some((migration) => migration.name === row.name))
  if (unknown)
    throw new MigrationError(
      `The database was made by a newer version (it has ${unknown.name}). Start that version, or restore a backup.`,
    )
  const changed = all.find(({ name, hash }) => done.has(name) && done.get(name) !== hash)
  if (changed)
    throw new MigrationError(`The migration ${changed.name} was changed after it ran on this database.`)
  const pending = all.filter(({ name }) => !done.has(name) && (until === undefined || name <= until))
  return { pending, isNew: rows.length === 0 }
}

const demandReady = async (client: pg.Client, pending: readonly Migration[]): Promise<void> => {
  const problems = await preFlight(
    client,
    pending.map(({ text }) => text),
  )
  if (problems.length > 0)
    throw new MigrationError(
      `The database can't be brought up to date now; nothing was changed. ${problems.join(' ')}`,
    )
}

/** Runs what is pending; `follow`, of a database that is in use, before it holds. */
const applyAll = async (
  client: pg.Client,
  pending: readonly Migration[],
  { rehearse, say, lockSeconds = LOCK_SECONDS }: MigrateOptions,
  follow: (() => Promise<void>) | undefined,
): Promise<Pick<MigrationResult, 'applied' | 'kept'>> => {
  if (pending.length === 0) return { applied: [] }
  await client.query('begin')
  try {
    await client.query(
      `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '${lockSeconds}s'`,
    )
    if (follow) say?.(`Bringing the database up to date: ${pending.length} steps. Please wait …`)
    const before = follow && (await heldRows(client))
    const applied: MigrationResult['applied'] = []
    for (const migration of pending) applied.push(await applyOne(client, migration))
    if (before) await demandKept(client, before, pending)
    await follow?.()
    await client.query(rehearse ? 'rollback' : 'commit')
    if (!before) return { applied }
    const kept = [...before.values()].reduce((sum, { rows }) => sum + rows, 0)
    if (!rehearse) say?.(`Done: all ${kept.toLocaleString('en')} rows are there.`)
    return { applied, kept }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

const applyOne = async (
  client: pg.Client,
  migration: Migration,
): Promise<MigrationResult['applied'][number]> => {
  const started = performance.now()
  try {
    await client.query(migration.text)
    await client.query('insert into migrations (name, hash, applied_at) values ($1, $2, now())', [
      migration.name,
      migration.hash,
    ])
  } catch (error) {
    throw new MigrationError(
      `The migration ${migration.name} failed: ${errorText(error)}. Nothing was changed; the version before still starts on this database.`,
    )
  }
  return { name: migration.name, seconds: (performance.now() - started) / 1000 }
}

const demandKept = async (
  client: pg.Client,
  before: ReadonlyMap<string, Held>,
  pending: readonly Migration[],
): Promise<void> => {
  const lost = lostBetween(
    before,
    await heldRows(client),
    pending.map(({ text }) => text),
  )
  if (lost.length > 0)
    throw new MigrationError(
      `The migrations would lose ${lost.slice(0, 5).join(', ')}. Nothing was changed; please report this.`,
    )
}

const makeRole = async (client: pg.Client): Promise<string | null> => {
  try {
    const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE])
    if (rows.length === 0) await client.query(`create role ${APP_ROLE} nologin`)
    await client.query(`grant ${APP_ROLE} to current_user`)
    return APP_ROLE
  } catch (error) {
    // Another process on the same server may have made it at the same moment.
    if ((error as { code?: string }).code === '23505' || (error as { code?: string }).code === '42710')
      return APP_ROLE
    if ((error as { code?: string }).code === '42501') return null
    throw error
  }
}

/**
 * True where nothing is left to grant. Granting writes, also what was granted before, and a full disk must not keep
 * anybody from starting.
 */
const isGranted = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ granted: boolean }>(
    `select has_schema_privilege($1, 'public', 'usage') and not has_table_privilege($1, 'public.migrations', 'select')
       and not exists (
         select from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relname <> 'migrations' and case
           when c.relkind in ('r', 'p') then not (
             has_table_privilege($1, c.oid, 'select') and has_table_privilege($1, c.oid, 'insert')
             and has_table_privilege($1, c.oid, 'update') and has_table_privilege($1, c.oid, 'delete'))
           when c.relkind = 'S' then not has_sequence_privilege($1, c.oid, 'usage') end)
       and not exists (
         select from pg_proc f
         where f.pronamespace = 'public'::regnamespace and not has_function_privilege($1, f.oid, 'execute')) as granted`,
    [APP_ROLE],
  )
  return rows[0]?.granted === true
}

const grantAll = async (client: pg.Client): Promise<void> => {
  await client.query(`
    grant usage on schema public to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema public to ${APP_ROLE};
    grant usage on all sequences in schema public to ${APP_ROLE};
    grant execute on all functions in schema public to ${APP_ROLE};
    revoke all on migrations from ${APP_ROLE}`)
}
