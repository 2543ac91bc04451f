import type pg from 'pg'
import type { Announcement } from '../events/events.ts'
import type { Kernel } from '../kernel.ts'
import { enterWorkspace, type Connection } from './connection.ts'
import type { Db, Tx, WorkspaceDb } from './handles.ts'
import { Transaction, runOn, type StatementObserver } from './transaction.ts'
import { toStatement, type Sql } from './sql.ts'

export type { Db, Tx, WorkspaceDb } from './handles.ts'
export { sql, joined, nothing, Sql } from './sql.ts'
export { LOCK_SPACES } from './lock-spaces.ts'

const RETRIED = new Set(['40001', '40P01'])

/** Told after each commit what was announced in it. */
export type CommitListener = (workspaceId: number, announcements: readonly Announcement[]) => void

/** The database of this process. Rooms get a `WorkspaceDb` or a `Tx` from it and never the pool. */
export class Database {
  readonly pool: pg.Pool
  readonly kernel: Kernel
  readonly #observe: StatementObserver | undefined
  readonly #listeners: CommitListener[] = []
  readonly #handles = new Map<number, WorkspaceDb>()

  constructor(pool: pg.Pool, kernel: Kernel, observe?: StatementObserver) {
    this.pool = pool
    this.kernel = kernel
    this.#observe = observe
  }

  /** Adds a listener that is told of every commit with announcements. */
  onCommit(listener: CommitListener): void {
    this.#listeners.push(listener)
  }

  /** The door to one workspace. */
  in(workspaceId: number): WorkspaceDb {
    let handle = this.#handles.get(workspaceId)
    if (!handle) {
      handle = this.#open(workspaceId)
      this.#handles.set(workspaceId, handle)
    }
    return handle
  }

  /** For the few tables that belong to no workspace: sign-in names, sessions, tokens. Sees no workspace's rows. */
  get reference(): WorkspaceDb {
    return this.in(0)
  }

  #open(workspaceId: number): WorkspaceDb {
    return {
      ...this.#reading(workspaceId, (query) => this.#single(workspaceId, query)),
      together: (work) => this.#together(workspaceId, work),
      tx: (work) => this.#transact(workspaceId, work),
    }
  }

  #reading(workspaceId: number, run: (query: Sql) => Promise<pg.QueryResult>): Omit<Db, 'together'> {
    const many = async <Row>(query: Sql): Promise<Row[]> => (await run(query)).rows as Row[]
    return {
      workspaceId,
      kernel: this.kernel,
      many,
      one: async <Row>(query: Sql): Promise<Row> => {
        const rows = await many<Row>(query)
        if (rows.length !== 1)
          throw new Error(`expected one row, got ${rows.length}: ${toStatement(query).text.slice(0, 120)}`)
        return rows[0] as Row
      },
      maybe: async <Row>(query: Sql): Promise<Row | undefined> => (await many<Row>(query))[0],
      run: async (query) => (await run(query)).rowCount ?? 0,
    }
  }

  async #together<T>(workspaceId: number, work: (db: Db) => Promise<T>): Promise<T> {
    const client = (await this.pool.connect()) as Connection
    enterWorkspace(client, workspaceId)
    const started: Promise<pg.QueryResult>[] = []
    const db: Db = {
      ...this.#reading(workspaceId, (query) => {
        const result = runOn(client, query, this.#observe)
        started.push(result)
        return result
      }),
      together: (inner) => inner(db),
    }
    try {
      return await work(db)
    } finally {
      // Also where one failed early: nobody gets a connection on which others are still answered.
      const results = await Promise.allSettled(started)
      client.release(results.some((result) => result.status === 'rejected' && isSpoilt(result.reason)))
    }
  }

  async #single(workspaceId: number, query: Sql): Promise<pg.QueryResult> {
    const client = (await this.pool.connect()) as Connection
    try {
      enterWorkspace(client, workspaceId)
      const result = await runOn(client, query, this.#observe)
      client.release()
      return result
    } catch (error) {
      client.release(isSpoilt(error))
      throw error
    }
  }

  async #transact<T>(workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(workspaceId, work)
      } catch (error) {
        if (attempt >= 3 || !RETRIED.has((error as { code?: string }).code ?? '')) throw error
      }
    }
  }

  async #attempt<T>(workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = (await this.pool.connect()) as Connection
    enterWorkspace(client, workspaceId)
    const tx = new Transaction(client, workspaceId, this.kernel, this.#observe)
    let result: T
    try {
      tx.begin()
      result = await work(tx)
      await tx.commit()
    } catch (error) {
      // A connection whose transaction can't be ended is closed: another request must never find it half-way.
      const open =
        isLost(error) ||
        (await tx.rollback().then(
          () => false,
          () => true,
        ))
      client.release(open || isSpoilt(error))
      throw error
    }
    client.release()
    tx.committed()
    if (tx.announced.length > 0) for (const listener of this.#listeners) listener(workspaceId, tx.announced)
    return result
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    await this.pool.end()
  }
}

const sqlState = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown })?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE' ? code : undefined
}

/** The connection is gone, or nobody answers on it: there is nothing to be said on it any more. */
const isLost = (error: unknown): boolean => {
  if (error instanceof Error && error.name === 'AppError') return false
  const state = sqlState(error)
  if (state !== undefined) return state.startsWith('57P') || state.startsWith('08')
  return error instanceof Error && /connection|socket|terminated|timeout|EPIPE/i.test(error.message)
}

/**
 * A connection that nobody may have after this error. Besides lost ones: a value that could not be written leaves the
 * driver believing that the server knows a statement which it never got, and whoever used it next would fail (class 26).
 */
const isSpoilt = (error: unknown): boolean => {
  if (error instanceof Error && error.name === 'AppError') return false
  const state = sqlState(error)
  return state === undefined || state.startsWith('26') || isLost(error)
}
