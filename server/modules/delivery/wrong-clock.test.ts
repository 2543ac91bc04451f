import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { getWorkspace } from '../workspace/index.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, said, sender } from './fixtures/post.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

let office: PostOffice
beforeAll(async () => {
  office = await openPostOffice()
})
beforeEach(() => post.reset())

/** When the message's job is due, and how many seconds that is from when it was added, both by the database's clock. */
const due = async (id: string): Promise<{ at: Date; seconds: number }> => {
  const client = new pg.Client({ connectionString: office.test.connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ at: Date; seconds: number }>(
      `select run_at as at, extract(epoch from run_at - updated_at)::float8 as seconds
       from graphile_worker.jobs where key = $1`,
      [`delivery.send:${id}`],
    )
    return rows[0] ?? { at: new Date(Number.NaN), seconds: Number.NaN }
  } finally {
    await client.end()
  }
}

describe.each([
  ['ahead of', '2026-12-31T00:00:00Z'],
  ['behind', '2026-01-01T00:00:00Z'],
])('a clock that is %s the database’s', (_how, now) => {
  beforeEach(() => office.test.clock.set(new Date(now)))

  it('lets an answer leave when the undo time is over', async () => {
    const { id } = await office.write()
    const { undoSeconds } = await getWorkspace(office.test.db)
    expect((await due(id)).seconds).toBe(undoSeconds)
  })

  it('lets one that could not leave wait as long as it should', async () => {
    const { id } = await office.write()
    post.answers = [async () => ({ outcome: 'unreachable', reason: said('Not now.') })]
    await sendMessage(office.test.db, id, sender)
    expect((await due(id)).seconds).toBe(15)
  })

  it('leaves the moment alone that somebody chose', async () => {
    const sendAt = new Date(office.test.clock.now().getTime() + 7_200_000)
    const { id } = await office.write({ sendAt: sendAt.toISOString() })
    expect((await due(id)).at).toEqual(sendAt)
  })
})
