import pg from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { addInbox, personWith, receive } from '../../../test/factories/index.ts'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import type { Erasure } from './contract.ts'
import { eraseCustomer } from './erase-customer.ts'
import { customerOf } from './fixtures/people.ts'

const WITHIN = { timeout: 20_000, interval: 100 }
let test: TestApp

beforeAll(async () => {
  test = await testApp()
})

/** Runs a statement as the owner of the jobs' tables. */
const inJobs = async (statement: string): Promise<object[]> => {
  const client = new pg.Client({ connectionString: test.connectionString })
  await client.connect()
  return (await client.query(statement).finally(() => client.end())).rows as object[]
}
const state = async (id: string) =>
  (await test.owner.ok<{ items: Erasure[] }>('GET', '/api/erasures')).items.find((one) => one.id === id)
    ?.state
/** What operators watch. */
const failed = () => inJobs(`select count::int from madoguchi_job_counts() where state = 'failed'`)

/** An erasure whose job is, when it is added, as failures left it. */
const erasing = async (who: string, left: string): Promise<string> => {
  const { conversationId } = await receive(test.db, `${who}@behind.example`, await addInbox(test.db))
  const customerId = await customerOf(test.db, conversationId)
  const owner = personWith(test.workspaceId, ['customers.read', 'customers.erase'])
  await inJobs(`
    create function graphile_worker.leave() returns trigger language plpgsql as
      $$ begin if new.key like 'keeping.erase:%' then ${left} end if; return new; end $$;
    create trigger leave before insert on graphile_worker._private_jobs for each row execute function graphile_worker.leave()`)
  const { id } = await test.db
    .tx((tx) => eraseCustomer(tx, owner, { customerId, name: who }))
    .finally(() => inJobs('drop function graphile_worker.leave() cascade'))
  expect(await state(id)).toBe('running')
  return id
}

/** As the clock has it done each hour. */
const revive = async (): Promise<void> => {
  await inJobs(`select graphile_worker.add_job('jobs.revive')`)
  const rest = () => inJobs(`select id from graphile_worker.jobs where task_identifier = 'jobs.revive'`)
  await vi.waitFor(async () => expect(await rest()).toEqual([]), WITHIN)
}

describe('an erasure', () => {
  it('is taken up again where its job has used up its attempts, and then nothing counts as failed', async () => {
    const id = await erasing('left', 'new.attempts := new.max_attempts;')
    expect(await failed()).toEqual([{ count: 1 }])
    await revive()
    await vi.waitFor(async () => expect(await state(id)).toBe('done'), WITHIN)
    await vi.waitFor(async () => expect(await failed()).toEqual([]), WITHIN)
  })

  it('is left alone where it is tried again by itself', async () => {
    const id = await erasing(
      'tried',
      `new.attempts := 7; new.last_error := 'why'; new.run_at := now() + interval '1 hour';`,
    )
    await revive()
    const jobs = await inJobs(
      `select attempts, last_error, run_at > now() as waits from graphile_worker.jobs where key like 'keeping.erase:%'`,
    )
    expect(jobs).toEqual([{ attempts: 7, last_error: 'why', waits: true }])
    expect(await state(id)).toBe('running')
  })
})
