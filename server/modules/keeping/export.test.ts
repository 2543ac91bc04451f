import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, personWith, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { createRooms } from '../../start/rooms.ts'
import { addNote, sendReply } from '../conversations/index.ts'
import { mergeCustomers, unmergeCustomers } from '../customers/index.ts'
import { buildExport } from './build-export.ts'
import { eraseCustomer } from './erase-customer.ts'
import { attachedFile, customerOf } from './fixtures/people.ts'
import { runErasure } from './run-erasure.ts'
import { listExports, openExport, startExport } from './start-export.ts'

const rooms = createRooms({} as never)
const signal = new AbortController().signal
let test: TestDatabase
let owner: Caller
let agent: Caller
let inboxId: string

beforeAll(async () => {
  test = await testDatabase()
  owner = personWith(test.workspaceId, [
    'customers.read',
    'customers.erase',
    'customers.disclose',
    'customers.merge',
  ])
  agent = await addAgent(test.db)
  inboxId = await addInbox(test.db)
})

const read = async (exportId: string): Promise<Record<string, string>> => {
  const download = await openExport(test.db, owner, exportId)
  const bytes = Buffer.concat(await download.open().toArray())
  expect(bytes).toHaveLength(download.size)
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content).toString('utf8')]),
  )
}

const exported = async (customerId: string, more: { language?: 'ja' | 'en'; notes?: boolean } = {}) => {
  const { id } = await test.db.tx((tx) => startExport(tx, owner, { customerId, language: 'ja', ...more }))
  await expect(openExport(test.db, owner, id)).rejects.toMatchObject({ code: 'keeping.no-export' })
  await buildExport({ db: test.db, signal, lastAttempt: false }, id)
  return { id, files: await read(id) }
}

const reply = async (
  conversationId: string,
  text: string,
  to: string[],
  copies: { cc?: string[]; bcc?: string[] } = {},
) => {
  const { id } = await test.db.tx((tx) =>
    sendReply(tx, agent, {
      conversationId,
      text,
      to,
      cc: [],
      bcc: [],
      ...copies,
      attachmentIds: [],
      anyway: true,
    }),
  )
  await test.db.run(
    sql`update messages set receipt = 'sent' where workspace_id = ${test.workspaceId} and id = ${id}`,
  )
  return id
}

