import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { errorText } from '../errors.ts'
import type { Log } from '../log.ts'

const CHANNEL = 'madoguchi'
/** NOTIFY takes at most 8000 bytes. */
const MAX_BYTES = 7600
const COALESCE_MS = 10
/** The database notices within a minute that this side is gone, and frees its locks; by itself it takes two hours. */
const NOTICED_SOON =
  'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3'

/** A signal between processes: ids and small values only; whoever needs more reads it. */
export interface Signal {
  kind: string
  workspaceId: number
  data: unknown
}

/**
 * Tells the other processes on the same database what happened here, after the commit, many signals in one NOTIFY.
 * A signal may be lost when a connection breaks: everything that must happen is also found by looking. One that is too
 * large for a NOTIFY arrives as `stale`, so that the others look.
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
  /** What is leased, or being asked for, and whom to tell when it is lost. */
  readonly #leases = new Map<string, () => void>()
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
      connectionTimeoutMillis: 10_000,
    })
    client.on('notification', (message) => this.#receive(message.payload ?? ''))
    client.on('error', () => this.#again(client))
    client.on('end', () => this.#again(client))
    try {
      await client.connect()
      await client.query(NOTICED_SOON)
      await this.#connected(client)
      await client.query(`listen ${CHANNEL}`)
      for (const name of this.#leases.keys()) await this.#takeAgain(client, name)
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    this.#client = client
  }

  /**
   * Takes a lease by name: at most one process has it, until the returned function is called or the process dies.
   * Undefined when it is taken. After a broken connection it is taken again; `lost` is called when another process was
   * quicker, and until then two may believe that they have it: what a lease guards must bear that.
   */
  async tryLease(
    name: string,
    lost: () => void = () => undefined,
  ): Promise<(() => Promise<void>) | undefined> {
    const client = this.#client
    if (!client || this.#leases.has(name)) return undefined
    this.#leases.set(name, lost)
    const taken = await takeLock(client, name).catch((error: unknown) => {
      this.#leases.delete(name)
      throw error
    })
    if (!taken) {
      this.#leases.delete(name)
      return undefined
    }
    return async () => {
      if (this.#leases.get(name) !== lost) return
      this.#leases.delete(name)
      if (this.#client) await freeLock(this.#client, name)
    }
  }

  async #takeAgain(client: pg.Client, name: string): Promise<void> {
    const taken = await takeLock(client, name)
    const lost = this.#leases.get(name)
    // Handed back meanwhile: nobody else would ever free it.
    if (!lost && taken) await freeLock(client, name)
    if (!lost || taken) return
    this.#leases.delete(name)
    lost()
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
      const whole = JSON.stringify([signal.kind, signal.workspaceId, signal.data])
      const text =
        Buffer.byteLength(whole) < MAX_BYTES
          ? whole
          : JSON.stringify(['stale', signal.workspaceId, signal.kind])
      const bytes = Buffer.byteLength(text) + 1
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

  #again(broken: pg.Client): void {
    if (this.#stopped || this.#client !== broken) return
    this.#client = undefined
    broken.end().catch(() => undefined)
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

const takeLock = async (client: pg.Client, name: string): Promise<boolean> => {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1::bigint) as locked',
    [keyOf(name)],
  )
  return rows[0]?.locked === true
}

const freeLock = async (client: pg.Client, name: string): Promise<void> => {
  await client.query('select pg_advisory_unlock($1::bigint)', [keyOf(name)])
}

/** The beginning of a name's hash: the key of an advisory lock, in the space of keys that are one number. */
const keyOf = (name: string): string =>
  createHash('sha256').update(name).digest().readBigInt64BE(0).toString()
