import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'
import { explainSystemError } from './explain-failure.ts'
import type { Places } from './places.ts'

/**
 * Whether the data folder has a database yet. Throws one sentence when what is there is not a database, or one
 * of another PostgreSQL than `version` ("18.4").
 */
export function hasCluster(places: Places, version: string): boolean {
  try {
    if (!existsSync(places.cluster)) return false
    const mark = join(places.cluster, 'PG_VERSION')
    if (existsSync(mark)) {
      checkMajor(places, readFileSync(mark, 'utf8').trim(), version.split('.')[0] ?? '')
      return true
    }
    // An empty folder gives way to the rename at the end of creation.
    if (readdirSync(places.cluster).length === 0) return false
  } catch (error) {
    throw explainSystemError(places.dataDir, `The database in ${places.cluster} cannot be read`, error)
  }
  throw new EmbeddedPostgresError(
    'not-a-database',
    `${places.cluster} holds files, but no database (PG_VERSION is missing). Move it away, or choose another ` +
      'folder with MADOGUCHI_DATA.',
  )
}

function checkMajor(places: Places, found: string, ours: string): void {
  if (found === ours) return
  const newer = Number(found) > Number(ours)
  throw new EmbeddedPostgresError(
    newer ? 'newer-data' : 'older-data',
    newer
      ? `The database in ${places.dataDir} was made by PostgreSQL ${found}, and this Madoguchi brings PostgreSQL ` +
          `${ours}. Start the newer Madoguchi that made it.`
      : `The database in ${places.dataDir} was made by PostgreSQL ${found}, and this Madoguchi brings PostgreSQL ` +
          `${ours}. Make a backup with the Madoguchi that made it, and restore it here into an empty folder.`,
  )
}
