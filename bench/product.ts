import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../server/kernel/clock.ts'
import { readConfig } from '../server/kernel/config/index.ts'
import { openPool } from '../server/kernel/db/connection.ts'
import { Database } from '../server/kernel/db/index.ts'
import { createLog } from '../server/kernel/log.ts'
import { createVault } from '../server/kernel/secrets/index.ts'
import { findEmbeddedPostgres } from '../server/kernel/embedded-postgres/index.ts'
import { startProcess } from '../test/harness/product-process.ts'
import { freePorts } from '../test/mailserver/free-ports.ts'

/** A product that was started for measuring: its own process, its own folder, its own database. */
export interface Product {
  url: string
  apiKey: string
  pid: number
  dataDir: string
  /** The embedded database, for generating data and for the bare statements beside it. */
  connectionString: string
  /** Milliseconds from the start of the process until it was ready. */
  startedIn: number
  stop(): Promise<unknown>
  /** Stops and removes everything. */
  remove(): Promise<void>
}

/** Starts the product on a fresh folder, or again on an earlier one; `entry` is another file to start it by. */
export const startProduct = async (
  env: Record<string, string> = {},
  earlier?: Product,
  entry?: string,
): Promise<Product> => {
  const dataDir = earlier?.dataDir ?? mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
  const [port = 0] = await freePorts(1)
  const started = performance.now()
  const settings = {
    MADOGUCHI_DATA: dataDir,
    MADOGUCHI_LOG: 'warn',
    MADOGUCHI_SETUP: JSON.stringify({
      email: 'bench@shop.example',
      password: 'correct horse battery',
      workspace: 'Bench',
    }),
    ...env,
  }
  const child = await startProcess(port, settings, entry)
  const startedIn = performance.now() - started
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    connectionString: (await findEmbeddedPostgres(dataDir)) ?? '',
    startedIn,
    stop: () => child.end(),
    pid: child.pid,
    apiKey: /mdg_\S+/.exec(child.printed())?.[0] ?? earlier?.apiKey ?? '',
    async remove() {
      await child.end()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The product's own database, for measuring its code in this process. */
export const openDatabase = (product: Product): Database =>
  new Database(openPool(product.connectionString, 4, ''), {
    config: readConfig({ MADOGUCHI_DATA: product.dataDir }),
    clock: systemClock,
    log: createLog('silent'),
    vault: createVault('x'.repeat(64)),
    publicUrl: product.url,
  })

/** Proportional set size of a process, in bytes: memory shared by several counts once. Linux only. */
export const memoryOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024

/** One connection that stays: what is measured is the product, not the client. */
const line = new Agent({ keepAlive: true, maxSockets: 64 })

/** Sends one request and gives its answer, on connections that stay open. */
export const send = (
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string | undefined,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: line }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** Calls the product's API and throws unless it answers 2xx. */
export const callApi = async <T>(
  product: Product,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> => {
  const headers = {
    authorization: `Bearer ${product.apiKey}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const written = body === undefined ? undefined : JSON.stringify(body)
  const { status, text } = await send(product.url + path, method, headers, written)
  if (status < 200 || status > 299)
    throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`)
  return (text === '' ? null : JSON.parse(text)) as T
}

/** The same product for a caller with a key of their own: a key is allowed so many calls a minute. */
export const withOwnKey = async (product: Product, name: string): Promise<Product> => {
  const { key } = await callApi<{ key: string }>(product, 'POST', '/api/api-keys', { name })
  return { ...product, apiKey: key }
}
