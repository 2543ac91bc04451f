import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findEmbeddedPostgres } from '../server/kernel/embedded-postgres/index.ts'

const ROOT = join(import.meta.dirname, '..')

/** A product that was started for measuring: its own process, its own folder, its own database. */
export interface Product {
  url: string
  apiKey: string
  pid: number
  dataDir: string
  /** The embedded database, for generating data and for the bare statements beside it. */
  connectionString: string
  /** Milliseconds from the start of the process until /ready answered. */
  startedIn: number
  stop(): Promise<void>
  /** Stops and removes everything. */
  remove(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const isReady = async (url: string): Promise<boolean> =>
  fetch(`${url}/ready`).then(
    (answer) => answer.status === 200,
    () => false,
  )

/** Starts the product on a fresh folder, or again on an earlier one. */
export const startProduct = async (env: Record<string, string> = {}, earlier?: Product): Promise<Product> => {
  const dataDir = earlier?.dataDir ?? mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'server/main.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      MADOGUCHI_DATA: dataDir,
      MADOGUCHI_PORT: String(port),
      MADOGUCHI_HOST: '127.0.0.1',
      MADOGUCHI_LOG: 'warn',
      MADOGUCHI_SETUP: JSON.stringify({
        email: 'bench@shop.example',
        password: 'correct horse battery',
        workspace: 'Bench',
      }),
      ...env,
    },
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8')
  })
  let ended = false
  const exit = new Promise<void>((resolve) =>
    child.once('exit', () => {
      ended = true
      resolve()
    }),
  )
  for (let round = 0; !(await isReady(url)); round += 1) {
    if (ended || round > 3000) throw new Error(`the product did not start:\n${printed}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const startedIn = performance.now() - started
  while (!printed.includes('Madoguchi is ready')) await new Promise((resolve) => setTimeout(resolve, 20))
  const connectionString = (await findEmbeddedPostgres(dataDir)) ?? ''
  const stop = async (): Promise<void> => {
    if (!ended) child.kill('SIGTERM')
    await exit
  }
  return {
    url,
    dataDir,
    connectionString,
    startedIn,
    stop,
    pid: child.pid ?? 0,
    apiKey: /mdg_\S+/.exec(printed)?.[0] ?? earlier?.apiKey ?? '',
    async remove() {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Proportional set size of a process, in bytes: memory shared by several counts once. Linux only. */
export const memoryOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024

/** Calls the product's API and throws unless it answers 2xx. */
export const callApi = async <T>(
  product: Product,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> => {
  const answer = await fetch(product.url + path, {
    method,
    headers: {
      authorization: `Bearer ${product.apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`)
  return (text === '' ? null : JSON.parse(text)) as T
}
