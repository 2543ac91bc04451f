import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import type { Client, TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Conversation } from '../conversations/contract.ts'
import { identify } from '../customers/index.ts'
import type { TimelineEntry } from './contract.ts'
import { openTwoTeams, type Person } from './fixtures/two-teams.ts'

interface Page {
  items: TimelineEntry[]
  next: string | null
}

let test: TestApp
let lead: Person
let ann: Person
let bob: Person
let orders: string
let care: string
let customerId: string
let conversationId: string

const timeline = (who: Client, query = ''): Promise<Page> =>
  who.ok('GET', `/api/customers/${customerId}/timeline${query}`)
const asAnn = () => ({ kind: 'agent', id: ann.id, name: 'agent 3' })
const kinds = (page: Page): string[] =>
  page.items.map((entry) => (entry.kind === 'changed' ? entry.what : entry.kind))

beforeAll(async () => {
  ;({ test, lead, ann, bob, orders, care } = await openTwoTeams())
  const first = await receive(test.db, 'hanako@mail.example', orders, { subject: '缶について' })
  conversationId = first.conversationId
  await test.settled()
  const conversation = await lead.ok<Conversation>('GET', `/api/conversations/${conversationId}`)
  customerId = conversation.customer.id
})

describe('a customer’s timeline', () => {
  it('begins with how they became known, and their first conversation', async () => {
    const page = await timeline(ann)
    expect(new Set(kinds(page))).toEqual(new Set(['messages', 'opened', 'created']))
    expect(page.items.find(({ kind }) => kind === 'opened')).toMatchObject({
      actor: { kind: 'customer', name: 'hanako' },
      conversation: { id: conversationId, subject: '缶について', inboxId: orders },
    })
    expect(page.items.find(({ kind }) => kind === 'messages')).toMatchObject({
      inbound: 1,
      outbound: 0,
      authors: [],
    })
  })

  it('tells who changed what, from which value to which', async () => {
    const path = `/api/customers/${customerId}`
    await ann.ok('PATCH', path, {
      name: '山田 花子',
      kana: null,
      attributes: { rank: 'gold', visits: 3, gift: false },
    })
    await ann.ok('PATCH', path, { name: '山田 花子', attributes: { rank: null, visits: 3 } })
    const { id } = await ann.ok<{ id: string }>('POST', `${path}/identities`, {
      kind: 'phone',
      value: '090-1111-2222',
    })
    await ann.ok('DELETE', `${path}/identities/${id}`)
    const changes = (await timeline(ann)).items.filter((entry) => entry.kind === 'changed')
    expect(changes.filter(({ what }) => what !== 'created')).toHaveLength(7)
    for (const [what, subject, from, to] of [
      ['name', null, 'hanako', '山田 花子'],
      ['attribute', 'rank', null, 'gold'],
      ['attribute', 'visits', null, 3],
      ['attribute', 'gift', null, false],
      ['attribute', 'rank', 'gold', null],
      ['address-added', 'phone', null, '090-1111-2222'],
      ['address-removed', 'phone', '090-1111-2222', null],
    ]) {
      expect(changes).toContainEqual(
        expect.objectContaining({
          what,
          subject,
          from,
          to,
          actor: asAnn(),
        }),
      )
    }
  })

  it('shows notes while they stand', async () => {
    const notes = `/api/customers/${customerId}/notes`
    const { id } = await ann.ok<{ id: string }>('POST', notes, { text: '電話は午前中に' })
    expect((await timeline(ann)).items.find(({ kind }) => kind === 'note')).toMatchObject({
      text: '電話は午前中に',
      actor: asAnn(),
    })
    await ann.ok('DELETE', `${notes}/${id}`)
    expect(kinds(await timeline(ann))).not.toContain('note')
  })

  it('counts a day’s messages together and tells when conversations were resolved and opened again', async () => {
    const path = `/api/conversations/${conversationId}`
    await ann.ok('POST', `${path}/replies`, { text: 'お調べします。' })
    const { id } = await ann.ok<{ id: string }>('POST', `${path}/replies`, { text: '違いました。' })
    await ann.ok('POST', `/api/messages/${id}/undo`, {})
    await ann.ok('POST', `${path}/notes`, { text: '在庫を確認中' })
    await ann.ok('PUT', `${path}/status`, { status: 'resolved' })
    await ann.ok('PUT', `${path}/status`, { status: 'pending' })
    const page = await timeline(ann)
    expect(page.items.filter(({ kind }) => kind === 'messages')).toMatchObject([
      { inbound: 1, outbound: 1, authors: ['agent 3'] },
    ])
    expect(kinds(page).slice(0, 2)).toEqual(['reopened', 'resolved'])
    expect(page.items[1]).toMatchObject({ actor: asAnn() })
  })

  it('begins a new line of messages with the day of the workspace', async () => {
    await test.db.run(sql`
      update messages set received_at = case kind when 'inbound' then ${new Date('2026-11-18T14:59:00Z')}::timestamptz
        else ${new Date('2026-11-18T15:01:00Z')}::timestamptz end
      where workspace_id = ${test.workspaceId} and conversation_id = ${conversationId} and kind <> 'note'`)
    expect((await timeline(ann)).items.filter(({ kind }) => kind === 'messages')).toMatchObject([
      { inbound: 0, outbound: 1 },
      { inbound: 1, outbound: 0 },
    ])
  })

  it('gives the same entries page by page', async () => {
    const whole = await timeline(lead)
    expect(whole.next).toBeNull()
    const pages: Page[] = []
    for (let cursor = ''; ; cursor = `&cursor=${pages.at(-1)?.next}`) {
      pages.push(await timeline(lead, `?limit=3${cursor}`))
      if (pages.at(-1)?.next === null) break
    }
    expect(pages.length).toBeGreaterThan(3)
    expect(pages.flatMap(({ items }) => items)).toEqual(whole.items)
  })
})

