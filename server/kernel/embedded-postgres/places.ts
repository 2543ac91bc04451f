import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EmbeddedPostgresError, systemCode } from './errors.ts'
import { explainSystemError } from './explain-failure.ts'

/** Where everything of the embedded database stands. All absolute. */
export type Places = {
  dataDir: string
  /** PostgreSQL's own folder (PGDATA). */
  cluster: string
  /** How the folder of a cluster in the making begins; it is renamed to `cluster` when it is whole. */
  unfinished: string
  /** Links to libraries, only where the package's own folder may not be written. */
  libraries: string
  /** Held by the kernel's lock for as long as our process lives. */
  lock: string
  /** The process that holds the lock, for people. */
  holder: string
  log: string
}

/** Creates the data folder (0700) when it is missing and checks that this user can work in it. */
export function openDataFolder(wanted: string): Places {
  // An empty setting would be the current folder.
  if (wanted.trim() === '') throw notAFolder("''")
  const path = resolve(wanted)
  try {
    makeFolder(path, 0o700)
    if (!statSync(path).isDirectory()) throw notAFolder(path)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    const dataDir = realpathSync(path)
    makeFolder(join(dataDir, 'logs'), 0o700)
    return placesIn(dataDir)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST' || code === 'ENOTDIR') throw notAFolder(path)
    throw explainSystemError(path, `The folder ${path} cannot be used`, error)
  }
}

/** The same places, nothing created or checked. */
export function placesIn(dataDir: string): Places {
  return {
    dataDir,
    cluster: join(dataDir, 'postgres'),
    unfinished: join(dataDir, 'postgres.unfinished-'),
    libraries: join(dataDir, 'postgres-libraries'),
    lock: join(dataDir, 'madoguchi.lock'),
    holder: join(dataDir, 'madoguchi.pid'),
    log: join(dataDir, 'logs', 'postgres.log'),
  }
}

// Not mkdir's own `recursive`: Node 24 loops for ever below /proc, and reports ENOENT on a read-only disk.
function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path), 0o777)
  mkdirSync(path, { mode })
}

function notAFolder(path: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'not-a-database',
    `${path} is not a folder. Choose a folder with MADOGUCHI_DATA.`,
  )
}
