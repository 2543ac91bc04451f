import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientFor, type Client } from '../harness/app.ts'
import { startHouse, type House } from '../harness/house.ts'

const TICKETS = 4000

let house: House
let owner: Client

beforeAll(async () => {
  house = await startHouse({ parts: ['main'] })
  owner = clientFor(house.urls[0] ?? '', house.apiKey)
})
afterAll(() => house?.stop())

interface State {
  id: string
  state: string
  done: number
  counts: Record<string, number>
}

const ticket = (n: number): string => {
  const at = new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString()
  const said = (id: number, author: number) => ({
    id: n * 10 + id,
    author_id: author,
    body: `message ${id} of ${n}`,
    public: true,
    created_at: at,
  })
  return JSON.stringify({
    id: n,
    subject: `ticket ${n}`,
    status: 'closed',
    requester_id: 100_000 + (n % 500),
    created_at: at,
    comments: [said(1, 100_000 + (n % 500)), said(2, 1)],
  })
}

/** Waits until an import has come to a state, or past a number of things that are done. */
const until = async (id: string, reached: (state: State) => boolean): Promise<State> => {
  for (let tries = 0; tries < 1500; tries += 1) {
    const { status, body } = await owner
      .call<State>('GET', `/api/imports/${id}`)
      .catch(() => ({ status: 0, body: undefined }))
    if (status === 200 && body && reached(body)) return body
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  throw new Error('the import did not come so far')
}

const count = async (
  table: 'conversations' | 'messages' | 'customers' | 'search_documents',
): Promise<number> => Number((await house.query<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n)

it('loses nothing and doubles nothing although its process is killed in the middle', {
  timeout: 120_000,
}, async () => {
  const inbox = await owner.ok<{ id: string }>('POST', '/api/inboxes', {
    channel: 'email',
    name: 'Support',
    address: 'support@shop.example',
    settings: { address: 'support@shop.example' },
  })
  const people = Array.from({ length: 500 }, (_unused, n) =>
    JSON.stringify({ id: 100_000 + n, name: `Customer ${n}`, email: `c${n}@mail.example`, role: 'end-user' }),
  )
  const file = Buffer.from(
    [...people, ...Array.from({ length: TICKETS }, (_unused, n) => ticket(n + 1))].join('\n'),
  )
  const { id } = await owner.ok<State>('POST', '/api/imports', {
    source: 'zendesk',
    fileName: 'export.json',
    size: file.length,
    inboxId: inbox.id,
  })
  const { pieceSize } = await owner.ok<{ pieceSize: number }>('GET', `/api/imports/${id}`)
  for (let n = 0; n * pieceSize < file.length; n += 1)
    await owner.ok('PUT', `/api/imports/${id}/pieces/${n}`, file.subarray(n * pieceSize, (n + 1) * pieceSize))
  await owner.ok('POST', `/api/imports/${id}/read`, {})
  expect((await until(id, ({ state }) => state === 'ready')).counts).toMatchObject({
    talks: TICKETS,
    messages: TICKETS * 2,
  })
  await owner.ok('POST', `/api/imports/${id}/make`, {})
  await until(id, ({ done, state }) => done > 1000 || state !== 'making')
  await house.kill('main')
  const made = await until(id, ({ state }) => state === 'done')
  expect(made.counts).toMatchObject({ conversations: TICKETS, customers: 500, messagesMade: TICKETS * 2 })
  expect(
    await Promise.all([
      count('conversations'),
      count('messages'),
      count('customers'),
      count('search_documents'),
    ]),
  ).toEqual([TICKETS, TICKETS * 2, 500, TICKETS * 3])
})
