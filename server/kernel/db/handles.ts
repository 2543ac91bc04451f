import type { Kernel } from '../kernel.ts'
import type { Announcement } from '../events/events.ts'
import type { JobOptions, JobType } from '../jobs/define.ts'
import type { Sql } from './sql.ts'

/** Reads in one workspace. Every statement sees that workspace's rows only (row-level security stands behind). */
export interface Db {
  readonly workspaceId: number
  readonly kernel: Kernel
  /** All rows. */
  many<Row>(query: Sql): Promise<Row[]>
  /** The only row; anything else is a bug. */
  one<Row>(query: Sql): Promise<Row>
  /** The row, if there is one. */
  maybe<Row>(query: Sql): Promise<Row | undefined>
  /** Runs a statement; gives the number of rows it touched. */
  run(query: Sql): Promise<number>
  /**
   * Reads that need each other's company: what `work` starts at once travels on one connection and is answered in turn.
   * Cheaper than a connection each while they are small, since every other one wakes another server process.
   */
  together<T>(work: (db: Db) => Promise<T>): Promise<T>
}

/** A transaction. Statements that don't wait for each other travel together when started without awaiting. */
export interface Tx extends Db {
  /** One moment for everything that this transaction writes. */
  readonly now: Date
  /** Tells the other rooms, in this transaction, what became true. */
  announce(...announcements: Announcement[]): void
  /** Adds a background job that runs only if this transaction commits. */
  job<Payload extends object>(type: JobType<Payload>, payload: Payload, options?: JobOptions): void
  /** A list that the transaction keeps under a key, for work right before the commit; what fails in a savepoint takes its part out. */
  list<T>(key: string): T[]
  /** Runs once right before the commit; the same key replaces nothing and is registered once. */
  beforeCommit(key: string, work: (tx: Tx) => Promise<void>): void
  /** Runs after a successful commit; must not throw. */
  afterCommit(work: () => void): void
  /** Runs work that may fail by itself: its statements are undone alone. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
}

/** A workspace's door to the database. */
export interface WorkspaceDb extends Db {
  /** Runs `work` in a transaction; a deadlock or serialisation failure runs it again (at most three times). */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}
