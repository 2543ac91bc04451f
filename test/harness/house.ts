import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findEmbeddedPostgres } from '../../server/kernel/embedded-postgres/index.ts'
import { startProcess, type ProductProcess } from './product-process.ts'
import { freePorts } from '../mailserver/free-ports.ts'

/** One of the processes; `main` also runs the embedded database. */
export type Part = 'main' | 'web' | 'worker'

/** Three processes on one embedded database: one that does everything, one that only serves, one that only works. */
export interface House {
  /** Addresses of those that serve. */
  readonly urls: readonly string[]
  readonly apiKey: string
  /** Where `main` keeps its database. */
  readonly dataDir: string
  /** Ends a process at once and starts it again. */
  kill(part: Part): Promise<void>
  /** The running process of a part. */
  process(part: Part): ProductProcess
  /** Ends a connection's server process, or the database's first process, at once. It recovers by itself. */
  killDatabase(which: 'backend' | 'postmaster'): Promise<void>
  /** Rows of a statement; tried again while the database recovers. */
  query<Row>(text: string): Promise<Row[]>
  stop(): Promise<void>
}

/** What is not as usual in a house. */
export interface HouseOptions {
  /** Its processes; `main` is always one of them. */
  parts?: readonly Part[]
  /** Further settings of a part, asked for at each of its starts. */
  settings?(part: Part): Record<string, string>
  /** Makes the data folder's place ready before anything is in it; what it gives is called when all have stopped. */
  place?(dataDir: string): () => void
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Tries a statement again and again while the database recovers. */
const insist = async <Row>(dataDir: string, text: string): Promise<Row[]> => {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: await findEmbeddedPostgres(dataDir) })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.query(text)).rows as Row[]
    } catch (error) {
      if (tries > 100) throw error
      await sleep(200)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

const SOME_PROCESSES = `
  select pid, split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as postmaster from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1`

/** Starts and restarts the parts in a folder of their own. */
const openParts = async (folder: string, { settings = () => ({}) }: HouseOptions) => {
  const dataDir = join(folder, 'data')
  const ports = new Map(zip(['main', 'web', 'worker'] as const, await freePorts(3)))
  const shared = {
    MADOGUCHI_SECRET: randomUUID() + randomUUID(),
    MADOGUCHI_PRIVATE_NETWORK: 'true',
    MADOGUCHI_LOG: 'error',
  }
  const setup = { email: 'owner@shop.example', password: 'correct horse battery', workspace: 'Chaos' }
  const settingsOf = async (part: Part): Promise<Record<string, string>> =>
    part === 'main'
      ? { MADOGUCHI_DATA: dataDir, MADOGUCHI_SETUP: JSON.stringify(setup) }
      : {
          MADOGUCHI_DATA: join(folder, part),
          MADOGUCHI_ROLES: part,
          DATABASE_URL: (await findEmbeddedPostgres(dataDir)) ?? '',
        }
  return {
    dataDir,
    urlOf: (part: Part) => `http://127.0.0.1:${ports.get(part)}`,
    start: async (part: Part): Promise<ProductProcess> =>
      startProcess(ports.get(part) ?? 0, { ...shared, ...(await settingsOf(part)), ...settings(part) }),
  }
}

const zip = <A, B>(left: readonly A[], right: readonly B[]): [A, B][] =>
  left.map((one, at) => [one, right[at] as B])

/** Starts the three, or those that are asked for. */
export const startHouse = async (options: HouseOptions = {}): Promise<House> => {
  const { parts = ['main', 'web', 'worker'] } = options
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-chaos-'))
  const { dataDir, urlOf, start } = await openParts(folder, options)
  const clear = options.place?.(dataDir)
  const running = new Map<Part, ProductProcess>()
  const stop = async (): Promise<void> => {
    for (const part of parts.toReversed()) await running.get(part)?.end()
    clear?.()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (const part of parts) running.set(part, await start(part))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    dataDir,
    urls: parts.filter((part) => part !== 'worker').map(urlOf),
    apiKey: /mdg_\S+/.exec(running.get('main')?.printed() ?? '')?.[0] ?? '',
    process: (part) => running.get(part) as ProductProcess,
    query: (text) => insist(dataDir, text),
    async kill(part) {
      await running.get(part)?.end('SIGKILL')
      running.set(part, await start(part))
    },
    async killDatabase(which) {
      const [row] = await insist<{ pid: number; postmaster: string }>(dataDir, SOME_PROCESSES)
      process.kill(Number(which === 'backend' ? row?.pid : row?.postmaster), 'SIGKILL')
    },
    stop,
  }
}
