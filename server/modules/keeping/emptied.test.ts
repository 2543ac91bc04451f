import { describe, expect, it } from 'vitest'
import { addInbox, incoming, receive } from '../../../test/factories/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { someoneWaits } from '../../../test/harness/someone-waits.ts'
import { sql } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import { addNote, receiveMessages, saveDraft } from '../conversations/index.ts'
import { eraseCustomer } from './erase-customer.ts'
import { dataDesk } from './fixtures/data-desk.ts'
import { customerOf, listeners, rooms } from './fixtures/people.ts'
import { losersIn, runErasure, wipeThreads } from './run-erasure.ts'

/** What happens to what was emptied: nothing comes back, nothing goes in, and nothing else goes along. */

const signal = new AbortController().signal
const { test, owner, agent, inboxId, erase, tablesWith, merge } = await dataDesk()

/** An answer that somebody is writing. */
const typed = (text: string): Parameters<typeof saveDraft>[3] => ({
  mode: 'reply',
  text,
  html: null,
  to: null,
  cc: [],
  bcc: [],
  attachmentIds: [],
  aside: null,
})

it('blanks nothing of the log for whoever calls themselves like a word in it', async () => {
  const { conversationId } = await receive(test.db, 'named@log.example', inboxId)
  const customerId = await customerOf(test.db, conversationId)
  await test.db.run(sql`
    update customers set name = 'value' where workspace_id = ${test.workspaceId} and id = ${customerId}`)
  await test.db.tx((tx) =>
    recordAudit(tx, agent, {
      action: 'settings',
      subject: { kind: 'x' },
      details: { value: 'kept for good' },
    }),
  )
  await erase(customerId)
  expect(await tablesWith('kept for good')).toEqual(['audit_entries'])
})

describe('an undo', () => {
  it('shows nothing of what came by an earlier merge and was erased', async () => {
    const write = async (who: string) =>
      (await receive(test.db, `${who}@chain.example`, inboxId, { text: `鎖 ${who}` })).conversationId
    const [c, b] = [await write('c'), await write('b')]
    test.clock.forward(60)
    const a = await write('a')
    const [one, two] = [await merge(a, b), await merge(b, c)]
    const undo = (linkId: string) =>
      test.db.tx((tx) =>
        act('conversations', 'undoConversationLink', { params: { linkId } }, { caller: agent, tx }),
      )
    await undo(two.linkId)
    await undo(one.linkId)
    await erase(await customerOf(test.db, a))
    expect(await tablesWith('鎖 a')).toEqual([])
    expect(await tablesWith('鎖 b')).toContain('messages')
  })
})

it('takes no new words in where everything was taken away', async () => {
  const { conversationId } = await receive(test.db, 'empty@words.example', inboxId)
  await erase(await customerOf(test.db, conversationId))
  const note = { conversationId, text: '電話がありました', mentions: [], attachmentIds: [] }
  await expect(test.db.tx((tx) => addNote(tx, agent, note))).rejects.toMatchObject({
    code: 'conversations.emptied',
  })
  await test.db.tx((tx) => saveDraft(tx, agent, conversationId, typed('書きかけの秘密')))
  expect(await tablesWith('書きかけの秘密')).toEqual([])
})

it('takes along what was being taken in while it was asked for', async () => {
  const { conversationId } = await receive(test.db, 'late@race.example', inboxId, {
    text: 'x',
    messageKey: 'mid:race',
  })
  const customerId = await customerOf(test.db, conversationId)
  const found = await incoming(test.db, 'late@race.example', inboxId, {
    text: '間に合った言葉',
    threadKeys: [],
  })
  const { id } = await test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name: 'late' }))
  // The threads that there were are gone through before the message is written.
  const stopped = AbortSignal.abort(new Error('killed'))
  for (let n = 0; n < 2; n += 1)
    await runErasure({ db: test.db, signal: stopped }, rooms, id).catch(() => undefined)
  await test.db.tx((tx) => receiveMessages(tx, [found]))
  await runErasure({ db: test.db, signal }, rooms, id)
  await test.dispatch(listeners)
  expect(await tablesWith('間に合った言葉')).toEqual([])
})

describe('whoever was erased', () => {
  it('is written nothing, and nothing that was begun to be written to them is kept', async () => {
    const mail = await addInbox(test.db, 'Mail', 'email')
    const { conversationId } = await receive(test.db, 'gone@erased.example', mail)
    const customerId = await customerOf(test.db, conversationId)
    await erase(customerId)
    const letter = { to: ['gone@erased.example'], cc: [], bcc: [], subject: '発送の件', text: '発送しました' }
    await expect(
      test.db.tx((tx) =>
        act(
          'conversations',
          'startConversation',
          { body: { inboxId: mail, customerId, ...letter, attachmentIds: [] } },
          { caller: agent, tx },
        ),
      ),
    ).rejects.toMatchObject({ code: 'customers.erased' })
    await test.db.tx((tx) =>
      act(
        'conversations',
        'saveFirstDraft',
        { query: { customerId }, body: { inboxId: mail, ...letter, html: null, attachmentIds: [] } },
        { caller: agent, tx },
      ),
    )
    expect(await tablesWith('発送しました')).toEqual([])
    expect(await tablesWith('gone@erased.example')).toEqual([])
  })
})

it('goes once more where somebody who was erased wrote again in answer to the same mail', async () => {
  const write = () =>
    receive(test.db, 'again@erased.example', inboxId, { text: '二度目', threadKeys: ['mid:of-a-stranger'] })
  const ids: string[] = []
  for (let n = 0; n < 2; n += 1) {
    const { conversationId } = await write()
    ids.push(conversationId)
    await erase(await customerOf(test.db, conversationId))
  }
  expect(new Set(ids).size).toBe(2)
  expect(await tablesWith('二度目')).toEqual([])
  expect(await tablesWith('mid:of-a-stranger')).toEqual([])
})

it('keeps no draft that somebody typed in the moment in which its conversation was emptied', async () => {
  const { conversationId } = await receive(test.db, 'moment@words.example', inboxId)
  let saving: Promise<unknown> | undefined
  await test.db.tx(async (tx) => {
    await wipeThreads(tx, losersIn(rooms), [conversationId])
    saving = test.db.tx((other) => saveDraft(other, agent, conversationId, typed('消える寸前')))
    await someoneWaits(test.db)
  })
  await saving
  expect(await tablesWith('消える寸前')).toEqual([])
})
