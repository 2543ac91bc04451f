import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import type { Client, TestApp } from '../../../test/harness/app.ts'
import { addCustomers } from '../customers/index.ts'
import { openTwoTeams, type Person } from './fixtures/two-teams.ts'

let test: TestApp
let lead: Person
let ann: Person
let orders: string
let care: string

const at = (day: string) => new Date(`${day}T00:00:00Z`)

beforeAll(async () => {
  ;({ test, lead, ann, orders, care } = await openTwoTeams())
  await test.db.tx((tx) =>
    addCustomers(tx, [
      {
        name: '青木 一',
        language: 'ja',
        createdAt: at('2026-01-10'),
        lastSeenAt: at('2026-03-01'),
        identities: [{ kind: 'phone', value: '090-1111-2222' }],
        attributes: { rank: 'gold', visits: 3, gift: true },
      },
      {
        name: 'Beth',
        language: 'en-GB',
        createdAt: at('2026-02-10'),
        lastSeenAt: at('2026-02-20'),
        identities: [{ kind: 'email', value: 'beth@mail.example' }],
        attributes: { rank: 'silver', gift: false },
      },
      { name: 'Carl', language: 'EN', createdAt: at('2026-03-10'), lastSeenAt: at('2026-03-10') },
    ]),
  )
})

const names = async (who: Client, query: Record<string, string>): Promise<string[]> =>
  (
    await who.ok<{ items: { name: string }[] }>('GET', `/api/customers?${new URLSearchParams(query)}`)
  ).items.map(({ name }) => name)

describe('the list of customers', () => {
  it.each([
    [{}, ['Carl', '青木 一', 'Beth']],
    [{ kind: 'phone' }, ['青木 一']],
    [{ kind: 'email' }, ['Beth']],
    [{ kind: 'telegraph' }, []],
    [{ language: 'en' }, ['Carl', 'Beth']],
    [{ language: 'JA' }, ['青木 一']],
    [{ seenSince: '2026-03-01T00:00:00Z' }, ['Carl', '青木 一']],
    [{ createdSince: '2026-02-10T00:00:00Z' }, ['Carl', 'Beth']],
    [{ createdSince: '2026-02-01T00:00:00Z', createdBefore: '2026-03-10T00:00:00Z' }, ['Beth']],
    [{ attribute: 'rank' }, ['青木 一', 'Beth']],
    [{ attribute: 'rank', value: 'gold' }, ['青木 一']],
    [{ attribute: 'visits', value: '3' }, ['青木 一']],
    [{ attribute: 'gift', value: 'false' }, ['Beth']],
    [{ attribute: 'nothing', value: '' }, []],
    [{ q: '青木', language: 'ja', attribute: 'rank' }, ['青木 一']],
    [{ q: '青木', language: 'en' }, []],
    [{ q: 'beth', kind: 'email' }, ['Beth']],
  ])('narrowed by %j', async (query: Record<string, string>, expected) => {
    expect(await names(lead, query)).toEqual(expected)
  })

  it('is gone through page by page under a filter', async () => {
    type Page = { items: { name: string }[]; next: string | null }
    const first = await lead.ok<Page>('GET', '/api/customers?language=en&limit=1')
    const second = await lead.ok<Page>('GET', `/api/customers?language=en&limit=1&cursor=${first.next}`)
    expect([first, second].flatMap(({ items }) => items.map(({ name }) => name))).toEqual(['Carl', 'Beth'])
    expect(second.next).toBeNull()
  })

  it('refuses what is no language and no moment', async () => {
    for (const query of ['language=%25', 'seenSince=yesterday', 'open=perhaps'])
      expect((await lead.call('GET', `/api/customers?${query}`)).status).toBe(400)
  })

  it('knows the languages to choose from', async () => {
    expect(await lead.ok('GET', '/api/customer-languages')).toEqual(['en', 'ja'])
  })
})

describe('customers with conversations that are not resolved', () => {
  it('count only those in the caller’s sight', async () => {
    const mine = await receive(test.db, 'dora@mail.example', orders)
    const theirs = await receive(test.db, 'dora@mail.example', care)
    await test.settled()
    const resolve = (who: Client, id: string, status: string) =>
      who.ok('PUT', `/api/conversations/${id}/status`, { status })
    expect(await names(lead, { open: 'true' })).toEqual(['dora'])
    expect(await names(ann, { open: 'true' })).toEqual(['dora'])
    await resolve(lead, mine.conversationId, 'resolved')
    expect(await names(lead, { open: 'true' })).toEqual(['dora'])
    expect(await names(ann, { open: 'true' })).toEqual([])
    expect(await names(ann, { open: 'false' })).toContain('dora')
    await resolve(lead, mine.conversationId, 'pending')
    expect(await names(ann, { open: 'true', q: 'dora' })).toEqual(['dora'])
    await Promise.all([mine, theirs].map((one) => resolve(lead, one.conversationId, 'resolved')))
    expect(await names(lead, { open: 'true' })).toEqual([])
    expect(await names(lead, { open: 'false' })).toHaveLength(4)
  })

  it('say how many there are in the caller’s sight, and nothing of the others', async () => {
    type Counted = { id: string; name: string; conversationCount: number }
    const counted = async (who: Client): Promise<(number | undefined)[]> => {
      const { items } = await who.ok<{ items: Counted[] }>('GET', '/api/customers?q=dora')
      const profile = await who.ok<Counted>('GET', `/api/customers/${items[0]?.id}`)
      return [items[0]?.conversationCount, profile.conversationCount]
    }
    expect(await counted(lead)).toEqual([2, 2])
    expect(await counted(ann)).toEqual([1, 1])
  })
})

describe('the customers as a file', () => {
  it('are those that the search and the filters show', async () => {
    const lines = async (query: string) => {
      const text = await lead.ok<string>('GET', `/api/customers.csv${query}`)
      return text
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[1])
    }
    expect(await lines('')).toHaveLength(4)
    expect(await lines('?language=en')).toEqual(['Carl', 'Beth'])
    expect(await lines('?q=mail.example&attribute=rank')).toEqual(['Beth'])
    expect(await lines('?open=true')).toEqual([])
  })
})
