import { expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import type { ImportOptions } from './contract-mapping.ts'
import { importDesk } from './fixtures/import-desk.ts'

const desk = await importDesk()

const messages: ImportOptions = { rows: 'messages', columns: ['at', 'name', 'mail', 'phone', 'text'] }
const HEAD = 'date,name,email,phone,text'

/** Customers of the conversations of an import, with their addresses. */
const made = async (lines: readonly string[], account: string, options = messages) => {
  const row = await desk.read('csv', [HEAD, ...lines].join('\n'), { account }, options)
  const before = (await desk.conversations()).length
  await desk.make(row.id)
  const names = (await desk.conversations()).slice(before).map(({ customer }) => customer)
  return { row, names, issues: await desk.issues(row.id) }
}

const addressesOf = async (name: string): Promise<string[]> =>
  (
    await desk.db.many<{ value: string }>(sql`
      select i.value from customers c join identities i on i.workspace_id = ${desk.db.workspaceId} and i.customer_id = c.id
      where c.workspace_id = ${desk.db.workspaceId} and c.name = ${name} order by i.id`)
  ).map(({ value }) => value)

it('keeps people apart who share a telephone number, and says so', async () => {
  const { names, issues } = await made(
    [
      '2024-03-05 09:30,青木,aoki@firm.example,03-1111-2222,青木です',
      '2024-03-05 10:30,馬場,baba@firm.example,03-1111-2222,馬場です',
    ],
    'firm',
  )
  expect(names).toEqual(['青木', '馬場'])
  expect(await addressesOf('青木')).toEqual(['aoki@firm.example', '03-1111-2222'])
  expect(await addressesOf('馬場')).toEqual(['baba@firm.example'])
  expect(issues).toMatchObject([{ code: 'address-taken', subject: '馬場', detail: '03-1111-2222' }])
  // Whoever is here already is not taken for somebody else, either.
  const later = await made(['2024-03-06 10:30,千葉,chiba@firm.example,03-1111-2222,千葉です'], 'firm later')
  expect(later.names).toEqual(['千葉'])
  expect(later.row.counts).toMatchObject({ people: 1, peopleFound: 0 })
  expect(later.issues).toMatchObject([{ code: 'address-taken', subject: '千葉' }])
})

it('takes a dash, or "none", for no telephone number', async () => {
  const { names } = await made(
    [
      '2024-03-05 09:30,伊藤,ito@mail.example,-,一',
      '2024-03-05 10:30,上田,ueda@mail.example,-,二',
      '2024-03-05 11:30,江口,,なし,三',
      '2024-03-05 12:30,大野,,なし,四',
    ],
    'dashes',
  )
  expect(names).toEqual(['伊藤', '上田', '江口', '大野'])
  expect(await addressesOf('伊藤')).toEqual(['ito@mail.example'])
})

it('fills in what each of two people knows who are one customer', async () => {
  await made(['2024-03-05 09:30,岡田,two@mail.example,,一'], 'filled first')
  const user = (id: number, more: object) =>
    JSON.stringify({ id, name: '岡田', email: 'two@mail.example', role: 'end-user', ...more })
  const file = [
    user(1, { locale: 'ja', user_fields: { rank: 'gold' } }),
    user(2, { user_fields: { rank: 'silver', size: 'L' } }),
  ].join('\n')
  const row = await desk.read('zendesk', file, { account: 'filled' })
  await desk.make(row.id)
  const one = await desk.db.one(sql`
    select c.language, c.attributes from customers c where c.workspace_id = ${desk.db.workspaceId} and c.name = '岡田'`)
  expect(one).toEqual({ language: 'ja', attributes: { rank: 'gold', size: 'L' } })
})

it('never puts words of an unknown author into the customer’s mouth', async () => {
  const at = (hour: number) => `2024-03-05T0${hour}:00:00Z`
  const said = (id: number, author: number, hour: number) => ({
    id,
    author_id: author,
    body: `by ${author}`,
    public: true,
    created_at: at(hour),
  })
  const ticket = {
    id: 1,
    subject: 'unknown',
    status: 'open',
    requester_id: 10,
    requester: { id: 10, name: '加藤', email: 'kato@mail.example', role: 'end-user' },
    created_at: at(0),
    comments: [said(1, 10, 0), said(2, 99, 1)],
  }
  const row = await desk.read('zendesk', JSON.stringify(ticket), { account: 'unknown' })
  expect(row.counts).toMatchObject({ authorsUnknown: 1 })
  await desk.make(row.id)
  const conversation = (await desk.conversations()).at(-1)
  expect(conversation).toMatchObject({ subject: 'unknown', waitingSince: null })
  expect(await desk.said(conversation?.id ?? '')).toMatchObject([
    { kind: 'inbound', author: '加藤', text: 'by 10' },
    { kind: 'outbound', author: '', text: 'by 99' },
  ])
})

it('puts no request into another customer’s conversation for a Message-ID that both name', async () => {
  const ticket = (id: number, person: string, texts: readonly string[]) => ({
    id,
    subject: `of ${person}`,
    status: 'closed',
    requester_id: id,
    requester: { id, name: person, email: `${person}@mail.example`, role: 'end-user' },
    created_at: `2024-03-0${id}T00:00:00Z`,
    comments: texts.map((body, n) => ({
      id: id * 10 + n,
      author_id: id,
      body,
      public: true,
      created_at: `2024-03-0${id}T0${n}:00:00Z`,
      ...(n === 0 ? { metadata: { system: { message_id: '<shared@mail.example>' } } } : {}),
    })),
  })
  const lines = [ticket(1, 'sakai', ['both']), ticket(2, 'tani', ['both', 'mine'])]
  for (const one of lines) {
    const row = await desk.read('zendesk', JSON.stringify(one), { account: `shared ${one.id}` })
    await desk.make(row.id)
  }
  const all = await desk.conversations()
  expect(all.slice(-2)).toMatchObject([
    { customer: 'sakai', messages: 1 },
    { customer: 'tani', messages: 2 },
  ])
})
