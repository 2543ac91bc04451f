import pg from 'pg'
import { beforeAll, expect, it, vi } from 'vitest'
import { addInbox, personWith, receive } from '../../../test/factories/index.ts'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { createRooms } from '../../start/rooms.ts'
import type { Erasure } from './contract.ts'
import { eraseCustomer } from './erase-customer.ts'
import { customerOf } from './fixtures/people.ts'

let test: TestApp
const recurring = createRooms({} as never).flatMap((room) => room.recurring ?? [])

beforeAll(async () => {
  test = await testApp()
})

/** Runs a statement as the owner of the jobs' tables. */
const inJobs = async (statement: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: test.connectionString })
  await client.connect()
  return client.query(statement).finally(() => client.end())
}
const jobs = async (): Promise<unknown> =>
  (
    await inJobs(
      `select id from graphile_worker.jobs where task_identifier = 'keeping.erase' and attempts < max_attempts`,
    )
  ).rowCount
const state = async (id: string) =>
  (await test.owner.ok<{ items: Erasure[] }>('GET', '/api/erasures')).items.find((one) => one.id === id)
    ?.state

it('takes up an erasure again whose job has used up its attempts', async () => {
  const { conversationId } = await receive(test.db, 'left@behind.example', await addInbox(test.db))
  const customerId = await customerOf(test.db, conversationId)
  const owner = personWith(test.workspaceId, ['customers.read', 'customers.erase'])
  // As a hundred failures leave it, before anything was taken up.
  await inJobs(`
    create function graphile_worker.spend() returns trigger language plpgsql as
      $$ begin new.attempts := new.max_attempts; return new; end $$;
    create trigger spend before insert on graphile_worker._private_jobs for each row execute function graphile_worker.spend()`)
  const { id } = await test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name: 'left' }))
  await inJobs('drop function graphile_worker.spend() cascade')
  expect(await state(id)).toBe('running')
  const context = { db: test.db, log: test.app.database.kernel.log, attempt: 1, lastAttempt: true }
  const { signal } = new AbortController()
  for (const one of recurring) if (one.name.startsWith('keeping.')) await one.run({ ...context, signal })
  await vi.waitFor(async () => expect(await state(id)).toBe('done'), { timeout: 20_000, interval: 100 })
  await vi.waitFor(async () => expect(await jobs()).toBe(0), { timeout: 20_000, interval: 100 })
  // What is done is left alone.
  for (const one of recurring) if (one.name.startsWith('keeping.')) await one.run({ ...context, signal })
  expect(await jobs()).toBe(0)
})
