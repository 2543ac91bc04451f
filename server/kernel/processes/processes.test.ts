import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { lockDispatch } from '../events/queries.ts'
import { buryDead, currentProcess, joinProcesses, keepWorker, livingProcesses } from './index.ts'

let test: TestDatabase
const clients: pg.Client[] = []

const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: test.connectionString })
  client.on('error', () => undefined)
  clients.push(client)
  await client.connect()
  return client
}
const rows = async (): Promise<{ number: number; worker_ids: string[] }[]> =>
  (await test.database.pool.query('select number, worker_ids from processes order by number')).rows

beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => Promise.all(clients.map((client) => client.end())))

describe('the lock of a process', () => {
  it('is none that hands out the events of a workspace, whatever its number, and no lease', async () => {
    const other = await connect()
    await test.database.in(77).tx(async (tx) => {
      expect(await lockDispatch(tx)).toBe(true)
      await other.query('select pg_advisory_lock($1::bigint)', [String((77n << 32n) + 4711n)])
      expect(await livingProcesses(test.db)).toEqual([])
    })
  })
})

describe('a process', () => {
  const worker = `pool-${randomUUID()}`
  let first: pg.Client
  let number: number

  it('takes a number and lives', async () => {
    first = await connect()
    number = await joinProcesses(first, ['web', 'worker'])
    await keepWorker(test.database.pool, worker)
    expect(currentProcess()).toBe(number)
    expect(await rows()).toEqual([{ number, worker_ids: [worker] }])
    expect(await livingProcesses(test.db)).toEqual([number])
  })

  it('comes back under its number when its connection broke, also when others have buried it', async () => {
    await first.end()
    const second = await connect()
    await buryDead(second)
    await second.query('delete from processes')
    expect(await joinProcesses(second, ['web', 'worker'])).toBe(number)
    expect(await rows()).toEqual([{ number, worker_ids: [worker] }])
  })

  it('takes a new number while the database has not noticed that its connection broke', async () => {
    const third = await connect()
    const next = await joinProcesses(third, ['web', 'worker'])
    expect(next).not.toBe(number)
    expect(currentProcess()).toBe(next)
    // What it works on is freed with neither of the two.
    expect(await rows()).toEqual([
      { number, worker_ids: [] },
      { number: next, worker_ids: [worker] },
    ])
    expect(new Set(await livingProcesses(test.db))).toEqual(new Set([number, next]))
  })
})
