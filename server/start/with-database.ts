import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../kernel/config/index.ts'
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../kernel/embedded-postgres/index.ts'
import { print } from '../kernel/log.ts'
import { checkDatabase } from './check-database.ts'
import { StartError } from './start-error.ts'

/** A database for a command, and how it was found. */
export interface Found {
  connectionString: string
  /** `given`: DATABASE_URL; `running`: the product's own, which runs; `started`: the same, started for this command. */
  how: 'given' | 'running' | 'started'
}

/**
 * Runs a command's work on the database of the product: the given one, the embedded one that runs, or the embedded one
 * started for as long as the work takes. `create` makes a new one where there is none; else that is a `StartError`.
 */
export const withDatabase = async <T>(
  config: Config,
  create: boolean,
  work: (found: Found) => Promise<T>,
): Promise<T> => {
  if (config.databaseUrl !== undefined) {
    await checkDatabase(config.databaseUrl)
    return work({ connectionString: config.databaseUrl, how: 'given' })
  }
  const running = await findEmbeddedPostgres(config.dataDir)
  if (running !== undefined) return work({ connectionString: running, how: 'running' })
  if (!create && !existsSync(join(config.dataDir, 'postgres')))
    throw new StartError(
      `There is no database in ${config.dataDir}. Set MADOGUCHI_DATA to the data folder, or DATABASE_URL.`,
    )
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log: print })
  try {
    return await work({ connectionString: embedded.connectionString, how: 'started' })
  } finally {
    await embedded.stop()
  }
}
