import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { defineEvent, listen } from '../events/index.ts'
import { countWaiting } from '../events/queries.ts'
import { newId } from '../ids.ts'
import { joined, sql, toStatement } from './sql.ts'

const happened = defineEvent<{ n: number }>('thing.happened')
let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})

const addFile = sql
const insert = (ws: number, id: string, hash: string) =>
  addFile`insert into files (workspace_id, id, sha256, size, created_at) values (${ws}, ${id}, ${Buffer.from(hash)}, 1, now())`

describe('sql', () => {
  it('numbers parameters through nested pieces', () => {
    const inner = joined([sql`a = ${1}`, sql`b = ${2}`])
    expect(toStatement(sql`select x from t where ${inner} and c = ${3}`)).toEqual({
      text: 'select x from t where a = $1 and b = $2 and c = $3',
      values: [1, 2, 3],
    })
  })
})

describe('transactions', () => {
  it('keeps everything or nothing, announcements included', async () => {
    const id = newId()
    await expect(
      test.db.tx(async (tx) => {
        await tx.run(insert(tx.workspaceId, id, 'a'))
        tx.announce(happened({ n: 1 }))
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    expect(
      await test.db.many(sql`select id from files where workspace_id = ${test.workspaceId} and id = ${id}`),
    ).toEqual([])
    expect(await countWaiting(test.db)).toBe(0)
  })

  it('fails when a statement that nobody waited for failed', async () => {
    const id = newId()
    await expect(
      test.db.tx(async (tx) => {
        tx.run(insert(tx.workspaceId, id, 'same')).catch(() => undefined)
        tx.run(insert(tx.workspaceId, id, 'same')).catch(() => undefined)
      }),
    ).rejects.toThrow(/rolled back at its commit/)
    expect(
      await test.db.many(sql`select id from files where workspace_id = ${test.workspaceId} and id = ${id}`),
    ).toEqual([])
  })

  it('gives no connection on whose statements the driver and the server do not agree', async () => {
    const values = (moment: Date) =>
      sql`select ${moment}::timestamptz as at, ${test.workspaceId}::bigint as unused`
    const unwritable = new Date()
    unwritable.getTimezoneOffset = () => {
      throw new RangeError('Invalid string length')
    }
    await expect(test.db.one(values(unwritable))).rejects.toThrow('Invalid string length')
    await expect(test.db.tx((tx) => tx.one(values(unwritable)))).rejects.toThrow('Invalid string length')
    await Promise.all(Array.from({ length: 20 }, () => test.db.one(values(new Date()))))
  })

  it('undoes a savepoint alone', async () => {
    const [kept, lost] = [newId(), newId()]
    await test.db.tx(async (tx) => {
      await tx.run(insert(tx.workspaceId, kept, 'kept'))
      await tx
        .savepoint(async () => {
          await tx.run(insert(tx.workspaceId, lost, 'lost'))
          tx.announce(happened({ n: 2 }))
          throw new Error('only this')
        })
        .catch(() => undefined)
    })
    const rows = await test.db.many<{ id: string }>(
      sql`select id from files where workspace_id = ${test.workspaceId} and id = any(${[kept, lost]}::uuid[])`,
    )
    expect(rows.map((row) => row.id)).toEqual([kept])
    expect(await countWaiting(test.db)).toBe(0)
  })

  it('hides other workspaces even from a statement that forgets them', async () => {
    const id = newId()
    await test.db.tx((tx) => tx.run(insert(tx.workspaceId, id, 'mine')))
    const other = test.database.in(test.workspaceId + 1)
    expect(await other.many(sql`select id from files where workspace_id = ${test.workspaceId}`)).toEqual([])
    await expect(other.run(insert(test.workspaceId, newId(), 'forged'))).rejects.toThrow(/row-level security/)
  })
})

describe('reads together', () => {
  it('travel on one connection, and hand it back when one of them failed early', async () => {
    const pid = sql`select pg_backend_pid() as pid`
    const pids = await test.db.together((db) =>
      Promise.all([1, 2, 3].map(() => db.one<{ pid: number }>(pid))),
    )
    expect(new Set(pids.map((row) => row.pid)).size).toBe(1)
    let slow = 'under way'
    const failed = test.db.together((db) =>
      Promise.all([
        db.run(sql`select 1 / 0`),
        db.run(sql`select pg_sleep(0.2)`).then(() => (slow = 'answered')),
      ]),
    )
    await expect(failed).rejects.toThrow('division by zero')
    expect(slow).toBe('answered')
    expect(await test.db.one<{ n: number }>(sql`select 1 as n`)).toEqual({ n: 1 })
    expect(test.database.pool.waitingCount).toBe(0)
  })
})

describe('events', () => {
  it('reaches each listener once, in order, and retries only the one that failed', async () => {
    const got: string[] = []
    let broken = true
    // What counts is what is kept: the attempt that failed is undone for all.
    const good = listen('good', happened, async (tx, events) => {
      tx.afterCommit(() => void got.push(...events.map((event) => `good ${event.payload.n}`)))
    })
    const bad = listen('bad', happened, async (_tx, events) => {
      if (broken && events.some((event) => event.payload.n === 2)) throw new Error('not today')
    })
    await test.db.tx(async (tx) => tx.announce(happened({ n: 1 }), happened({ n: 2 }), happened({ n: 3 })))
    await test.dispatch([bad, good])
    expect(got).toEqual(['good 1', 'good 2', 'good 3'])
    expect(await countWaiting(test.db)).toBe(0)
    broken = false
  })
})
