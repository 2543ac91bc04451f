import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../../test/factories/index.ts'
import type { TestApp } from '../../../../test/harness/app.ts'
import { addCustomers } from '../../customers/index.ts'
import type { Hit } from '../contract.ts'
import { openTwoTeams, type Person } from '../fixtures/two-teams.ts'

let test: TestApp
let owner: Person
let conversationId: string

interface Found {
  items: Hit[]
  customers: { name: string }[]
}

const search = (q: string): Promise<Found> => owner.ok('GET', `/api/search?q=${encodeURIComponent(q)}`)
const listed = async (q: string): Promise<string[]> =>
  (
    await owner.ok<{ items: { name: string }[] }>('GET', `/api/customers?q=${encodeURIComponent(q)}`)
  ).items.map(({ name }) => name)

beforeAll(async () => {
  const teams = await openTwoTeams()
  ;({ test, owner } = teams)
  await test.db.tx((tx) =>
    addCustomers(tx, [
      { name: '渡邉太郎', createdAt: new Date(0), lastSeenAt: new Date(0) },
      { name: '山田', createdAt: new Date(0), lastSeenAt: new Date(0) },
      {
        name: 'T. S.',
        createdAt: new Date(0),
        lastSeenAt: new Date(0),
        identities: [
          { kind: 'email', value: 'hanako.yamada@mail.example' },
          { kind: 'phone', value: '090-1234-5678' },
        ],
      },
    ]),
  )
  ;({ conversationId } = await receive(test.db, 'namae@mail.example', teams.orders, { text: '本文です' }))
  await test.settled()
  const { customer } = await owner.ok<{ customer: { id: string } }>(
    'GET',
    `/api/conversations/${conversationId}`,
  )
  await owner.ok('PATCH', `/api/customers/${customer.id}`, { name: '髙田 花子', kana: 'タカダ ハナコ' })
  await test.settled()
})

describe('a customer', () => {
  it.each([
    '髙田 花子',
    '高田花子',
    '花子髙田',
    '花子　高田',
    'たかだはなこ',
    'タカダ',
    'ﾀｶﾀﾞﾊﾅｺ',
    'はなこ たかだ',
  ])('is found as %s, with what they wrote', async (q) => {
    expect(await listed(q)).toEqual(['髙田 花子'])
    const { items, customers } = await search(q)
    expect(customers).toMatchObject([{ name: '髙田 花子' }])
    expect(items.map(({ conversation }) => conversation.id)).toEqual([conversationId])
  })

  it('is found in another order though nothing says where the given name begins', async () => {
    expect(await listed('太郎渡辺')).toEqual(['渡邉太郎'])
    expect(await listed('田山')).toEqual([])
  })

  it.each([
    'amada',
    'anako.yam',
    'yamada@mail',
    '090-1234',
    '０９０１２３４',
    '1234-5678',
    '345678',
    '+81 90-1234-5678',
    '+81(0)90-1234-5678',
  ])('is found by %s', async (q) => {
    expect(await listed(q)).toEqual(['T. S.'])
  })
})
