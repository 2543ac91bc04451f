import { expect, it } from 'vitest'
import { createImport } from './create-import.ts'
import { importDesk } from './fixtures/import-desk.ts'
import { keepPiece } from './keep-piece.ts'
import { startMaking, startReading, startUndoing } from './steer-import.ts'

const desk = await importDesk()
const { db, owner } = desk

/** A signal that is given after somebody has looked at it so many times. */
const stopsAfter = (looks: number): AbortSignal => {
  let left = looks
  return {
    aborted: false,
    throwIfAborted() {
      left -= 1
      if (left < 0) throw new Error('the process is stopping')
    },
  } as unknown as AbortSignal
}

/** Works on an import with a stop after every few steps, until it is where it is to be. */
const inBits = async (id: string, state: string, looks: number): Promise<number> => {
  for (let stops = 0; ; stops += 1) {
    await desk
      .work(id, stopsAfter(looks))
      .catch((error: Error) => expect(error.message).toBe('the process is stopping'))
    if ((await desk.row(id)).state === state) return stops
    if (stops > 500) throw new Error('it never comes to its end')
  }
}

const lines = Array.from({ length: 3000 }, (_unused, n) => {
  const at = new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString()
  const asked = { id: n * 2, author_id: n % 700, body: `message ${n}`, public: true, created_at: at }
  return [
    ...(n < 700
      ? [JSON.stringify({ id: n, name: `Customer ${n}`, email: `c${n}@mail.example`, role: 'end-user' })]
      : []),
    JSON.stringify({
      id: n,
      subject: `t${n}`,
      status: 'closed',
      requester_id: n % 700,
      created_at: at,
      comments: [asked],
    }),
  ]
}).flat()

it('goes on where it stood after every stop: reading, making and taking back', {
  timeout: 60_000,
}, async () => {
  const file = Buffer.from(lines.join('\n'))
  const input = {
    source: 'zendesk',
    account: 'a',
    fileName: 'x',
    size: file.length,
    inboxId: desk.inboxId,
    options: {},
  } as const
  const { id } = await db.tx((tx) => createImport(tx, owner, input))
  await db.tx((tx) => keepPiece(tx, owner, { importId: id, n: 0, bytes: file }))
  await db.tx((tx) => startReading(tx, owner, id, undefined))
  expect(await inBits(id, 'ready', 1200)).toBeGreaterThan(1)
  expect((await desk.row(id)).counts).toMatchObject({ talks: 3000, messages: 3000, people: 700 })
  await db.tx((tx) => startMaking(tx, owner, id))
  expect(await inBits(id, 'done', 3)).toBeGreaterThan(3)
  expect((await desk.row(id)).counts).toMatchObject({
    conversations: 3000,
    messagesMade: 3000,
    customers: 700,
  })
  expect([(await desk.conversations()).length, await desk.count('customers')]).toEqual([3000, 700])
  expect((await desk.conversations()).every(({ messages }) => messages === 1)).toBe(true)
  await db.tx((tx) => startUndoing(tx, owner, id))
  expect(await inBits(id, 'undone', 4)).toBeGreaterThan(2)
  expect([
    (await desk.conversations()).length,
    await desk.count('customers'),
    await desk.count('facts'),
  ]).toEqual([0, 0, 0])
})
