import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { addAgent } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { importDesk } from './fixtures/import-desk.ts'
import { SYSTEMS } from './fixtures/systems.ts'

const desk = await importDesk()
await addAgent(desk.db, { name: '佐藤 花' })

describe.each(SYSTEMS)('$source as $how', ({ source, files, account }) => {
  const file =
    files.length === 1
      ? Buffer.from(files[0]?.[1] ?? '')
      : Buffer.from(
          zipSync(
            Object.fromEntries(
              files.map(([name, content]) => [
                name,
                typeof content === 'string' ? strToU8(content) : content,
              ]),
            ),
          ),
        )

  it('becomes a conversation with its notes, times and who wrote what', async () => {
    const row = await desk.read(source, file, {
      account,
      fileName: files.length === 1 ? (files[0]?.[0] ?? '') : 'export.zip',
    })
    expect(row).toMatchObject({ state: 'ready', failure: null })
    const done = await desk.make(row.id)
    expect(done).toMatchObject({ state: 'done', failure: null, counts: { conversations: 1 } })
    const conversation = (await desk.conversations()).at(-1)
    expect(conversation).toMatchObject({
      subject: '商品が届きません',
      status: 'resolved',
      customer: '山田 花子',
      messages: 3,
    })
    expect(conversation?.openedAt.toISOString()).toBe('2024-03-05T00:00:00.000Z')
    expect(conversation?.resolvedAt?.toISOString()).toBe('2024-03-06T00:00:00.000Z')
    expect(conversation?.assignee).not.toBeNull()
    const said = await desk.said(conversation?.id ?? '')
    expect(said.map(({ kind, author, text, at }) => [kind, author, text.trim(), at.toISOString()])).toEqual([
      ['inbound', '山田 花子', 'まだ届きません。', '2024-03-05T00:00:00.000Z'],
      ['note', '佐藤 花', '倉庫に確認中', '2024-03-05T01:00:00.000Z'],
      ['outbound', '佐藤 花', '本日発送しました。', '2024-03-05T02:00:00.000Z'],
    ])
    const tags = await desk.db.many<{ name: string }>(sql`
      select t.name from tags t join conversation_tags l on l.workspace_id = ${desk.db.workspaceId} and l.tag_id = t.id
      where t.workspace_id = ${desk.db.workspaceId} and l.conversation_id = ${conversation?.id ?? ''}`)
    expect(tags.map(({ name }) => name)).toEqual(['配送'])
  })

  it('is known when it is brought in again', async () => {
    const again = await desk.read(source, file, {
      account,
      fileName: files.length === 1 ? (files[0]?.[0] ?? '') : 'export.zip',
    })
    expect(again.counts).toMatchObject({ talks: 1, talksFound: 1, messages: 3, messagesFound: 3 })
    expect((await desk.make(again.id)).counts).toMatchObject({
      conversations: 0,
      customers: 0,
      messagesMade: 0,
    })
  })
})

it('keeps Message-IDs, files in the archive by their path, and pictures that are shown inside', async () => {
  const [row] = await desk.db.many<{ keys: number }>(sql`
    select count(*) as keys from thread_keys where workspace_id = ${desk.db.workspaceId} and key in ('zammad-1@mail.example', 'chatwoot-1@mail.example', 'zendesk-1@mail.example', 'GNV8J-2ZKL@zendesk.com')`)
  expect(Number(row?.keys)).toBe(4)
  const files = await desk.db.many<{ name: string; problem: string | null; stored: boolean }>(sql`
    select distinct a.name, a.problem, a.file_id is not null as stored from attachments a where a.workspace_id = ${desk.db.workspaceId} order by a.name`)
  expect(files).toEqual([
    { name: '写真.png', problem: 'not-imported', stored: false },
    { name: '領収書.txt', problem: null, stored: true },
  ])
})

it('tells of records that lack something, and makes the others', async () => {
  const lines = [
    '{"id": 900, "subject": "x", "requester_id": 77, "status": "open", "created_at": "never"}',
    '{"id": 901, "subject": "nobody", "requester_id": 78, "status": "open", "created_at": "2024-01-01T00:00:00Z", "comments": [{"id": 1, "author_id": 78, "body": "hi", "public": true, "created_at": "2024-01-01T00:00:00Z"}]}',
    '{"id": 902, "status": "deleted", "requester_id": 78, "created_at": "2024-01-01T00:00:00Z"}',
    '{"id": 903, "broken": ',
  ].join('\n')
  const row = await desk.read('zendesk', lines, { account: 'broken' })
  await desk.make(row.id)
  expect((await desk.issues(row.id)).map(({ code, subject, place }) => [code, subject, place])).toEqual([
    ['no-date', 'ticket 900', 'export.zendesk #1'],
    ['unwanted', 'ticket 902', 'export.zendesk #3'],
    ['unreadable', '', 'export.zendesk #4'],
    ['no-customer', '901', ''],
  ])
})

it('says that a file of another kind holds nothing, and keeps what can’t be kept out of its report', async () => {
  expect(await desk.read('zendesk', 'name,mail\nx,y@z')).toMatchObject({
    state: 'failed',
    failure: { code: 'empty' },
  })
  const row = await desk.read(
    'zendesk',
    '{"id": "a\\u0000\\ud800", "requester_id": 1, "subject": "\\ud800x", "created_at": "?"}',
  )
  expect(await desk.issues(row.id)).toMatchObject([{ code: 'no-date', subject: 'ticket a�' }])
})

it('makes numbers of cards unreadable where the workspace wants that', async () => {
  await desk.db.tx((tx) =>
    tx.run(sql`update workspaces set mask_numbers = true where id = ${tx.workspaceId}`),
  )
  const at = '2024-01-01T00:00:00Z'
  const said = (id: number, author: number) => ({
    id,
    author_id: author,
    body: 'card 4111 1111 1111 1111',
    public: true,
    created_at: at,
  })
  const row = await desk.read(
    'zendesk',
    [
      { id: 1, name: 'Card', email: 'card@mail.example', role: 'end-user' },
      { id: 2, name: 'Agent', email: 'x@old.example', role: 'agent' },
      {
        id: 950,
        subject: 'pay',
        status: 'closed',
        requester_id: 1,
        created_at: at,
        comments: [said(1, 1), said(2, 2)],
      },
    ]
      .map((one) => JSON.stringify(one))
      .join('\n'),
    { account: 'masked' },
  )
  await desk.make(row.id)
  const conversation = (await desk.conversations()).at(-1)
  expect((await desk.said(conversation?.id ?? '')).map(({ text }) => text)).toEqual([
    'card **** **** **** 1111',
    'card 4111 1111 1111 1111',
  ])
})
