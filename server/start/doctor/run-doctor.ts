import pg from 'pg'
import { systemClock } from '../../kernel/clock.ts'
import type { Config } from '../../kernel/config/index.ts'
import { APP_ROLE, openPool } from '../../kernel/db/connection.ts'
import { Database } from '../../kernel/db/index.ts'
import { createLog, print } from '../../kernel/log.ts'
import { createVault } from '../../kernel/secrets/index.ts'
import { presentKey } from '../backup/key.ts'
import { isOurs, livingProcesses } from '../backup/queries.ts'
import { StartError } from '../start-error.ts'
import { withDatabase, type Found } from '../with-database.ts'
import { checkMigrations, checkSecurity, checkServer } from './database.ts'
import { check, fail, lineOf, ok, warn, type Finding, type Patient } from './finding.ts'
import { checkMachine } from './machine.ts'
import { checkPorts } from './ports.ts'
import { appRole } from './queries.ts'
import { tryUpgrade } from './try-upgrade.ts'
import { checkWork } from './work.ts'
import { checkWorkspaces } from './workspaces.ts'

/**
 * `doctor [--repair | --upgrade]`: looks at everything that an installation needs and prints a line for each, with what to do. Changes
 * nothing unless `--repair` is given; `--upgrade` only tries what the next start would do to the database. Gives 1 when something is broken.
 */
export const runDoctor = async (config: Config, words: readonly string[]): Promise<number> => {
  if (words.includes('--upgrade')) return tryUpgrade(config)
  const unknown = words.find((word) => word !== '--repair')
  if (unknown)
    throw new StartError(
      `doctor does not know ${unknown}. Use: npm run doctor, npm run doctor -- --repair, or npm run doctor -- --upgrade`,
    )
  const findings: Finding[] = []
  const tell = (more: readonly Finding[]): void => {
    for (const finding of more) print(lineOf(finding))
    findings.push(...more)
  }
  tell(await check('machine', () => checkMachine(config)))
  try {
    await withDatabase(config, false, (found) => examine(config, found, words.includes('--repair'), tell))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    tell([fail(`The database can't be examined: ${error.message}`, 'Correct that, and run this again.')])
  }
  const count = (state: Finding['state']): number =>
    findings.filter((finding) => finding.state === state).length
  print(`\n${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} broken.`)
  return count('fail') > 0 ? 1 : 0
}

const examine = async (
  config: Config,
  found: Found,
  repair: boolean,
  tell: (findings: readonly Finding[]) => void,
): Promise<void> => {
  const client = new pg.Client({
    connectionString: found.connectionString,
    application_name: 'madoguchi doctor',
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    if (!(await isOurs(client))) {
      tell([warn('The database is empty: the product was never started on it', 'Start it once: npm start')])
      return
    }
    const processes = await livingProcesses(client)
    tell([
      processes > 0
        ? ok(`Madoguchi runs on it (processes: ${processes})`)
        : ok('Madoguchi does not run on it now'),
    ])
    const role = await appRole(client, APP_ROLE)
    const database = openDatabase(config, found, role?.member ? APP_ROLE : '')
    const patient: Patient = { config, found, client, database, running: processes > 0 }
    try {
      tell(await check('ports', () => checkPorts(config, patient.running)))
      tell(await check('database', () => checkServer(patient)))
      tell(await check('row-level security', () => checkSecurity(patient)))
      const migrations = await check('migrations', () => checkMigrations(patient))
      tell(migrations)
      // Tables of another version would only make every check below fail.
      if (migrations.some(({ state, what }) => state === 'fail' || what.includes('have not run'))) return
      tell(await check('waiting work', () => checkWork(patient)))
      tell(await check('workspaces', () => checkWorkspaces(patient, repair)))
    } finally {
      await database.close()
    }
  } finally {
    await client.end()
  }
}

const openDatabase = (config: Config, found: Found, role: string): Database =>
  new Database(openPool(found.connectionString, 2, role), {
    config,
    clock: systemClock,
    log: createLog('silent'),
    vault: createVault(presentKey(config) ?? ''),
    publicUrl: config.url ?? `http://localhost:${config.port}`,
  })
