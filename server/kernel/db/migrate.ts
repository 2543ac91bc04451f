import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations as runJobMigrations } from 'graphile-worker'
import pg from 'pg'
import { errorText } from '../errors.ts'
import { APP_ROLE, openPool } from './connection.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
const LOCK = 4_218_093

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

/** True if this database lets us make the role that row-level security binds; managed ones may not. */
export interface MigrationResult {
  applied: string[]
  role: string | null
}

/**
 * Brings the database up to date: forward only, one transaction a file, under a lock, so that several processes may
 * start at once. A file that was changed after it ran is refused.
 */
export const migrate = async (connectionString: string): Promise<MigrationResult> => {
  const jobs = openPool(connectionString, 2, null)
  await runJobMigrations({ pgPool: jobs }).finally(() => jobs.end())
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`)
    await client.query(
      'create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null)',
    )
    const role = await makeRole(client)
    const applied = await applyAll(client)
    if (role) await grantAll(client)
    return { applied, role }
  } finally {
    await client.end()
  }
}

const applyAll = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migrations')
  const done = new Map(rows.map((row) => [row.name, row.hash]))
  const all = readMigrations()
  const unknown = rows.find((row) => !all.some((migration) => migration.name === row.name))
  if (unknown)
    throw new MigrationError(
      `The database was made by a newer version (it has ${unknown.name}). Start that version, or restore a backup.`,
    )
  const applied: string[] = []
  for (const migration of all) {
    const hash = done.get(migration.name)
    if (hash === migration.hash) continue
    if (hash)
      throw new MigrationError(`The migration ${migration.name} was changed after it ran on this database.`)
    await client.query('begin')
    try {
      await client.query(migration.text)
      await client.query('insert into migrations (name, hash, applied_at) values ($1, $2, now())', [
        migration.name,
        migration.hash,
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new MigrationError(`The migration ${migration.name} failed and was undone: ${errorText(error)}`)
    }
    applied.push(migration.name)
  }
  return applied
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

const grantAll = async (client: pg.Client): Promise<void> => {
  await client.query(`
    grant usage on schema public to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema public to ${APP_ROLE};
    grant usage on all sequences in schema public to ${APP_ROLE};
    grant execute on all functions in schema public to ${APP_ROLE};
    revoke all on migrations from ${APP_ROLE}`)
}
