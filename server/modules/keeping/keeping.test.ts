import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox, personWith, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { createRooms } from '../../start/rooms.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { storeFile } from '../../kernel/files/index.ts'
import { newId } from '../../kernel/ids.ts'
import { buildExport } from './build-export.ts'
import { eraseCustomer } from './erase-customer.ts'
import { listErasures } from './list-proofs.ts'
import { runErasure } from './run-erasure.ts'
import { listExports, openExport, startExport } from './start-export.ts'

const rooms = createRooms({} as never)
let test: TestDatabase
let owner: Caller
let inboxId: string

beforeAll(async () => {
  test = await testDatabase()
  owner = personWith(test.workspaceId, ['customers.read', 'customers.erase'])
  inboxId = await addInbox(test.db)
})

const attached = async (content: string, name: string) => ({
  id: newId(),
  fileId: await test.db.tx((tx) => storeFile(tx, Buffer.from(content))),
  name,
  type: 'text/plain',
  size: content.length,
  inline: false,
  contentId: null,
  problem: null,
})

const customerOf = async (conversationId: string): Promise<string> =>
  (
    await test.db.one<{ id: string }>(sql`
      select customer_id as id from conversations where workspace_id = ${test.workspaceId} and id = ${conversationId}`)
  ).id

const wordsIn = (customerId: string) =>
  test.db.many<{ text: string; subject: string | null }>(sql`
    select m.text, m.subject from messages m
    join conversations c on c.workspace_id = ${test.workspaceId} and c.id = m.conversation_id
    where m.workspace_id = ${test.workspaceId} and c.customer_id = ${customerId} and (m.text <> '' or m.subject <> '')`)

describe('an erasure that is killed again and again', () => {
  it('goes on where it stood, and counts each row once', async () => {
    let customerId = ''
    const shared = 'kept by somebody else, too'
    for (let n = 0; n < 45; n += 1) {
      const files =
        n === 0 ? [await attached(shared, 'shared.txt'), await attached('theirs alone', 'own.txt')] : []
      const { conversationId } = await receive(test.db, 'many@mail.example', inboxId, {
        text: `words ${n}`,
        files,
      })
      customerId = await customerOf(conversationId)
    }
    await receive(test.db, 'other@mail.example', inboxId, { files: [await attached(shared, 'copy.txt')] })
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
    const customerId = await customerOf(conversationId)
    const erase = (name: string) => test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name }))
    await expect(erase('somebody')).rejects.toMatchObject({ code: 'keeping.name' })
    const reader = personWith(test.workspaceId, ['customers.read'])
    await expect(
      test.db.tx((tx) => eraseCustomer(tx, reader, { customerId, name: 'named' })),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('the export of a person', () => {
  const signal = new AbortController().signal

  const read = async (exportId: string): Promise<Record<string, string>> => {
    const download = await openExport(test.db, owner, exportId)
    const bytes = Buffer.concat(await download.open().toArray())
    expect(bytes).toHaveLength(download.size)
    return Object.fromEntries(
      Object.entries(unzipSync(bytes)).map(([name, content]) => [
        name,
        Buffer.from(content).toString('utf8'),
      ]),
    )
  }

  it.each(['ja', 'en'] as const)('holds everything, to read and as data, in %s', async (language) => {
    const from = `export-${language}@mail.example`
    const { conversationId } = await receive(test.db, from, inboxId, {
      text: '<script>alert(1)</script> 届きません',
      html: '<p>届きません</p>',
      subject: '配送の件',
      files: [await attached('写真の代わり', '領収書.txt'), await attached('二つ目', '領収書.txt')],
    })
    const customerId = await customerOf(conversationId)
    const { id } = await test.db.tx((tx) => startExport(tx, owner, { customerId, language }))
    await expect(openExport(test.db, owner, id)).rejects.toMatchObject({ code: 'keeping.no-export' })
    await buildExport({ db: test.db, signal, lastAttempt: false }, id)
    const files = await read(id)
    const index = files['index.html'] ?? ''
    expect(index).toContain(`<html lang="${language}">`)
    expect(index).toContain(language === 'ja' ? 'お客様データ' : 'Customer data')
    expect(index).toContain(from)
    const page = Object.keys(files).find((name) => /^conversations\/\d+\.html$/.test(name)) ?? ''
    expect(index).toContain(page)
    expect(files[page]).toContain('&lt;script&gt;alert(1)&lt;/script&gt; 届きません')
    const data = JSON.parse(files[page.replace('.html', '.json')] ?? '{}')
    expect(data).toMatchObject({ subject: '配送の件', messages: [{ html: '<p>届きません</p>' }] })
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
      files: [await attached('x'.repeat(2_000_000), 'long.bin')],
    })
    const customerId = await customerOf(conversationId)
    const { id } = await test.db.tx((tx) => startExport(tx, owner, { customerId, language: 'ja' }))
    const stopped = AbortSignal.abort(new Error('killed'))
    await expect(buildExport({ db: test.db, signal: stopped, lastAttempt: false }, id)).rejects.toThrow(
      'killed',
    )
    await buildExport({ db: test.db, signal, lastAttempt: false }, id)
    const files = await read(id)
    expect(Object.values(files).some((content) => content.length === 2_000_000)).toBe(true)
    const erasure = await test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name: 'twice' }))
    await runErasure({ db: test.db, signal }, rooms, erasure.id)
    await expect(openExport(test.db, owner, id)).rejects.toMatchObject({ kind: 'not-found' })
  })
})
