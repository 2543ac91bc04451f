import { expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { assignConversation } from './assign-conversation.ts'
import { recount } from './queries/counts.ts'

const { db } = await testDatabase()

it('counts nothing of what failed and was undone alone', async () => {
  const [inbox, hana] = [await addInbox(db), await addAgent(db)]
  const [undone, done] = [
    await receive(db, 'one@shop.example', inbox),
    await receive(db, 'two@shop.example', inbox),
  ]
  await db.tx(async (tx) => {
    const assign = (conversationId: string) =>
      assignConversation(tx, hana, { conversationId, assigneeId: hana.id })
    await assign(done.conversationId)
    const failed = tx.savepoint(async () => {
      await assign(undone.conversationId)
      throw new Error('something behind it')
    })
    await expect(failed).rejects.toThrow('something behind it')
  })
  expect(await db.tx((tx) => recount(tx))).toBe(0)
})
