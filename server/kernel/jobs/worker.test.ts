import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type pg from 'pg'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { openPool } from '../db/connection.ts'
import { Signals } from '../live/index.ts'
import { buryDead, currentProcess, endWorker, joinProcesses, keepWorker, KILLED } from '../processes/index.ts'
import { defineJob, handles, startJobWorker, type JobWorker } from './index.ts'

const job = defineJob<{ n: number }>('test.job')
const WITHIN = { timeout: 40_000, interval: 50 }

let test: TestDatabase
let pool: pg.Pool
let signals: Signals
let worker: JobWorker
const begun: number[] = []
/** Those that were only to be ended. */
const ended: number[] = []
let hold: Promise<void> | undefined

const left = async (): Promise<number> =>
  Number((await pool.query('select count(*) as n from graphile_worker.jobs')).rows[0]?.n)
const add = (n: number): Promise<unknown> => test.db.tx(async (tx) => tx.job(job, { n }))
/** Waits until they are gone: one that is still ending takes the next statement and answers it with its end. */
const cutConnections = (): Promise<unknown> =>
  pool.query(
    'select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
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
      handles(job, async ({ n }, { lastAttempt, signal }) => {
        begun.push(n)
        if (lastAttempt && signal.aborted) ended.push(n)
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

  /** A job of a process that was killed. */
  const killed = async (n: number, more: { attempts?: number; error?: string } = {}): Promise<void> => {
    await pool.query(`insert into processes (number, worker_ids, roles, started_at) overriding system value
      values (99999, '{pool-dead}', '{worker}', now())`)
    await pool.query(
      `select graphile_worker.add_job('test.job', $1::json, run_at => now() + interval '1 hour', max_attempts => 3,
         job_key => $2)`,
      [JSON.stringify({ workspaceId: test.workspaceId, n }), `test.job:${n}`],
    )
    await pool.query(
      `update graphile_worker._private_jobs
       set locked_by = 'pool-dead', locked_at = now(), run_at = now(), attempts = $1, last_error = $2`,
      [more.attempts ?? 1, more.error ?? null],
    )
  }
  const bury = async (): Promise<void> => {
    if (!signals.client) throw new Error('not connected yet')
    await buryDead(signals.client)
  }

  it('that one transaction asks for twice under one key are done once, as the last one says', async () => {
    begun.length = 0
    await test.db.tx(async (tx) => {
      tx.job(job, { n: 71 }, { key: 'twice' })
      tx.job(job, { n: 73 })
      tx.job(job, { n: 72 }, { key: 'twice' })
    })
    await vi.waitFor(
      async () => expect([await left(), new Set(begun)]).toEqual([0, new Set([72, 73])]),
      WITHIN,
    )
  })

  it('that a killed process had taken are done by another one', async () => {
    await killed(4)
    await vi.waitFor(async () => {
      await bury()
      expect(await left()).toBe(0)
    }, WITHIN)
    expect(begun).toContain(4)
    expect(ended).toEqual([])
  })

  it('of a process that was killed in their last attempt are begun once more, only to end', async () => {
    await killed(5, { attempts: 3 })
    await vi.waitFor(async () => {
      await bury()
      expect(await left()).toBe(0)
    }, WITHIN)
    expect(ended).toEqual([5])
  })

  const rest = async (): Promise<unknown[]> => {
    const { rows } = await pool.query(
      'select key, locked_by, attempts, max_attempts, last_error from graphile_worker.jobs order by id',
    )
    await pool.query('delete from graphile_worker._private_jobs')
    return rows
  }

  it('that kill their process even so are begun no more', async () => {
    await killed(6, { attempts: 3, error: KILLED })
    await vi.waitFor(bury, WITHIN)
    expect(await rest()).toEqual([
      { key: 'test.job:6', locked_by: null, attempts: 3, max_attempts: 3, last_error: KILLED },
    ])
  })

  it('that were replaced while they ran are not begun again after a kill: the new one waits', async () => {
    await killed(7)
    const runAt = new Date(Date.now() + 3_600_000)
    await test.db.tx(async (tx) => tx.job(job, { n: 7 }, { key: 'test.job:7', runAt }))
    await bury()
    expect(await rest()).toEqual([
      { key: null, locked_by: null, attempts: 3, max_attempts: 3, last_error: null },
      { key: 'test.job:7', locked_by: null, attempts: 0, max_attempts: 12, last_error: null },
    ])
  })
})