describe('sight', () => {
  it('hides what came through inboxes outside of one’s teams', async () => {
    expect((await bob.call('GET', `/api/customers/${customerId}/timeline`)).status).toBe(404)
    await receive(test.db, 'hanako@mail.example', care, { subject: '修理' })
    await test.db.tx((tx) =>
      identify(tx, [
        {
          inboxId: care,
          addresses: [
            { kind: 'email', value: 'hanako@mail.example' },
            { kind: 'phone', value: '03-1234-5678' },
          ],
          verified: true,
        },
      ]),
    )
    const [mine, theirs, all] = await Promise.all([ann, bob, lead].map((who) => timeline(who)))
    const inboxesOf = (page: Page | undefined) =>
      new Set(page?.items.flatMap((entry) => ('conversation' in entry ? [entry.conversation.inboxId] : [])))
    expect(inboxesOf(mine)).toEqual(new Set([orders]))
    expect(inboxesOf(theirs)).toEqual(new Set([care]))
    expect(inboxesOf(all)).toEqual(new Set([orders, care]))
    const added = { what: 'address-added', subject: 'phone', to: '03-1234-5678' }
    expect(all?.items).toContainEqual(expect.objectContaining(added))
    expect(theirs?.items).toContainEqual(expect.objectContaining(added))
    expect(JSON.stringify(mine)).not.toContain('03-1234-5678')
  })

  it('refuses a cursor of another list, and customers that do not exist', async () => {
    const path = `/api/customers/${customerId}/timeline`
    expect((await lead.call('GET', `${path}?cursor=bm9wZQ`)).status).toBe(400)
    const nobody = '/api/customers/0198a5b0-0000-7000-8000-000000000000/timeline'
    expect((await lead.call('GET', nobody)).status).toBe(404)
  })
})

it('counts what each of two customers wrote, where their conversations were merged', async () => {
  const write = async (from: string) => {
    const { conversationId: id } = await receive(test.db, from, orders)
    const { customer } = await lead.ok<Conversation>('GET', `/api/conversations/${id}`)
    return { id, customerId: customer.id }
  }
  const [one, other] = [await write('ichiro@mail.example'), await write('jiro@mail.example')]
  await receive(test.db, 'jiro@mail.example', orders)
  await lead.ok('POST', `/api/conversations/${one.id}/merge`, { intoId: other.id, differentCustomers: true })
  await test.settled()
  const counted = async (id: string) => {
    const { items } = await lead.ok<Page>('GET', `/api/customers/${id}/timeline`)
    return items.flatMap((entry) =>
      entry.kind === 'messages' && entry.conversation.id === other.id ? [entry.inbound] : [],
    )
  }
  expect(await counted(one.customerId)).toEqual([1])
  expect(await counted(other.customerId)).toEqual([1])
})
