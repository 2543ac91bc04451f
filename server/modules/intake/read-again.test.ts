import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox } from '../../../test/factories/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { messageReread } from '../conversations/index.ts'
import { keep, letter, PAPER, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'
import { readAgain } from './read-again.ts'

const desk = await paperDesk()
const { test, inboxId } = desk
const file = (text: string) => ({
  name: `${text}.txt`,
  type: 'text/plain',
  content: Buffer.from(text),
  inline: false,
})
let lead: Caller

beforeAll(async () => {
  lead = {
    ...(await addAgent(test.db, { role: 'lead', sight: [inboxId] })),
    permissions: new Set(['intake.retry']),
  }
})

/** Everything of the workspace that must not change, and what may. */
const state = async () => ({
  messages: await test.db.many<{ id: string; text: string; subject: string; context: object }>(sql`
    select id, text, html, subject, context from messages where workspace_id = ${test.workspaceId} order by id`),
  rest: await test.db.many(sql`
    select m.id, m.conversation_id, m.actor_id, m.occurred_at, m.received_at, m.automatic, m.channel_key, c.message_count,
      c.status, c.waiting_since, c.subject, c.last_activity_at, c.number
    from messages m join conversations c on c.workspace_id = ${test.workspaceId} and c.id = m.conversation_id
    where m.workspace_id = ${test.workspaceId} order by m.id`),
  keys: await test.db.many(sql`
    select key, conversation_id, message_id from thread_keys where workspace_id = ${test.workspaceId} order by key`),
  files: await test.db.many<{ id: string; name: string }>(sql`
    select id, name from attachments where workspace_id = ${test.workspaceId} order by position`),
  preview: await test.db.many(
    sql`select preview from conversations where workspace_id = ${test.workspaceId} order by id`,
  ),
})
const again = (id: string, caller = lead) => test.db.tx((tx) => readAgain(tx, caller, id))

describe('a message that is read again', () => {
  it('says what its channel reads now, and stays where it stands, whose it is, and counted as it was', async () => {
    const from = [{ kind: 'letter', value: 'hanako', name: '山田 花子' }] as const
    desk.read = () => [
      letter({ from: [...from], messageKey: 'a', text: '????', subject: '???', files: [file('one')] }),
    ]
    await keep(test.db, inboxId, ['a letter'])
    await processArrivals(test.db)
    const before = await state()
    const [message] = before.messages
    desk.read = () => [
      letter({
        from: [{ kind: 'letter', value: 'somebody-else' }],
        messageKey: 'a',
        threadKeys: ['of another thread'],
        text: 'こんにちは。',
        html: '<p>こんにちは。</p>',
        subject: 'ご相談',
        context: { paper: 'A4' },
        automatic: 'machine',
        occurredAt: new Date('2020-01-01T00:00:00Z'),
        files: [file('one'), file('two')],
      }),
    ]
    await again(message?.id ?? '')
    const after = await state()
    expect(after.messages).toEqual([
      expect.objectContaining({
        text: 'こんにちは。',
        html: '<p>こんにちは。</p>',
        subject: 'ご相談',
        context: expect.objectContaining({ paper: 'A4' }),
      }),
    ])
    expect(after.files.map(({ name }) => name)).toEqual(['one.txt', 'two.txt'])
    expect(after.preview).toEqual([{ preview: 'こんにちは。' }])
    expect([after.rest, after.keys]).toEqual([before.rest, before.keys])
    const heard: unknown[] = []
    await test.dispatch([
      listen('test', messageReread, async (_tx, events) => {
        heard.push(...events.map(({ payload }) => payload))
      }),
    ])
    expect(heard).toEqual([expect.objectContaining({ messageId: message?.id, inboxId })])
    // Once more: the files are the same ones, and stay.
    await again(message?.id ?? '')
    expect((await state()).files).toEqual(after.files)
  })

  it('is not filled again where it was erased while it was being read', async () => {
    const [id = ''] = (await state()).messages.map((message) => message.id)
    const files = () =>
      test.db.one(sql`select count(*) as n from files where workspace_id = ${test.workspaceId}`)
    const kept = await files()
    desk.read = async () => {
      await test.db.run(sql`
        update messages set text = '', html = null, subject = null, context = '{"erased": "true"}'
        where workspace_id = ${test.workspaceId} and id = ${id}`)
      return [letter({ messageKey: 'a', text: '消したはずの言葉', files: [file('new')] })]
    }
    await expect(again(id)).rejects.toMatchObject({ code: 'intake.emptied' })
    expect((await state()).messages).toEqual([
      expect.objectContaining({ text: '', subject: null, context: { erased: 'true' } }),
    ])
    expect(await files()).toEqual(kept)
    await test.db.run(
      sql`update messages set context = '{}' where workspace_id = ${test.workspaceId} and id = ${id}`,
    )
  })

  it('stays as it is where its channel reads no message, or nothing is left to read', async () => {
    const before = await state()
    const id = before.messages[0]?.id ?? ''
    desk.read = () => {
      throw new Error('the page is blank')
    }
    await expect(again(id)).rejects.toMatchObject({ code: 'intake.unread' })
    await test.db.run(sql`update arrivals set raw = '' where workspace_id = ${test.workspaceId}`)
    await expect(again(id)).rejects.toMatchObject({ code: 'intake.emptied' })
    expect(await state()).toEqual(before)
  })

  it('is nobody else’s to read', async () => {
    const id = (await state()).messages[0]?.id ?? ''
    const elsewhere = await addInbox(test.db, 'Others', PAPER)
    await expect(again(id, { ...lead, sight: new Set([elsewhere]) })).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(again(id, await addAgent(test.db, { sight: [inboxId] }))).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})
