import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox, personWith, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { createRooms } from '../../start/rooms.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { eraseCustomer } from './erase-customer.ts'
import { attachedFile, copied, customerOf } from './fixtures/people.ts'
import { listErasures } from './list-proofs.ts'
import { runErasure } from './run-erasure.ts'

const rooms = createRooms({} as never)
let test: TestDatabase
let owner: Caller
let inboxId: string

beforeAll(async () => {
  test = await testDatabase()
  owner = personWith(test.workspaceId, ['customers.read', 'customers.erase'])
  inboxId = await addInbox(test.db)
})

const wordsIn = (customerId: string) =>
  test.db.many<{ text: string; subject: string | null }>(sql`
    select m.text, m.subject from messages m
    join conversations c on c.workspace_id = ${test.workspaceId} and c.id = m.conversation_id
    where m.workspace_id = ${test.workspaceId} and c.customer_id = ${customerId} and (m.text <> '' or m.subject <> '')`)

/** Erases a customer by a process that ends after each piece; gives how much was left after each of them. */
const leftAfterPieces = async (erasureId: string, count: () => Promise<number>): Promise<number[]> => {
  const stopped = AbortSignal.abort(new Error('killed'))
  const left: number[] = []
  for (let ended = false; !ended; left.push(await count()))
    ended = await runErasure({ db: test.db, signal: stopped }, rooms, erasureId).then(
      () => true,
      () => false,
    )
  return left
}

describe('an erasure goes in pieces, so that nobody waits long for the search index,', () => {
  it('in a long conversation', async () => {
    const { conversationId, messageId } = await receive(test.db, 'long@mail.example', inboxId)
    const customerId = await customerOf(test.db, conversationId)
    await copied(test, messageId, 1100)
    const { id } = await test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name: 'long' }))
    const left = await leftAfterPieces(id, async () => (await wordsIn(customerId)).length)
    expect(left.slice(0, 3)).toEqual([601, 101, 0])
    const [proof] = (await listErasures(test.db, owner, { limit: 10 })).items
    expect(proof).toMatchObject({ id, state: 'done', counts: { conversations: 1, messages: 1101 } })
  })

  it('in what others wrote', async () => {
    const { conversationId } = await receive(test.db, 'named@mail.example', inboxId)
    const customerId = await customerOf(test.db, conversationId)
    const other = await receive(test.db, 'namer@mail.example', inboxId, { text: 'ask named@mail.example' })
    await copied(test, other.messageId, 2500)
    const { id } = await test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name: 'named' }))
    const naming = async () =>
      (
        await test.db.one<{ n: number }>(sql`
          select count(*) as n from messages
          where workspace_id = ${test.workspaceId} and position('named@mail.example' in text) > 0`)
      ).n
    const left = [2501, ...(await leftAfterPieces(id, naming))]
    const atOnce = left.slice(1).map((n, at) => (left[at] as number) - n)
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(1000)
    expect(left.at(-1)).toBe(0)
  })
})

describe('an erasure that is killed again and again', () => {
  it('goes on where it stood, and counts each row once', async () => {
    let customerId = ''
    const shared = 'kept by somebody else, too'
    for (let n = 0; n < 45; n += 1) {
      const files =
        n === 0
          ? [
              await attachedFile(test.db, shared, 'shared.txt'),
              await attachedFile(test.db, 'theirs alone', 'own.txt'),
            ]
          : []
      const { conversationId } = await receive(test.db, 'many@mail.example', inboxId, {
        text: `words ${n}`,
        files,
      })
      customerId = await customerOf(test.db, conversationId)
    }
    await receive(test.db, 'other@mail.example', inboxId, {
      files: [await attachedFile(test.db, shared, 'copy.txt')],
    })
    const { id } = await test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name: ' ｍａｎｙ ' }))
    // A process that ends after each piece.
    const stopped = AbortSignal.abort(new Error('killed'))
    let kills = 0
    for (;;) {
      try {
        await runErasure({ db: test.db, signal: stopped }, rooms, id)
        break
      } catch {
        kills += 1
      }
    }
    expect(kills).toBeGreaterThan(4)
    expect(await wordsIn(customerId)).toEqual([])
    const [proof] = (await listErasures(test.db, owner, { limit: 10 })).items
    expect(proof).toMatchObject({
      id,
      state: 'done',
      counts: {
        customers: 1,
        identities: 1,
        conversations: 45,
        messages: 45,
        attachments: 2,
        files: 1,
        threadKeys: 45,
      },
    })
    const row = await test.db.one<{ person: unknown; place: unknown }>(
      sql`select person, place from erasures where workspace_id = ${test.workspaceId} and id = ${id}`,
    )
    expect(row).toEqual({ person: null, place: null })
    const names = await test.db.many<{ name: string }>(
      sql`select name from attachments where workspace_id = ${test.workspaceId}`,
    )
    expect(names).toEqual([{ name: 'copy.txt' }])
    // Once more, as a job that was handed out twice.
    await runErasure({ db: test.db, signal: stopped }, rooms, id)
  })

  it('takes nobody in whose merge is under way, and nobody without the name', async () => {
    const { conversationId } = await receive(test.db, 'named@mail.example', inboxId)
    const customerId = await customerOf(test.db, conversationId)
    const erase = (name: string) => test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name }))
    await expect(erase('somebody')).rejects.toMatchObject({ code: 'keeping.name' })
    const reader = personWith(test.workspaceId, ['customers.read'])
    await expect(
      test.db.tx((tx) => eraseCustomer(tx, reader, { customerId, name: 'named' })),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
