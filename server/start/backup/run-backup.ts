import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import type { Config } from '../../kernel/config/index.ts'
import { print } from '../../kernel/log.ts'
import { StartError } from '../start-error.ts'
import { untilTold } from '../until-told.ts'
import { VERSION } from '../version.ts'
import { withDatabase } from '../with-database.ts'
import { RecordWriter, type TableSum } from './format.ts'
import { presentKey, signOf } from './key.ts'
import { isOurs } from './queries.ts'
import { writeBackup, type About } from './write-backup.ts'

/** Tells that a table with something in it is done. */
export const report = ({ table, rows }: TableSum): void => {
  if (rows > 0) print(`  ${table.replace(/^public\./, '').padEnd(36)} ${rows.toLocaleString('en')} rows`)
}

/**
 * `backup FILE [--with-key]`: writes everything of the database into one file while the product runs. The file appears
 * under its name only when it is whole.
 */
export const runBackup = async (config: Config, words: readonly string[]): Promise<number> => {
  const [file, ...rest] = words.filter((word) => !word.startsWith('--'))
  const unknown = words.find((word) => word.startsWith('--') && word !== '--with-key')
  if (!file || rest.length > 0 || unknown)
    throw new StartError(
      'Say where to: npm run backup -- FILE, or with the key: npm run backup -- FILE --with-key',
    )
  if (existsSync(file)) throw new StartError(`${file} exists already. Choose another name, or move it away.`)
  const withKey = words.includes('--with-key')
  const begun = performance.now()
  const sums = await untilTold(`Stopped. ${file} was not written.`, (signal) =>
    withDatabase(config, false, ({ connectionString }) =>
      backUp({ connectionString, file, signal, about: about(config, withKey), report }),
    ),
  )
  const rows = sums.reduce((sum, table) => sum + table.rows, 0)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const megabytes = ((await stat(file)).size / 1024 / 1024).toFixed(1)
  print(
    `Done: ${file}, ${rows.toLocaleString('en')} rows of ${sums.length} tables, ${megabytes} MB, ${seconds} s.`,
  )
  print(
    withKey
      ? 'The file holds the key that opens stored passwords: guard it like one.'
      : 'The key that opens stored passwords is not in it. Keep secret.key of the data folder (or MADOGUCHI_SECRET) safe, too: without it mail passwords, webhook secrets and second factors must be entered anew.',
  )
  return 0
}

const about = (config: Config, withKey: boolean): About => {
  const key = presentKey(config)
  if (withKey && key === undefined)
    throw new StartError('There is no key here to put into the backup: no secret.key in the data folder.')
  return {
    version: VERSION,
    createdAt: new Date().toISOString(),
    keySign: key === undefined ? '' : signOf(key),
    ...(withKey && key !== undefined ? { key } : {}),
  }
}

interface Task {
  connectionString: string
  file: string
  signal: AbortSignal
  about: About
  report(sum: TableSum): void
}

/** Writes the backup beside its name and moves it there when it is whole and on the disk. */
export const backUp = async ({ connectionString, file, ...task }: Task): Promise<TableSum[]> => {
  const part = `${file}.${process.pid}.part`
  const client = new pg.Client({ connectionString, application_name: 'madoguchi backup' })
  client.on('error', () => undefined)
  const halt = (): void => void client.end().catch(() => undefined)
  try {
    await client.connect()
    if (!(await isOurs(client)))
      throw new StartError(
        'This database is not one of Madoguchi’s, or was never started. There is nothing to back up.',
      )
    task.signal.addEventListener('abort', halt, { once: true })
    const sums = await writeFile(client, part, task)
    await rename(part, file)
    return sums
  } catch (error) {
    throw explained(error, file)
  } finally {
    task.signal.removeEventListener('abort', halt)
    await rm(part, { force: true })
    await client.end().catch(() => undefined)
  }
}

const writeFile = async (
  client: pg.Client,
  part: string,
  { about, signal, report }: Omit<Task, 'connectionString' | 'file'>,
): Promise<TableSum[]> => {
  const gzip = createGzip({ level: 6 })
  const out = gzip.pipe(createWriteStream(part, { flags: 'wx', mode: 0o600 }))
  gzip.on('error', () => undefined)
  const written = finished(out)
  // A full disk shows here first; the writing then fails with it.
  written.catch((error: Error) => gzip.destroy(error))
  const sums = await writeBackup(client, new RecordWriter(gzip), about, (sum) => {
    signal.throwIfAborted()
    report(sum)
  })
  gzip.end()
  await written
  const handle = await open(part, 'r+')
  await handle.sync().finally(() => handle.close())
  signal.throwIfAborted()
  return sums
}

const explained = (error: unknown, file: string): unknown => {
  const { code } = error as { code?: string }
  if (code === 'ENOSPC') return new StartError(`The disk is full. ${file} was not written.`)
  if (code === 'EACCES' || code === 'EROFS')
    return new StartError(`${file} may not be written by this user. Choose another place.`)
  if (code === 'ENOENT') return new StartError(`The folder of ${file} does not exist. Make it first.`)
  return error
}
