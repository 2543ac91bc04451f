import { strToU8, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import type { ImportOptions } from './contract-mapping.ts'
import { importDesk } from './fixtures/import-desk.ts'

const desk = await importDesk()

const plain: ImportOptions = { rows: 'messages', columns: ['at', 'mail', 'text'] }
const numbered: ImportOptions = { rows: 'messages', columns: ['id', 'at', 'mail', 'text', 'status'] }
const named: ImportOptions = { rows: 'messages', columns: ['at', 'name', 'text'] }

const bring = async (file: string | Buffer, account: string, options: ImportOptions) => {
  const row = await desk.read('csv', file, { account }, options)
  const before = new Set((await desk.conversations()).map(({ id }) => id))
  const done = await desk.make(row.id)
  const fresh = (await desk.conversations()).filter(({ id }) => !before.has(id))
  return { counts: done.counts, fresh, read: row.counts }
}

const OLD = ['2024-03-01 09:00,a@mail.example,first', '2024-03-02 09:00,b@mail.example,second']
const NEW = '2024-03-03 09:00,c@mail.example,third'

it('brings in what is new of a table without numbers, wherever it stands', async () => {
  await bring(['date,email,text', ...OLD].join('\n'), 'export.csv', plain)
  const again = await bring(['date,email,text', NEW, ...OLD].join('\n'), 'export.csv', plain)
  expect(again.read).toMatchObject({ talks: 3, talksFound: 2, messagesFound: 2 })
  expect(again.counts).toMatchObject({ conversations: 1, messagesMade: 1 })
  expect(again.fresh).toMatchObject([{ customer: 'c', messages: 1 }])
})

it('doubles no message of a numbered table whose rows moved', async () => {
  const row = (text: string, hour: number) => `T-1,2024-03-05 0${hour}:00,d@mail.example,${text},open`
  const head = 'number,date,email,text,status'
  await bring([head, row('one', 1), row('two', 2)].join('\n'), 'moved', numbered)
  const again = await bring(
    [head, row('three', 3), row('one', 1), row('two', 2)].join('\n'),
    'moved',
    numbered,
  )
  expect(again.counts).toMatchObject({ conversations: 0, messagesMade: 1 })
  const conversation = (await desk.conversations()).at(-1)
  expect((await desk.said(conversation?.id ?? '')).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
})

it('takes nobody for the one who stood in the same row of another table', async () => {
  await bring('date,name,text\n2024-03-01 09:00,石井,一', 'names', named)
  const again = await bring('date,name,text\n2024-03-02 09:00,内田,二', 'names', named)
  expect(again.fresh).toMatchObject([{ customer: '内田' }])
})

it('takes every row of every table of an archive', async () => {
  const table = (one: string) => strToU8(['date,email,text', one].join('\n'))
  const zip = Buffer.from(
    zipSync({
      'a.csv': table('2024-03-01 09:00,zip1@mail.example,one'),
      'b.csv': table('2024-03-01 10:00,zip2@mail.example,two'),
    }),
  )
  const { fresh } = await bring(zip, 'archive', plain)
  expect(fresh.map(({ customer }) => customer)).toEqual(['zip1', 'zip2'])
})

interface Ticket {
  id: number
  status: string
  said: readonly (readonly [author: 'customer' | 'agent', day: number])[]
}

const PERSON = 7
const AGENT = 8
const zendesk = ({ id, status, said }: Ticket) => {
  const day = (n: number) => `2024-03-${String(n).padStart(2, '0')}T00:00:00Z`
  return {
    id,
    subject: `ticket ${id}`,
    status,
    priority: status === 'open' ? 'urgent' : 'normal',
    tags: [status],
    requester_id: PERSON,
    requester: { id: PERSON, name: '木村', email: 'kimura@mail.example', role: 'end-user' },
    assignee: { id: AGENT, name: '佐藤', email: 'sato@old.example', role: 'agent' },
    created_at: day(1),
    updated_at: day(said.at(-1)?.[1] ?? 1),
    comments: said.map(([who, n]) => ({
      id: id * 100 + n,
      author_id: who === 'customer' ? PERSON : AGENT,
      body: `${who} ${n}`,
      public: true,
      created_at: day(n),
    })),
  }
}

const tickets = async (account: string, all: readonly Ticket[]) => {
  const row = await desk.read('zendesk', all.map((one) => JSON.stringify(zendesk(one))).join('\n'), {
    account,
  })
  return { id: row.id, done: await desk.make(row.id) }
}
const subjects = async (...ids: number[]) =>
  (await desk.conversations()).filter(({ subject }) => ids.some((id) => subject === `ticket ${id}`))

it('has a conversation that nobody touched follow a newer file, with and without new messages', async () => {
  const first = await tickets('follows', [
    {
      id: 1,
      status: 'solved',
      said: [
        ['customer', 1],
        ['agent', 2],
      ],
    },
    { id: 2, status: 'open', said: [['customer', 1]] },
  ])
  const second = await tickets('follows', [
    {
      id: 1,
      status: 'open',
      said: [
        ['customer', 1],
        ['agent', 2],
        ['customer', 3],
      ],
    },
    { id: 2, status: 'solved', said: [['customer', 1]] },
  ])
  expect(second.done.counts).toMatchObject({ conversations: 0, messagesMade: 1 })
  const [one, two] = await subjects(1, 2)
  expect(one).toMatchObject({ status: 'open', resolvedAt: null, messages: 3 })
  expect(one?.waitingSince?.toISOString()).toBe('2024-03-03T00:00:00.000Z')
  expect(two).toMatchObject({ status: 'resolved', waitingSince: null, messages: 1 })
  expect(two?.resolvedAt).not.toBeNull()
  // It is still nobody's but the imports': both can be taken back.
  expect((await desk.undo(first.id)).counts).toMatchObject({ conversationsTaken: 2 })
})

it('leaves what somebody decided here, and opens it again for a customer who wrote since', async () => {
  await tickets('touched', [
    { id: 3, status: 'open', said: [['customer', 1]] },
    { id: 4, status: 'open', said: [['customer', 1]] },
  ])
  for (const { id } of await subjects(3, 4))
    await desk.db.tx((tx) =>
      tx.run(sql`
        update conversations set status = 'resolved', waiting_since = null, resolved_at = ${tx.now}, version = version + 1
        where workspace_id = ${tx.workspaceId} and id = ${id}`),
    )
  await tickets('touched', [
    { id: 3, status: 'open', said: [['customer', 1]] },
    {
      id: 4,
      status: 'open',
      said: [
        ['customer', 1],
        ['customer', 5],
      ],
    },
  ])
  const [three, four] = await subjects(3, 4)
  expect(three).toMatchObject({ status: 'resolved' })
  expect(four).toMatchObject({ status: 'open', messages: 2 })
  expect(four?.waitingSince?.toISOString()).toBe('2024-03-05T00:00:00.000Z')
})
