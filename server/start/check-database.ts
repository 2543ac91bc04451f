import pg from 'pg'
import { errorText } from '../kernel/errors.ts'
import { serverVersion } from './queries/health.ts'
import { StartError } from './start-error.ts'

const OLDEST = 150_000

/** Makes sure that the database answers and is new enough. Throws `StartError`; its sentence never holds the password. */
export const checkDatabase = async (connectionString: string): Promise<void> => {
  const client = clientFor(connectionString)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const version = await serverVersion(client)
    if (!version || version.number < OLDEST)
      throw new StartError(
        `The database is PostgreSQL ${version?.text ?? 'of an unknown version'}; version 15 or later is needed.`,
      )
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(
      `The database can't be reached (${errorText(error)}). Check DATABASE_URL and that PostgreSQL is running there.`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

const clientFor = (connectionString: string): pg.Client => {
  try {
    return new pg.Client({ connectionString, connectionTimeoutMillis: 8000 })
  } catch {
    throw new StartError(
      'DATABASE_URL is no address of a database. It looks like postgres://USER:PASSWORD@HOST:5432/DATABASE, with special characters in the password written as %XX.',
    )
  }
}
