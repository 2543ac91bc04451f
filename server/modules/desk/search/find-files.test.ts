import { beforeAll, expect, it, vi } from 'vitest'
import { receive } from '../../../../test/factories/index.ts'
import type { TestApp } from '../../../../test/harness/app.ts'
import { storeFile } from '../../../kernel/files/index.ts'
import { docx, pdf } from '../../../kernel/file-text/fixtures/files.ts'
import { sql } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Hit } from '../contract.ts'
import { openTwoTeams, type Person } from '../fixtures/two-teams.ts'
import { rebuildSearch } from '../index.ts'

const WITHIN = { timeout: 50_000, interval: 200 }

let test: TestApp
let owner: Person
let bob: Person
let orders: string

beforeAll(async () => {
  ;({ test, owner, bob, orders } = await openTwoTeams())
})

const search = async (q: string, who = owner): Promise<Hit[]> =>
  (await who.ok<{ items: Hit[] }>('GET', `/api/search?q=${encodeURIComponent(q)}`)).items

const arrive = async (name: string, bytes: Buffer, inline = false): Promise<string> => {
  const fileId = await test.db.tx((tx) => storeFile(tx, bytes))
  const { conversationId } = await receive(test.db, `${newId()}@mail.example`, orders, {
    text: '添付をご覧ください',
    files: [
      {
        id: newId(),
        fileId,
        name,
        type: 'application/octet-stream',
        size: bytes.length,
        inline,
        contentId: null,
        problem: null,
      },
    ],
  })
  await test.settled()
  return conversationId
}

it('finds an attachment by its name, and says so', async () => {
  const conversationId = await arrive('請求書_ＡＢ-９９１.zip', Buffer.from('PK'))
  for (const q of ['請求書', 'ab-991', 'AB991'])
    expect(await search(q)).toMatchObject([
      { conversation: { id: conversationId }, file: { name: '請求書_ＡＢ-９９１.zip' } },
    ])
  const [hit] = await search('請求書')
  expect(hit?.snippet).toBe('\ue000請求書\ue001_ＡＢ-９９１.zip')
  expect(hit?.messageId).toMatch(/^[\da-f-]{36}$/)
  expect(await search('請求書', bob)).toEqual([])
  await arrive('飾り罫.png', Buffer.from('x'), true)
  expect(await search('飾り罫')).toEqual([])
})

it('finds what stands in a file, once it is read, and marks it there', async () => {
  const conversationId = await arrive('見積.pdf', pdf('琥珀糖の髙橋様向け'))
  await vi.waitFor(
    async () => expect((await search('高橋様')).map((hit) => hit.conversation.id)).toEqual([conversationId]),
    WITHIN,
  )
  const [hit] = await search('高橋様')
  expect(hit).toMatchObject({ file: { name: '見積.pdf' }, snippet: '琥珀糖の\ue000髙橋様\ue001向け' })
  // The same content again is found at once: it was read before.
  const again = await arrive('写し.pdf', pdf('琥珀糖の髙橋様向け'))
  expect((await search('高橋様')).map((one) => one.conversation.id)).toEqual([again, conversationId])
  await rebuildSearch(test.db)
  expect(await search('高橋様')).toHaveLength(2)
})

it('keeps why a file could not be read, and finds it by its name', async () => {
  await arrive('壊れた書類.docx', Buffer.from('PK\u0003\u0004 broken'))
  const states = (): Promise<{ state: string; problem: string }[]> =>
    test.db.many(
      sql`select state, problem from file_texts where workspace_id = ${test.workspaceId} and problem is not null`,
    )
  await vi.waitFor(
    async () => expect(await states()).toEqual([{ state: 'failed', problem: 'damaged' }]),
    WITHIN,
  )
  expect(await search('壊れた書類')).toHaveLength(1)
})

it('does not find the file of an answer that was taken back', async () => {
  const conversationId = await arrive('x.png', Buffer.from('x'))
  const { id: file } = await owner.ok<{ id: string }>(
    'POST',
    `/api/uploads?name=${encodeURIComponent('送り状.docx')}`,
    docx('翡翠色'),
  )
  const answer = {
    text: '送ります',
    attachmentIds: [file],
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  }
  const { id } = await owner.ok<{ id: string }>(
    'POST',
    `/api/conversations/${conversationId}/replies`,
    answer,
  )
  await test.settled()
  await vi.waitFor(async () => expect(await search('翡翠色')).toHaveLength(1), WITHIN)
  await owner.ok('POST', `/api/messages/${id}/undo`, {})
  await test.settled()
  expect(await search('翡翠色')).toEqual([])
  expect(await search('送り状')).toEqual([])
})
