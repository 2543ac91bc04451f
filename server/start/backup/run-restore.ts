import { createReadStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import type { Config } from '../../kernel/config/index.ts'
import { migrate, readMigrations } from '../../kernel/db/migrate.ts'
import { print } from '../../kernel/log.ts'
import { StartError } from '../start-error.ts'
import { untilTold } from '../until-told.ts'
import { VERSION } from '../version.ts'
import { withDatabase, type Found } from '../with-database.ts'
import { BackupFileError, readRecords, type Footer, type Header, type TableSum } from './format.ts'
import { adviseKey, keepKey } from './key.ts'
import { loadBackup, readBackup } from './load-backup.ts'
import { firstUsed, keptTables, livingProcesses, migrationsOf } from './queries.ts'
import { report } from './run-backup.ts'

/** `restore FILE`: loads a backup into an empty database. `restore --check FILE` only reads it and checks its sums. */
export const runRestore = async (config: Config, words: readonly string[]): Promise<number> => {
  const [file, ...rest] = words.filter((word) => !word.startsWith('--'))
  const unknown = words.find((word) => word.startsWith('--') && word !== '--check')
  if (!file || rest.length > 0 || unknown)
    throw new StartError(
      'Say which: npm run restore -- FILE, or only check it: npm run restore -- --check FILE',
    )
  if (!existsSync(file)) throw new StartError(`There is no file ${file}.`)
  if (words.includes('--check')) return check(file)
  const { key, keySign } = await headerOf(file)
  const footer = await untilTold('Stopped. Nothing was restored; the database is as it was.', (signal) =>
    withDatabase(config, true, (found) => restore({ found, file, signal, report, say: print })),
  )
  const rows = footer.tables.reduce((sum, table) => sum + table.rows, 0)
  print(`Done: ${rows.toLocaleString('en')} rows of ${footer.tables.length} tables, read back and compared.`)
  print(key === undefined ? adviseKey(config, keySign) : keepKey(config, key))
  print('What waited to be sent when the backup was made is sent after the next start, see docs/operate.md.')
  return 0
}

const unpack = (file: string): Readable =>
  // Errors reach the one who reads.
  pipeline(createReadStream(file), createGunzip(), () => undefined)

const check = async (file: string): Promise<number> => {
  let rows = 0
  await untilTold('Stopped.', (signal) =>
    readBackup(unpack(file), {
      begin: async ({ version, createdAt, key }) =>
        print(`Backup of version ${version}, made ${createdAt}${key === undefined ? '' : ', with the key'}.`),
      table: async () => signal.throwIfAborted(),
      rows: async () => undefined,
      end: async (sum) => {
        rows += sum.rows
        report(sum)
        return sum.rows
      },
      finish: async () => undefined,
    }),
  ).catch((error: unknown) => {
    throw explained(error)
  })
  print(`The file is whole: ${rows.toLocaleString('en')} rows.`)
  return 0
}

interface Task {
  found: Found
  file: string
  signal: AbortSignal
  report(sum: TableSum): void
  say(line: string): void
}

/** What a file says of itself, before a database is touched. Throws when this version can't load it. */
const headerOf = async (file: string): Promise<Header> => {
  const unpacked = unpack(file)
  try {
    for await (const record of readRecords(unpacked))
      if (record.kind === 'H') return demandVersion(record.value)
    throw new BackupFileError('The backup is damaged. Use another copy.')
  } catch (error) {
    throw explained(error)
  } finally {
    unpacked.destroy()
  }
}

/** Loads a file into an empty database; refuses one that is in use or holds anything. */
export const restore = async ({ found, file, signal, report, say }: Task): Promise<Footer> => {
  const running = 'Madoguchi is running on this database. Stop it, then restore.'
  if (found.how === 'running') throw new StartError(running)
  const header = await headerOf(file)
  await migrate(found.connectionString, { until: header.migrations.at(-1)?.name })
  const client = new pg.Client({
    connectionString: found.connectionString,
    application_name: 'madoguchi restore',
  })
  client.on('error', () => undefined)
  const unpacked = unpack(file)
  const halt = (): void => {
    unpacked.destroy()
    client.end().catch(() => undefined)
  }
  try {
    await client.connect()
    if ((await livingProcesses(client)) > 0) throw new StartError(running)
    await demandState(client, header)
    const used = await firstUsed(client, await keptTables(client))
    if (used)
      throw new StartError(
        `This database is not empty (there are rows in ${used}). A backup is restored into an empty one: choose another DATABASE_URL or MADOGUCHI_DATA.`,
      )
    signal.addEventListener('abort', halt, { once: true })
    signal.throwIfAborted()
    const footer = await loadBackup(client, unpacked, demandVersion, report, say)
    const { applied } = await migrate(found.connectionString)
    if (applied.length > 0) say(`Brought up to this version: ${applied.length} steps.`)
    return footer
  } catch (error) {
    throw explained(error)
  } finally {
    signal.removeEventListener('abort', halt)
    unpacked.destroy()
    await client.end().catch(() => undefined)
  }
}

/** The header, if this version has every migration of the one that made the backup: the further ones run afterwards. */
const demandVersion = (header: Header): Header => {
  const ours = readMigrations()
  const known = header.migrations.every(
    ({ name, hash }, at) => ours[at]?.name === name && ours[at]?.hash === hash,
  )
  if (!known || header.migrations.length === 0)
    throw new StartError(
      `This backup was made by version ${header.version}, whose database this version (${VERSION}) does not know. Restore it with that version or a newer one.`,
    )
  return header
}

/** A database on which a newer version was started can't take an older backup: its tables are others. */
const demandState = async (client: pg.Client, header: Header): Promise<void> => {
  const done = await migrationsOf(client)
  if (done.length > header.migrations.length)
    throw new StartError(
      `The backup was made by version ${header.version}; this database has been set up by a newer one. Restore into a database on which nothing was started yet: choose another DATABASE_URL or MADOGUCHI_DATA.`,
    )
}

const explained = (error: unknown): unknown => {
  if (error instanceof BackupFileError) return new StartError(error.message)
  const { code } = error as { code?: string }
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR')
    return new StartError('The file is no backup, or it is damaged or cut off. Use another copy.')
  // A value that can't be one (class 22), or that contradicts another (23): what was written could be read.
  if (/^2[23]/.test(code ?? '')) return new StartError('The backup is damaged. Use another copy.')
  if (code === 'EACCES' || code === 'EISDIR')
    return new StartError('The file may not be read by this user, or it is a folder.')
  if (code === 'ENOSPC' || code === '53100')
    return new StartError('The disk of the database is full. Nothing was restored.')
  return error
}
