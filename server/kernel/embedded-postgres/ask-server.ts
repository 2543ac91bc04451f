import { Client } from 'pg'
import { messageOf, systemCode } from './errors.ts'
import { settingsMark } from './settings.ts'
import { connectionStringOf, databaseName } from './socket-folder.ts'

/** What a server says when we knock. */
export type Answer =
  | { kind: 'ready'; version: string; cluster: string; settings: string }
  /** Starting, recovering or shutting down. */
  | { kind: 'busy'; message: string }
  /** Nobody listens, or somebody who does not answer. */
  | { kind: 'silent'; message: string }
  | { kind: 'no-database' }
  | { kind: 'refused'; message: string }

/** Connects once (at most 3 seconds) and asks the server who it is. Never throws. */
export async function askServer(socketFolder: string): Promise<Answer> {
  return withClient(socketFolder, databaseName, async (client) => {
    const { rows } = await client.query<{ version: string; cluster: string; settings: string | null }>(
      `select current_setting('server_version') as version, current_setting('data_directory') as cluster,
              current_setting('${settingsMark}', true) as settings`,
    )
    const [row] = rows
    if (!row) return { kind: 'refused', message: 'no answer to a question' }
    return { kind: 'ready', version: row.version, cluster: row.cluster, settings: row.settings ?? '' }
  })
}

/** Creates our database on a server that has just been created. */
export async function createDatabase(socketFolder: string): Promise<Answer> {
  return withClient(socketFolder, 'postgres', async (client) => {
    await client.query(`create database ${databaseName}`)
    return { kind: 'busy', message: 'database created' }
  })
}

async function withClient(
  socketFolder: string,
  database: string,
  ask: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client({
    connectionString: connectionStringOf(socketFolder, database),
    connectionTimeoutMillis: 3000,
    query_timeout: 10_000,
    application_name: 'madoguchi-start',
  })
  // A server that dies while we talk to it also emits; the rejected call below tells enough.
  client.on('error', () => {})
  try {
    await client.connect()
    return await ask(client)
  } catch (error) {
    return classify(error)
  } finally {
    await client.end().catch(() => {})
  }
}

function classify(error: unknown): Answer {
  const message = messageOf(error)
  const code = systemCode(error)
  if (code === '57P03' || code === '53300' || code === '57P01' || code === '57P02')
    return { kind: 'busy', message }
  if (code === '3D000') return { kind: 'no-database' }
  // Five letters and digits: an SQLSTATE, so it was the server who said no.
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E'))
    return { kind: 'refused', message }
  return { kind: 'silent', message }
}
