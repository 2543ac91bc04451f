import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { errorText } from '../errors.ts'
import type { Log } from '../log.ts'

const CHANNEL = 'madoguchi'
/** NOTIFY takes at most 8000 bytes. */
const MAX_BYTES = 7600
const COALESCE_MS = 10

/** A signal between processes: ids and small values only; whoever needs more reads it. */
export interface Signal {
  kind: string
  workspaceId: number
  data: unknown
}

/**
 * Tells the other processes on the same database what happened here, after the commit, many signals in one NOTIFY.
 * A signal may be lost when a connection breaks: everything that must happen is also found by looking.
 */
export class Signals {
  readonly #connectionString: string
  readonly #log: Log
  readonly #me = randomUUID().slice(0, 8)
  readonly #handlers = new Map<string, (workspaceId: number, data: unknown) => void>()
  #client: pg.Client | undefined
  #waiting: Signal[] = []
  #timer: NodeJS.Timeout | undefined
  #stopped = false
  readonly #leases = new Set<string>()
  readonly #connected: (client: pg.Client) => Promise<unknown>

  /** `connected` runs on each new connection before anything else. */
  constructor(
    connectionString: string,
    log: Log,
    connected: (client: pg.Client) => Promise<unknown> = async () => undefined,
  ) {
    this.#connectionString = connectionString
    this.#log = log
    this.#connected = connected
  }

  /** Sets what to do when another process sends this kind. */
  on(kind: string, handle: (workspaceId: number, data: unknown) => void): void {
    this.#handlers.set(kind, handle)
  }

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#connectionString,
      keepAlive: true,
      application_name: 'madoguchi signals',
      pipeline: true,
    })
    client.on('notification', (message) => this.#receive(message.payload ?? ''))
    client.on('error', () => this.#again())
    client.on('end', () => this.#again())
    await client.connect()
    await this.#connected(client)
    await client.query(`listen ${CHANNEL}`)
    for (const name of this.#leases) await client.query('select pg_try_advisory_lock($1, $2)', keyOf(name))
    this.#client = client
  }

  /**
   * Takes a lease by name: at most one process has it, until the returned function is called or the process dies.
   * Undefined when it is taken. After a broken connection it is taken again, and for a moment two may believe that they
   * have it: what a lease guards must bear that.
   */
  async tryLease(name: string): Promise<(() => Promise<void>) | undefined> {
    const client = this.#client
    if (!client || this.#leases.has(name)) return undefined
    this.#leases.add(name)
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock($1, $2) as locked',
      keyOf(name),
    )
    if (!rows[0]?.locked) {
      this.#leases.delete(name)
      return undefined
    }
    return async () => {
      if (this.#leases.delete(name))
        await this.#client?.query('select pg_advisory_unlock($1, $2)', keyOf(name))
    }
  }

  /** The connection that lives as long as this process takes part; for house-keeping. */
  get client(): pg.Client | undefined {
    return this.#client
  }

  /** Sends with the next batch; never waits, never throws. */
  send(kind: string, workspaceId: number, data: unknown): void {
    this.#waiting.push({ kind, workspaceId, data })
    this.#timer ??= setTimeout(() => this.#flush(), COALESCE_MS)
  }

  #flush(): void {
    this.#timer = undefined
    const signals = this.#waiting
    this.#waiting = []
    let batch: string[] = []
    let size = 0
    const ship = (): void => {
      if (batch.length === 0) return
      this.#client
        ?.query('select pg_notify($1, $2)', [CHANNEL, `${this.#me} [${batch.join(',')}]`])
        .catch((error) => this.#log.warn({ error: errorText(error) }, 'a signal was not sent'))
      batch = []
      size = 0
    }
    for (const signal of signals) {
      const text = JSON.stringify([signal.kind, signal.workspaceId, signal.data])
      const bytes = Buffer.byteLength(text) + 1
      if (bytes > MAX_BYTES) continue
      if (size + bytes > MAX_BYTES) ship()
      batch.push(text)
      size += bytes
    }
    ship()
  }

  #receive(payload: string): void {
    const space = payload.indexOf(' ')
    if (payload.slice(0, space) === this.#me) return
    for (const [kind, workspaceId, data] of JSON.parse(payload.slice(space + 1)) as [
      string,
      number,
      unknown,
    ][]) {
      this.#handlers.get(kind)?.(workspaceId, data)
    }
  }

  #again(): void {
    if (this.#stopped || !this.#client) return
    this.#client = undefined
    const retry = (): void => {
      if (this.#stopped) return
      this.start().then(
        () => this.#handlers.get('reconnected')?.(0, null),
        () => setTimeout(retry, 1000),
      )
    }
    setTimeout(retry, 200)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#flush()
    await this.#client?.end().catch(() => undefined)
  }
}

/** Two 32-bit halves of a name's hash: the key of an advisory lock. */
const keyOf = (name: string): [number, number] => {
  const hash = createHash('sha256').update(name).digest()
  return [hash.readInt32BE(0), hash.readInt32BE(4)]
}
