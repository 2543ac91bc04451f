import pg from 'pg'
import { expect, it } from 'vitest'
import { testDatabase } from '../../../test/harness/database.ts'
import { Dispatcher } from './dispatcher.ts'
import { defineEvent } from './events.ts'
import { listen } from './listeners.ts'
import { lockDispatch } from './queries.ts'

const happened = defineEvent<{ what: string }>('test.happened')
const { database, connectionString, db, workspaceId, clock } = await testDatabase()

const retryOf = (what: string) => ({
  room: 'test',
  event: { id: what, name: happened.eventName, payload: { what }, at: clock.now().toISOString() },
})

it('retries a listener while no batch is handled', async () => {
  const order: string[] = []
  const dispatcher = new Dispatcher(database, [
    listen('test', happened, async (_tx, events) => {
      order.push(...events.map(({ payload }) => payload.what))
    }),
  ])
  let retrying: Promise<void> | undefined
  await db.tx(async (tx) => {
    expect(await lockDispatch(tx)).toBe(true)
    retrying = dispatcher.retry(workspaceId, retryOf('retried'))
    // It waits for this transaction: nothing tells when it has got there.
    await new Promise((done) => setTimeout(done, 300))
    order.push('handled')
  })
  await retrying
  expect(order).toEqual(['handled', 'retried'])
})

it('leaves to the next batch what was announced while it retried: what fails there does not undo the retry', async () => {
  const order: string[] = []
  let failing = true
  const dispatcher = new Dispatcher(database, [
    listen('test', happened, async (tx, events) => {
      for (const { payload } of events) {
        order.push(payload.what)
        if (payload.what === 'retried') {
          await db.tx(async (other) => other.announce(happened({ what: 'new' })))
          await dispatcher.drain(workspaceId)
        } else if (failing) tx.beforeCommit('cut', () => Promise.reject(new Error('cut')))
      }
    }),
  ])
  await dispatcher.retry(workspaceId, retryOf('retried'))
  expect(order).toEqual(['retried'])
  await expect(dispatcher.drain(workspaceId)).rejects.toThrow('cut')
  failing = false
  await dispatcher.drain(workspaceId)
  expect(order.at(-1)).toBe('new')
})

it('retries what failed one after the other, with one connection', async () => {
  const dispatcher = new Dispatcher(database, [
    listen('test', happened, () => Promise.reject(new Error('broken'))),
  ])
  await db.tx(async (tx) => tx.announce(happened({ what: 'one' }), happened({ what: 'two' })))
  await dispatcher.drain(workspaceId)
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client
    .query('select queue_name from graphile_worker.jobs order by id')
    .finally(() => client.end())
  const queue_name = `events.retry:${workspaceId}`
  expect(rows).toEqual([{ queue_name }, { queue_name }])
})
