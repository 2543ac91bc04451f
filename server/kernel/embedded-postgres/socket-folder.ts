import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Owner } from './as-unprivileged.ts'
import { EmbeddedPostgresError, systemCode } from './errors.ts'

/** The file name's number only: no TCP port is opened. */
export const socketPort = 5432

// sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included.
const longestSocketPath = process.platform === 'darwin' ? 103 : 107

/**
 * The folder of the database's socket: `socket` inside the data folder, or, where that path is too long for a
 * unix socket (or has a character with a meaning in PostgreSQL's list of folders), a private folder under the
 * system's temporary one, named by the user and a hash of the data folder.
 */
export function socketFolderOf(dataDir: string): string {
  const inside = join(dataDir, 'socket')
  if (fits(inside) && !/[,"'\\\n]/.test(inside)) return inside
  const name = `madoguchi-${process.getuid?.() ?? 0}-${hash(dataDir)}`
  const short = [tmpdir(), '/tmp'].map((folder) => join(folder, name)).find(fits)
  if (short !== undefined) return short
  throw new EmbeddedPostgresError(
    'unsupported',
    `The path ${dataDir} is too long for the database's socket. Choose a shorter one with MADOGUCHI_DATA.`,
  )
}

/** Creates the socket's folder, for its owner only: who can enter it is a superuser of the database. */
export function prepareSocketFolder(folder: string, owner: Owner): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
  // Under /tmp anybody can be there first: a link or somebody else's folder must not be used.
  const found = lstatSync(folder)
  const trusted = !isShared(folder) || found.uid === process.getuid?.() || found.uid === owner.uid
  if (!found.isDirectory() || !trusted)
    throw new EmbeddedPostgresError(
      'no-permission',
      `${folder}, which the database's socket needs, belongs to somebody else. Remove it, or choose a shorter ` +
        'path with MADOGUCHI_DATA.',
    )
  chmodSync(folder, 0o700)
  if (found.uid !== owner.uid) chownSync(folder, owner.uid, owner.gid)
}

/** Removes the private folder under the temporary one after a stop; the one inside the data folder stays. */
export function removeSocketFolder(folder: string): void {
  if (isShared(folder)) rmSync(folder, { recursive: true, force: true })
}

/**
 * How to connect: a connection string for `pg` and libpq alike. Everything is pinned in it, so that PGHOST,
 * PGUSER, PGSSLMODE and their like in the environment change nothing.
 */
export function connectionStringOf(socketFolder: string, database: string): string {
  const parts = new URLSearchParams({
    host: socketFolder,
    port: String(socketPort),
    user: databaseUser,
    sslmode: 'disable',
  })
  return `postgresql:///${database}?${parts.toString().replaceAll('+', '%20')}`
}

/** The database's superuser, and our only one. */
export const databaseUser = 'madoguchi'
/** The database that holds everything. */
export const databaseName = 'madoguchi'

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) <= longestSocketPath
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function isShared(folder: string): boolean {
  return /\/madoguchi-\d+-[0-9a-f]{16}$/.test(folder)
}
