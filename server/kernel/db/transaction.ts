import type pg from 'pg'
import { causesNow } from '../events/because.ts'
import { flushAnnouncements } from '../events/outbox.ts'
import type { Announcement } from '../events/events.ts'
import type { JobOptions, JobType } from '../jobs/define.ts'
import { addJobs, type NewJob } from '../jobs/add.ts'
import type { Kernel } from '../kernel.ts'
import { preparedName, type Connection } from './connection.ts'
import type { Db, Tx } from './handles.ts'
import { sql, toStatement, type Sql } from './sql.ts'

/** Called with the text of every statement; the tests check each against the house's rules. */
export type StatementObserver = (text: string) => void

/** Runs one statement on a connection, prepared under its own name. */
export const runOn = async (
  client: Connection,
  query: Sql,
  observe?: StatementObserver,
): Promise<pg.QueryResult> => {
  const { text, values } = toStatement(query)
  observe?.(text)
  return client.query({ text, values, name: preparedName(text) } as pg.QueryConfig)
}

const begin = sql`begin`
const commit = sql`commit`
const rollback = sql`rollback`

/** A transaction on one connection. Made by `Database`; rooms only see `Tx`. */
export class Transaction implements Tx {
  readonly workspaceId: number
  readonly kernel: Kernel
  readonly now: Date
  readonly announced: Announcement[] = []
  readonly #client: Connection
  readonly #observe: StatementObserver | undefined
  readonly #jobs: NewJob[] = []
  readonly #before = new Map<string, (tx: Tx) => Promise<void>>()
  readonly #after: (() => void)[] = []
  readonly #lists = new Map<string, unknown[]>()
  #savepoints = 0

  constructor(client: Connection, workspaceId: number, kernel: Kernel, observe?: StatementObserver) {
    this.#client = client
    this.workspaceId = workspaceId
    this.kernel = kernel
    this.now = kernel.clock.now()
    this.#observe = observe
  }

  async many<Row>(query: Sql): Promise<Row[]> {
    return (await runOn(this.#client, query, this.#observe)).rows as Row[]
  }

  async one<Row>(query: Sql): Promise<Row> {
    const rows = await this.many<Row>(query)
    if (rows.length !== 1)
      throw new Error(`expected one row, got ${rows.length}: ${toStatement(query).text.slice(0, 120)}`)
    return rows[0] as Row
  }

  async maybe<Row>(query: Sql): Promise<Row | undefined> {
    return (await this.many<Row>(query))[0]
  }

  async run(query: Sql): Promise<number> {
    return (await runOn(this.#client, query, this.#observe)).rowCount ?? 0
  }

  together<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return work(this)
  }

  announce(...announcements: Announcement[]): void {
    const because = causesNow()
    this.announced.push(
      ...(because.length === 0
        ? announcements
        : announcements.map(({ name, payload }) => ({ name, payload: { ...(payload as object), because } }))),
    )
  }

  job<Payload extends object>(type: JobType<Payload>, payload: Payload, options: JobOptions = {}): void {
    this.#jobs.push({
      name: type.name,
      payload: { ...payload, workspaceId: this.workspaceId },
      maxAttempts: type.maxAttempts,
      ...options,
    })
  }

  list<T>(key: string): T[] {
    const list = this.#lists.get(key) ?? []
    this.#lists.set(key, list)
    return list as T[]
  }

  beforeCommit(key: string, work: (tx: Tx) => Promise<void>): void {
    if (!this.#before.has(key)) this.#before.set(key, work)
  }

  afterCommit(work: () => void): void {
    this.#after.push(work)
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const mark = { announced: this.announced.length, jobs: this.#jobs.length, after: this.#after.length }
    const before = new Map(this.#before)
    const lists = new Map(Array.from(this.#lists, ([key, list]) => [key, list.length]))
    const name = `s${(this.#savepoints += 1)}`
    // Without waiting: what comes next travels right behind. Where it fails, so does that.
    this.#client.query(`savepoint ${name}`).catch(() => undefined)
    try {
      const result = await work()
      await this.#client.query(`release savepoint ${name}`)
      return result
    } catch (error) {
      await this.#client.query(`rollback to savepoint ${name}`)
      this.announced.length = mark.announced
      this.#jobs.length = mark.jobs
      this.#after.length = mark.after
      this.#before.clear()
      for (const [key, value] of before) this.#before.set(key, value)
      for (const [key, list] of this.#lists) list.length = lists.get(key) ?? 0
      throw error
    }
  }

  /** Starts without waiting: the first statement travels right behind. */
  begin(): void {
    runOn(this.#client, begin).catch(() => undefined)
  }

  async commit(): Promise<void> {
    while (this.#before.size > 0) {
      const [entry] = this.#before
      if (!entry) break
      this.#before.delete(entry[0])
      await entry[1](this)
    }
    const writes = [flushAnnouncements(this, this.announced), addJobs(this, this.#jobs)]
    const [result] = await Promise.all([runOn(this.#client, commit), ...writes])
    // PostgreSQL answers a commit of a failed transaction with ROLLBACK and no error.
    if (result.command !== 'COMMIT') throw new Error('the transaction was rolled back at its commit')
  }

  async rollback(): Promise<void> {
    await runOn(this.#client, rollback)
  }

  committed(): void {
    for (const work of this.#after) work()
  }
}
