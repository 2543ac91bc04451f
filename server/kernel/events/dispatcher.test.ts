import { expect, it } from 'vitest'
import { testDatabase } from '../../../test/harness/database.ts'
import { Dispatcher } from './dispatcher.ts'
import { defineEvent } from './events.ts'
import { listen } from './listeners.ts'
import { lockDispatch } from './queries.ts'

const happened = defineEvent<{ what: string }>('test.happened')
const { database, db, workspaceId, clock } = await testDatabase()

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

it('handles after a retry what was announced meanwhile', async () => {
  const order: string[] = []
  const dispatcher = new Dispatcher(database, [
    listen('test', happened, async (_tx, events) => {
      for (const { payload } of events) {
        order.push(payload.what)
        if (payload.what !== 'retried') continue
        await db.tx(async (other) => other.announce(happened({ what: 'new' })))
        await dispatcher.drain(workspaceId)
      }
    }),
  ])
  await dispatcher.retry(workspaceId, retryOf('retried'))
  expect(order).toEqual(['retried', 'new'])
})
