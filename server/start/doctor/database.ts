import { APP_ROLE } from '../../kernel/db/connection.ts'
import { readMigrations } from '../../kernel/db/migrate.ts'
import { migrationsOf } from '../backup/queries.ts'
import { fail, ok, warn, type Finding, type Patient } from './finding.ts'
import {
  appRole,
  boundTables,
  invalidIndexes,
  isSpread,
  openTables,
  seenWithoutWorkspace,
  vitals,
} from './queries.ts'

const HOW = {
  given: 'DATABASE_URL',
  running: 'embedded, running',
  started: 'embedded, started for this check',
}

/** Version, size, connections and clock. */
export const checkServer = async ({ client, found, config }: Patient): Promise<Finding[]> => {
  const before = Date.now()
  const { version, size, now, connections, maxConnections } = await vitals(client)
  const apart = Math.round((now.getTime() - (before + Date.now()) / 2) / 1000)
  const megabytes = Math.round(size / 1024 / 1024).toLocaleString('en')
  const findings = [ok(`PostgreSQL ${version} (${HOW[found.how]}), ${megabytes} MB`)]
  if (Math.abs(apart) > 5)
    findings.push(
      fail(
        `The clocks of this machine and of the database are ${Math.abs(apart)} seconds apart`,
        'Let both set their clocks by NTP: times of messages and second factors depend on it.',
      ),
    )
  else findings.push(ok(`Clock: ${new Date().toISOString()}, the same as the database’s`))
  const wanted = config.dbPool + 10
  if (maxConnections < wanted)
    findings.push(
      warn(
        `The database allows ${maxConnections} connections; one process may want ${wanted}`,
        'Raise max_connections there, or lower MADOGUCHI_DB_POOL.',
      ),
    )
  else findings.push(ok(`${connections} of ${maxConnections} database connections in use`))
  return findings
}

/** The role of requests, and row-level security as the second lock behind every statement. */
export const checkSecurity = async ({ client }: Patient): Promise<Finding[]> => {
  if (await isSpread(client))
    return [
      ok('The tables are spread by Citus, without the second lock (row-level security): see docs/scale.md'),
    ]
  const role = await appRole(client, APP_ROLE)
  if (!role?.member)
    return [
      warn(
        'The second lock (row-level security) is off: this database let us make no role for requests',
        `Let its administrator run: create role ${APP_ROLE} nologin; grant ${APP_ROLE} to the user of DATABASE_URL; then start again.`,
      ),
    ]
  const open = await openTables(client)
  const seen = role.free ? -1 : await seenWithoutWorkspace(client, APP_ROLE)
  if (open.length > 0 || seen !== 0)
    return [
      fail(
        `The second lock (row-level security) does not hold${open.length > 0 ? ` on ${open.join(', ')}` : ''}`,
        `Somebody changed the database: switch it on again (alter table … enable row level security), and take superuser and bypassrls from ${APP_ROLE}.`,
      ),
    ]
  return [ok(`Row-level security holds on ${await boundTables(client)} tables, as ${APP_ROLE}`)]
}

/** Whether the tables are those of this version. */
export const checkMigrations = async ({ client }: Patient): Promise<Finding[]> => {
  const [wanted, done] = [readMigrations(), await migrationsOf(client)]
  const strange = done.find(({ name }) => !wanted.some((one) => one.name === name))
  const changed = done.find(({ name, hash }) => wanted.some((one) => one.name === name && one.hash !== hash))
  const pending = wanted.filter(({ name }) => !done.some((one) => one.name === name))
  if (strange)
    return [
      fail(
        `The database was made by a newer version (${strange.name})`,
        'Start that version, or restore a backup.',
      ),
    ]
  if (changed)
    return [fail(`${changed.name} was changed after it ran`, 'Get the files of the release back unchanged.')]
  const invalid = await invalidIndexes(client)
  return [
    pending.length > 0
      ? warn(`${pending.length} migrations have not run yet`, 'Back up; the next start runs them.')
      : ok(`All ${done.length} migrations have run`),
    ...(invalid.length > 0
      ? [warn(`Indexes that are not used: ${invalid.join(', ')}`, 'Rebuild each with: reindex index NAME')]
      : []),
  ]
}
