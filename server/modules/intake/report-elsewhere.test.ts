import { expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { arrivalOf, keep, PAPER, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'

const desk = await paperDesk()
const { test, inboxId } = desk

/** A message of ours that left an inbox under a key. */
const sent = async (through: string, key: string): Promise<string> => {
  const { messageId } = await receive(test.db, `${key}@customer.example`, through, { messageKey: key })
  await test.db.run(sql`
    update messages set kind = 'outbound', receipt = 'sent', recipients = ${JSON.stringify([
      { role: 'to', kind: 'email', value: 'gone@customer.example', name: null },
    ])}::jsonb
    where workspace_id = ${test.workspaceId} and id = ${messageId}`)
  return messageId
}
const receiptOf = async (id: string) =>
  (
    await test.db.one<{ receipt: string }>(
      sql`select receipt from messages where workspace_id = ${test.workspaceId} and id = ${id}`,
    )
  ).receipt
const report = (messageKey: string) => {
  desk.read = () => [
    { kind: 'receipt', messageKey, state: 'bounced', cause: 'hard', occurredAt: test.clock.now() },
  ]
  return keep(test.db, inboxId, [`report of ${messageKey}`])
}

it('reaches the message that left through another inbox', async () => {
  const elsewhere = await addInbox(test.db, 'Elsewhere', PAPER)
  const id = await sent(elsewhere, 'left-elsewhere')
  const [arrival = ''] = await report('left-elsewhere')
  await processArrivals(test.db)
  expect(await receiptOf(id)).toBe('bounced')
  expect(await arrivalOf(test.db, arrival)).toMatchObject({ state: 'done' })
})

it('reaches none where two left under one key', async () => {
  const ids = [
    await sent(await addInbox(test.db, 'One', PAPER), 'twice'),
    await sent(await addInbox(test.db, 'Two', PAPER), 'twice'),
  ]
  const [arrival = ''] = await report('twice')
  await processArrivals(test.db)
  expect(await Promise.all(ids.map(receiptOf))).toEqual(['sent', 'sent'])
  expect(await arrivalOf(test.db, arrival)).toMatchObject({ state: 'ignored' })
})
