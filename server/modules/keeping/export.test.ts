import { describe, expect, it } from 'vitest'
import { personWith, receive } from '../../../test/factories/index.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { buildExport } from './build-export.ts'
import { eraseCustomer } from './erase-customer.ts'
import { dataDesk } from './fixtures/data-desk.ts'
import { attachedFile, customerOf, filesOf, rooms } from './fixtures/people.ts'
import { exportsKept } from './keep-exports.ts'
import { runErasure } from './run-erasure.ts'
import { saveRule } from './list-rules.ts'
import { listExports, openExport, startExport } from './start-export.ts'

const signal = new AbortController().signal
const { test, owner, inboxId, exported } = await dataDesk()

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

  it('speaks as the customer reads it, and says what became of a file', async () => {
    const file = await attachedFile(test.db, 'x', 'x.txt')
    const { conversationId } = await receive(test.db, 'reader@mail.example', inboxId, {
      files: [
        { ...file, fileId: null, name: '大きい.zip', problem: 'too-large:26214400' },
        { ...file, id: newId(), fileId: null, name: '古い.txt', problem: 'expired' },
      ],
    })
    const { files } = await exported(await customerOf(test.db, conversationId))
    const page = files[Object.keys(files).find((name) => /^conversations\/\d+\.html$/.test(name)) ?? '']
    expect(page).toContain('大きい.zip (サイズの上限を超えていたため、保存していません)')
    expect(page).toContain('古い.txt (保存期間を過ぎたため削除済み)')
    expect(page).toContain('お客様から · reader')
    expect(files['index.html']).toContain('メールアドレス: reader@mail.example')
  })

  it('begins anew after a kill, and goes with the person', async () => {
    const { conversationId } = await receive(test.db, 'twice@mail.example', inboxId, {
      files: [await attachedFile(test.db, 'x'.repeat(2_000_000), 'long.bin')],
    })
    const customerId = await customerOf(test.db, conversationId)
    const { id } = await test.db.tx((tx) => startExport(tx, owner, { customerId, language: 'ja' }))
    const stopped = AbortSignal.abort(new Error('killed'))
    await expect(
      buildExport({ db: test.db, signal: stopped, lastAttempt: false }, rooms, id),
    ).rejects.toThrow('killed')
    await buildExport({ db: test.db, signal, lastAttempt: false }, rooms, id)
    const files = await filesOf(test, owner, id)
    expect(Object.values(files).some((content) => content.length === 2_000_000)).toBe(true)
    const erasure = await test.db.tx((tx) => eraseCustomer(tx, owner, { customerId, name: 'twice' }))
    // At once, and not when the last of the person is gone.
    await expect(openExport(test.db, owner, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(
      test.db.tx((tx) => startExport(tx, owner, { customerId, language: 'ja' })),
    ).rejects.toMatchObject({ code: 'customers.erased' })
    await runErasure({ db: test.db, signal }, rooms, erasure.id)
  })

  it('has failed, and runs no more, where its last attempt was stopped', async () => {
    const { conversationId } = await receive(test.db, 'stopped@mail.example', inboxId)
    const customerId = await customerOf(test.db, conversationId)
    const { id } = await test.db.tx((tx) => startExport(tx, owner, { customerId, language: 'ja' }))
    const stopped = AbortSignal.abort(new Error('killed'))
    const attempt = (lastAttempt: boolean) =>
      buildExport({ db: test.db, signal: stopped, lastAttempt }, rooms, id)
    await expect(attempt(false)).rejects.toThrow('killed')
    expect(await listExports(test.db, owner, customerId)).toMatchObject([{ state: 'waiting' }])
    await expect(attempt(true)).rejects.toThrow('killed')
    expect(await listExports(test.db, owner, customerId)).toMatchObject([
      { state: 'failed', failure: 'stopped' },
    ])
    const broken = { ...test.db, maybe: () => Promise.reject(new Error('no more room')) } as WorkspaceDb
    await expect(buildExport({ db: broken, signal, lastAttempt: true }, rooms, id)).rejects.toThrow(
      'no more room',
    )
    expect(await listExports(test.db, owner, customerId)).toMatchObject([
      { state: 'failed', failure: 'error' },
    ])
  })

  it('says that it stays where nothing takes it away', async () => {
    const { conversationId } = await receive(test.db, 'stays@mail.example', inboxId)
    const customerId = await customerOf(test.db, conversationId)
    const settings = personWith(test.workspaceId, ['settings.write'])
    const keep = (days: number | null) =>
      test.db.tx((tx) => saveRule(tx, settings, [exportsKept], { kind: 'keeping.exports', days }))
    await keep(null)
    await exported(customerId)
    expect(await listExports(test.db, owner, customerId)).toMatchObject([{ until: null }])
    await keep(7)
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
