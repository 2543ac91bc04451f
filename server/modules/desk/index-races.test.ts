import { beforeAll, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { someoneWaits } from '../../../test/harness/someone-waits.ts'
import { sql, type Tx } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { refreshSearchables } from '../customers/index.ts'
import { erases } from './erase-documents.ts'
import { indexDocuments, writeNext } from './index-documents.ts'

let test: TestDatabase
let messageId: string
let conversationId: string

beforeAll(async () => {
  test = await testDatabase()
  ;({ messageId, conversationId } = await receive(
    test.db,
    'hanako@customer.example',
    await addInbox(test.db),
  ))
})

const nothing = { messageIds: [], conversationIds: [], customerIds: [], removedIds: [] }
const documents = async (): Promise<string[]> =>
  (
    await test.db.many<{ body: string }>(sql`
      select body from search_documents where workspace_id = ${test.workspaceId} and id = any(${[messageId, conversationId]}::uuid[])`)
  ).map(({ body }) => body)

const waits = () => someoneWaits(test.db, 'anything')

/** The transaction, in which somebody else does something before the next writing statement. */
const interrupted = (tx: Tx, change: () => Promise<void>): Tx => {
  let first = true
  return Object.assign(Object.create(tx) as Tx, {
    many: (query: Parameters<Tx['many']>[0]) => tx.many(query),
    async run(query: Parameters<Tx['run']>[0]) {
      // Locks are taken by statements that write nothing.
      if (query.strings.join('').includes('advisory')) return tx.run(query)
      if (first) await change()
      first = false
      return tx.run(query)
    },
    get workspaceId() {
      return tx.workspaceId
    },
    get now() {
      return tx.now
    },
    job: () => undefined,
  })
}

it('keeps nothing that is erased while it is written', async () => {
  let erasing: Promise<unknown> = Promise.resolve()
  await test.db.tx(async (tx) => {
    await indexDocuments(tx, { ...nothing, messageIds: [messageId], conversationIds: [conversationId] })
    erasing = test.db.tx(async (other) => {
      await erases.messages?.(other, [messageId])
      await erases.threads?.(other, [conversationId])
    })
    await Promise.race([erasing, waits()])
  })
  await erasing
  expect(await documents()).toEqual([])
})

it('lets a refresh write nothing that was changed while it read', async () => {
  const change = test.db.tx.bind(test.db)
  let changing: Promise<void> = Promise.resolve()
  await test.db.tx((tx) =>
    writeNext(
      interrupted(tx, async () => {
        changing = change(async (other) => {
          await other.run(sql`
            update messages set text = 'changed' where workspace_id = ${other.workspaceId} and id = ${messageId}`)
          await indexDocuments(other, { ...nothing, messageIds: [messageId] })
        })
        await Promise.race([changing, waits()])
      }),
      'messages',
      FIRST_ID,
    ),
  )
  await changing
  expect(await documents()).toEqual([expect.stringContaining('changed')])
})

it('lets a refresh write no name that a customer had while it read', async () => {
  let changing: Promise<unknown> = Promise.resolve()
  await test.db.tx((tx) =>
    refreshSearchables(
      interrupted(tx, async () => {
        changing = test.db.run(sql`
          update customers set name = 'changed', search_text = 'changed', tokens = '' where workspace_id = ${test.workspaceId}`)
        await Promise.race([changing, waits()])
      }),
      FIRST_ID,
    ),
  )
  await changing
  const { text } = await test.db.one<{ text: string }>(
    sql`select search_text as text from customers where workspace_id = ${test.workspaceId}`,
  )
  expect(text).toBe('changed')
})
