import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { Clock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config/index.ts'
import { APP_ROLE, openPool } from '../../server/kernel/db/connection.ts'
import { Database, type WorkspaceDb } from '../../server/kernel/db/index.ts'
import { Dispatcher } from '../../server/kernel/events/index.ts'
import type { Listener } from '../../server/kernel/events/index.ts'
import type { Kernel } from '../../server/kernel/kernel.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createVault } from '../../server/kernel/secrets/index.ts'
import { createWorkspace } from '../../server/modules/workspace/index.ts'
import { recordStatement, refuseLooseStatements } from '../house/statement-recorder.ts'
import { databaseUrl } from './database-url.ts'

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  #now: Date
  constructor(now: Date = new Date('2026-11-20T01:00:00.000Z')) {
    this.#now = now
  }
  now(): Date {
    return new Date(this.#now)
  }
  /** Moves on by seconds. */
  forward(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000)
  }
  set(now: Date): void {
    this.#now = now
  }
}

/** A fresh, migrated database of a test file with one workspace in it. */
export interface TestDatabase {
  database: Database
  connectionString: string
  workspaceId: number
  db: WorkspaceDb
  clock: TestClock
  /** Hands waiting events to these listeners until none waits. */
  dispatch(listeners: readonly Listener[]): Promise<void>
  close(): Promise<void>
}

/** Makes a fresh database from the migrated template; gives its connection string and how to drop it. */
export const freshDatabase = async (): Promise<{ connectionString: string; drop(): Promise<void> }> => {
  const server = inject('postgres')
  const name = `t_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const admin = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await admin(`create database ${name} template template_madoguchi`)
  return {
    connectionString: databaseUrl(server, name),
    drop: () => admin(`drop database if exists ${name} with (force)`),
  }
}

/** A kernel for tests: silent log, a clock to be moved, a vault of its own. */
export const testKernel = (clock: Clock = new TestClock(), env: Record<string, string> = {}): Kernel => ({
  config: readConfig({
    MADOGUCHI_DATA: join(tmpdir(), `madoguchi-${randomUUID()}`),
    MADOGUCHI_PRIVATE_NETWORK: 'true',
    MADOGUCHI_PORT: '0',
    ...env,
  }),
  clock,
  log: createLog(process.env.TEST_LOG ?? 'silent'),
  vault: createVault(randomUUID() + randomUUID()),
  publicUrl: 'http://localhost:4000',
})

/** Opens a fresh database with one workspace; dropped after the test file. Call it in `beforeAll`. */
export const testDatabase = async (): Promise<TestDatabase> => {
  refuseLooseStatements()
  const fresh = await freshDatabase()
  const clock = new TestClock()
  const database = new Database(
    openPool(fresh.connectionString, 6, APP_ROLE),
    testKernel(clock),
    recordStatement,
  )
  const workspaceId = await database.reference.tx((tx) =>
    createWorkspace(tx, { name: 'Test', language: 'ja', timeZone: 'Asia/Tokyo' }),
  )
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await database.close()
    await fresh.drop()
  }
  afterAll(close)
  return {
    database,
    connectionString: fresh.connectionString,
    workspaceId,
    db: database.in(workspaceId),
    clock,
    close,
    async dispatch(listeners) {
      await new Dispatcher(database, listeners).drain(workspaceId)
    },
  }
}
