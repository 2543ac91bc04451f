import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type pg from 'pg'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { openPool } from '../db/connection.ts'
import { Signals } from '../live/index.ts'
import { buryDead, currentProcess, endWorker, joinProcesses, keepWorker } from '../processes/index.ts'
import { defineJob, handles, startJobWorker, type JobWorker } from './index.ts'

const job = defineJob<{ n: number }>('test.job')
const WITHIN = { timeout: 40_000, interval: 50 }

let test: TestDatabase
let pool: pg.Pool
let signals: Signals
let worker: JobWorker
const begun: number[] = []
let hold: Promise<void> | undefined

const left = async (): Promise<number> =>
  Number((await pool.query('select count(*) as n from graphile_worker.jobs')).rows[0]?.n)
const add = (n: number): Promise<unknown> => test.db.tx(async (tx) => tx.job(job, { n }))
const cutConnections = (): Promise<unknown> =>
  pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )

beforeAll(async () => {
  test = await testDatabase()
  pool = openPool(test.connectionString, 6, null)
  signals = new Signals(test.connectionString, test.database.kernel.log, (client) =>
    joinProcesses(client, ['worker']),
  )
  await signals.start()
  worker = await startJobWorker({
    database: test.database,
    pool,
    recurring: [],
    concurrency: 2,
    workspaceIds: async () => [test.workspaceId],
    keepName: (name) => keepWorker(pool, name),
    endName: (name) => endWorker(pool, name),
    handlers: [
      handles(job, async ({ n }) => {
        begun.push(n)
        await hold
      }),
    ],
  })
})
afterAll(async () => {
  await worker.stop()
  await signals.stop()
  await pool.end()
})

describe('background jobs', () => {
  it('are taken under a name that is written down before the first one is begun', async () => {
    await add(1)
    await vi.waitFor(async () => expect(await left()).toBe(0), WITHIN)
    const { rows } = await pool.query<{ worker_ids: string[] }>(
      'select worker_ids from processes where number = $1',
      [currentProcess()],
    )
    expect(begun).toEqual([1])
    expect(rows[0]?.worker_ids).toEqual([expect.stringMatching(/^pool-/)])
  })

  it('are done although every connection was cut while one ran', async () => {
    let letGo = (): void => undefined
    hold = new Promise((resolve) => (letGo = resolve))
    await add(2)
    await vi.waitFor(() => expect(begun).toContain(2), WITHIN)
    await cutConnections()
    letGo()
    hold = undefined
    // The first attempts may meet connections that were just cut.
    await vi.waitFor(() => add(3), WITHIN)
    await vi.waitFor(async () => expect(await left()).toBe(0), WITHIN)
    expect(begun).toContain(3)
  })

  it('that a killed process had taken are done by another one', async () => {
    await pool.query(`insert into processes (number, worker_ids, roles, started_at) overriding system value
      values (99999, '{pool-dead}', '{worker}', now())`)
    await pool.query(
      `select graphile_worker.add_job('test.job', $1::json, run_at => now() + interval '1 hour')`,
      [JSON.stringify({ workspaceId: test.workspaceId, n: 4 })],
    )
    await pool.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), run_at = now()`,
    )
    await vi.waitFor(async () => {
      if (!signals.client) throw new Error('not connected yet')
      await buryDead(signals.client)
      expect(await left()).toBe(0)
    }, WITHIN)
    expect(begun).toContain(4)
  })
})