describe('the export of a person', () => {
  it.each(['ja', 'en'] as const)('holds everything, to read and as data, in %s', async (language) => {
    const from = `export-${language}@mail.example`
    const { conversationId } = await receive(test.db, from, inboxId, {
      text: '<script>alert(1)</script> 届きません',
      html: '<p>届きません</p>',
      subject: '配送の件',
      files: [
        await attachedFile(test.db, '写真の代わり', '領収書.txt'),
        await attachedFile(test.db, '二つ目', '領収書.txt'),
      ],
    })
    const customerId = await customerOf(test.db, conversationId)
    const { files } = await exported(customerId, { language })
    const index = files['index.html'] ?? ''
    expect(index).toContain(`<html lang="${language}">`)
    expect(index).toContain(language === 'ja' ? 'お客様データ' : 'Customer data')
    expect(index).toContain(from)
    const page = Object.keys(files).find((name) => /^conversations\/\d+\.html$/.test(name)) ?? ''
    expect(index).toContain(page)
    expect(files[page]).toContain('&lt;script&gt;alert(1)&lt;/script&gt; 届きません')
    const data = JSON.parse(files[page.replace('.html', '.json')] ?? '{}')
    expect(data).toMatchObject({ subject: '配送の件', leftOut: 0, messages: [{ html: '<p>届きません</p>' }] })
    const places = data.messages[0].places.map(({ file }: { file: string }) => file)
    expect(places.map((place: string) => files[place])).toEqual(['写真の代わり', '二つ目'])
    expect(JSON.parse(files['data.json'] ?? '{}')).toMatchObject({ identities: [{ value: from }] })
    const [listed] = await listExports(test.db, owner, customerId)
    expect(listed).toMatchObject({ state: 'done', total: 1, done: 1 })
    expect(new Date(listed?.until ?? 0).getTime() - new Date(listed?.askedAt ?? 0).getTime()).toBe(
      7 * 86_400_000,
    )
  })

  it('begins anew after a kill, and goes with the person', async () => {
    const { conversationId } = await receive(test.db, 'twice@mail.example', inboxId, {
      files: [await attachedFile(test.db, 'x'.repeat(2_000_000), 'long.bin')],
    })
    const customerId = await customerOf(test.db, conversationId)
    const { id } = await test.db.tx((tx) => startExport(tx, owner, { customerId, language: 'ja' }))
    const stopped = AbortSignal.abort(new Error('killed'))
    await expect(buildExport({ db: test.db, signal: stopped, lastAttempt: false }, id)).rejects.toThrow(
      'killed',
    )
    await buildExport({ db: test.db, signal, lastAttempt: false }, id)
    const files = await read(id)
    expect(Object.values(files).some((content) => content.length === 2_000_000)).toBe(true)
    const erasure = await test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name: 'twice' }))
    // At once, and not when the last of the person is gone.
    await expect(openExport(test.db, owner, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(
      test.db.tx((tx) => startExport(tx, owner, { customerId, language: 'ja' })),
    ).rejects.toMatchObject({ code: 'customers.erased' })
    await runErasure({ db: test.db, signal }, rooms, erasure.id)
  })

  it('needs a permission of its own', async () => {
    const { conversationId } = await receive(test.db, 'may@mail.example', inboxId)
    const customerId = await customerOf(test.db, conversationId)
    const eraser = personWith(test.workspaceId, ['customers.read', 'customers.erase', 'customers.export'])
    await expect(
      test.db.tx((tx) => startExport(tx, eraser, { customerId, language: 'ja' })),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('words of others', () => {
  it('stay out of an export where the conversations of two people were merged', async () => {
    const write = (who: string) =>
      receive(test.db, `${who}@merged.example`, inboxId, { text: `言葉 ${who}`, subject: `件名 ${who}` })
    const [a, b] = [await write('alpha'), await write('beta')]
    await reply(a.conversationId, '答え alpha', ['alpha@merged.example'])
    await reply(b.conversationId, '答え beta', ['beta@merged.example'])
    await test.db.tx((tx) => addNote(tx, agent, note(b.conversationId, 'メモ beta')))
    const [alpha, beta] = [
      await customerOf(test.db, a.conversationId),
      await customerOf(test.db, b.conversationId),
    ]
    await test.db.tx((tx) =>
      act(
        'conversations',
        'mergeConversation',
        {
          params: { conversationId: b.conversationId },
          body: { intoId: a.conversationId, differentCustomers: true },
        },
        { caller: agent, tx },
      ),
    )
    await test.db.tx((tx) => addNote(tx, agent, note(a.conversationId, 'メモ alpha')))
    for (const [customerId, own, other] of [
      [alpha, 'alpha', 'beta'],
      [beta, 'beta', 'alpha'],
    ] as const) {
      const all = JSON.stringify((await exported(customerId)).files)
      expect(all).toContain(`言葉 ${own}`)
      expect(all).toContain(`答え ${own}`)
      expect(all).not.toContain(other)
      // What is said among ourselves is only there where somebody wants it, in a folder of its own.
      expect(all).not.toContain('メモ')
      const { files } = await exported(customerId, { notes: true })
      expect(files['internal/notes.html']).toContain(`メモ ${own}`)
      expect(files['internal/notes.json']).not.toContain(`メモ ${other}`)
      const outside = Object.entries(files).filter(([name]) => !name.startsWith('internal/'))
      expect(JSON.stringify(outside)).not.toContain('メモ')
    }
  })

  it('are there as far as they were sent to the person, and the person’s own wherever they stand', async () => {
    const from = (value: string) => ({ role: 'from' as const, kind: 'email', value, name: null })
    const cc = (value: string) => ({ role: 'cc' as const, kind: 'email', value, name: null })
    const a = await receive(test.db, 'own@thread.example', inboxId, {
      text: 'A は書きました',
      messageKey: 'mid:a1',
    })
    const thread = { threadKeys: ['mid:a1'], senders: [] }
    // A colleague of theirs answers in their thread: once with them in copy, once without.
    await reply(a.conversationId, '写しつきの返事', ['own@thread.example'], {
      cc: ['mate@thread.example'],
      bcc: ['boss@shop.example'],
    })
    for (const [text, recipients] of [
      ['写しあり', [from('mate@thread.example'), cc('own@thread.example')]],
      ['写しなし', [from('mate@thread.example')]],
    ] as const)
      await receive(test.db, 'mate@thread.example', inboxId, { ...thread, text, recipients: [...recipients] })
    await reply(a.conversationId, '同僚だけへの返事', ['mate@thread.example'])
    const [talk] = await test.db.many<{ n: number }>(sql`
      select count(*) as n from messages where workspace_id = ${test.workspaceId} and conversation_id = ${a.conversationId}`)
    expect(Number(talk?.n)).toBe(5)
    const own = JSON.stringify((await exported(await customerOf(test.db, a.conversationId))).files)
    for (const words of ['A は書きました', '写しつきの返事', '写しあり']) expect(own).toContain(words)
    for (const words of ['写しなし', '同僚だけへの返事', 'boss@shop.example'])
      expect(own).not.toContain(words)
    // What the colleague wrote there is theirs; so is what was sent to them, and nothing else of it.
    const mate = await test.db.one<{ id: string }>(sql`
      select customer_id as id from identities where workspace_id = ${test.workspaceId} and value_key = 'mate@thread.example'`)
    const theirs = JSON.stringify((await exported(mate.id)).files)
    for (const words of ['写しあり', '写しなし', '同僚だけへの返事', '写しつきの返事'])
      expect(theirs).toContain(words)
    expect(theirs).not.toContain('A は書きました')
  })

  it('are taken away again where a merge of two people is undone', async () => {
    const [a, b] = [
      await receive(test.db, 'one@undone.example', inboxId, { text: '一人目' }),
      await receive(test.db, 'two@undone.example', inboxId, { text: '二人目' }),
    ]
    const survivorId = await customerOf(test.db, a.conversationId)
    const mergedId = await customerOf(test.db, b.conversationId)
    const merger = { ...agent, permissions: new Set([...agent.permissions, 'customers.merge']) }
    const { id: mergeId } = await test.db.tx((tx) => mergeCustomers(tx, merger, { survivorId, mergedId }))
    const listeners = rooms.flatMap((room) => room.listeners ?? [])
    await test.dispatch(listeners)
    const { id, files } = await exported(survivorId)
    expect(JSON.stringify(files)).toContain('二人目')
    await test.db.tx((tx) => unmergeCustomers(tx, merger, mergeId))
    await test.dispatch(listeners)
    await expect(openExport(test.db, owner, id)).rejects.toMatchObject({ code: 'keeping.no-export' })
  })
})

const note = (conversationId: string, text: string) => ({
  conversationId,
  text,
  mentions: [],
  attachmentIds: [],
})
