import { expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { sql } from '../../kernel/db/index.ts'
import { dataDesk } from './fixtures/data-desk.ts'
import { attachedFile, customerOf, listeners } from './fixtures/people.ts'

const { test, agent, inboxId, erase, tablesWith } = await dataDesk()

it('an address goes where our side alone typed it, and where somebody else bears it as a name', async () => {
  const who = 'ko@typed.example'
  const theirs = await receive(test.db, who, inboxId)
  const subject = await receive(test.db, 'other@typed.example', inboxId)
  await test.db.tx((tx) =>
    act(
      'conversations',
      'setSubject',
      { params: { conversationId: subject.conversationId }, body: { subject: `Re: ${who}` } },
      { caller: agent, tx },
    ),
  )
  const named = await receive(test.db, 'y@typed.example', inboxId, {
    customerName: who,
    text: '残る言葉',
    files: [
      await attachedFile(test.db, 'x', `${who} 様.txt`),
      await attachedFile(test.db, 'y', `mari${who}.txt`),
    ],
  })
  const namedId = await customerOf(test.db, named.conversationId)
  await test.db.run(sql`
    update customers set name = ${who} where workspace_id = ${test.workspaceId} and id = ${namedId}`)
  await test.dispatch(listeners)
  expect(await tablesWith(`Re: ${who}`)).toEqual(
    expect.arrayContaining(['conversations', 'conversation_changes']),
  )
  await erase(await customerOf(test.db, theirs.conversationId))
  expect(await tablesWith(`Re: ${who}`)).toEqual([])
  expect(await tablesWith(`"${who}`)).toEqual([])
  const { name } = await test.db.one<{ name: string }>(sql`
    select name from customers where workspace_id = ${test.workspaceId} and id = ${namedId}`)
  expect(name).toBe('erased@sender.invalid')
  const { writer } = await test.db.one<{ writer: string }>(sql`
    select actor_name as writer from messages where workspace_id = ${test.workspaceId} and id = ${named.messageId}`)
  expect(writer).toBe('erased@sender.invalid')
  const files = await test.db.many<{ name: string }>(sql`
    select name from attachments where workspace_id = ${test.workspaceId} order by name`)
  expect(files.map((one) => one.name)).toEqual(['erased@sender.invalid 様.txt', `mari${who}.txt`])
  expect(await tablesWith('残る言葉')).toContain('messages')
})
