import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import type { Client, TestApp } from '../../../test/harness/app.ts'
import type { Conversation } from '../conversations/contract.ts'
import type { Hit } from './contract.ts'
import { counts, openTwoTeams, type Person } from './fixtures/two-teams.ts'

interface Found {
  items: Hit[]
  customers: { name: string; detail: string }[]
}

let test: TestApp
let owner: Person
let ann: Person
let bob: Person
let orders: string
let care: string

beforeAll(async () => {
  ;({ test, owner, ann, bob, orders, care } = await openTwoTeams())
})

const list = async (who: Client, query = 'status=any'): Promise<Conversation[]> =>
  (await who.ok<{ items: Conversation[] }>('GET', `/api/conversations?${query}`)).items
const search = (who: Client, q: string): Promise<Found> =>
  who.ok('GET', `/api/search?q=${encodeURIComponent(q)}`)

describe('sight over the wire', () => {
  let seen: string
  let hidden: string

  beforeAll(async () => {
    const text = '紅茶の缶が凹んでいました'
    seen = (await receive(test.db, 'one@mail.example', orders, { text, subject: '缶について' }))
      .conversationId
    hidden = (await receive(test.db, 'two@mail.example', care, { text, subject: '缶について' }))
      .conversationId
    await test.settled()
  })

  it('limits lists, counts and search to the inboxes of one’s teams', async () => {
    expect((await list(ann)).map(({ id }) => id)).toEqual([seen])
    expect((await list(bob)).map(({ id }) => id)).toEqual([hidden])
    expect(new Set((await list(owner)).map(({ id }) => id))).toEqual(new Set([seen, hidden]))
    expect((await counts(ann)).counts).toEqual([
      { inboxId: orders, teamId: null, assigneeId: null, status: 'open', count: 1 },
    ])
    expect(new Set((await counts(owner)).counts.map(({ inboxId }) => inboxId))).toEqual(
      new Set([orders, care]),
    )
    for (const q of ['紅茶', '缶について', '紅'])
      expect(new Set((await search(ann, q)).items.map((hit) => hit.conversation.id))).toEqual(new Set([seen]))
    expect((await search(ann, 'two@mail.example')).customers).toEqual([])
  })

  it('says nothing about an inbox that somebody guesses', async () => {
    expect(await list(ann, `status=any&inboxId=${care}`)).toEqual([])
    const found = await ann.ok<Found>('GET', `/api/search?q=%E7%B4%85%E8%8C%B6&inboxId=${care}`)
    expect(found.items).toEqual([])
  })

  it('finds messages, subjects, customers and numbers, and marks what it found', async () => {
    const { items } = await search(owner, 'ｺｳﾁｬ 紅茶'.replace('ｺｳﾁｬ ', ''))
    expect(items.map((hit) => hit.snippet)).toContain('\ue000紅茶\ue001の缶が凹んでいました')
    const [row] = await list(ann)
    const [byNumber] = (await search(owner, `#${row?.number}`)).items
    expect(byNumber).toMatchObject({ messageId: null, conversation: { id: seen } })
    expect((await search(owner, 'one@mail')).customers).toMatchObject([{ detail: 'one@mail.example' }])
  })

  it('refuses what is no filter', async () => {
    for (const query of ['status=closed', 'inboxId=x', 'limit=0', 'limit=500', 'cursor=abc', 'sort=fastest'])
      expect((await owner.call('GET', `/api/conversations?${query}`)).status).toBe(400)
    expect((await owner.call('GET', '/api/search')).status).toBe(400)
    expect((await owner.call('GET', `/api/search?q=a&from=yesterday`)).status).toBe(400)
  })
})

describe('what is found follows what happens', () => {
  const hits = async (q: string): Promise<number> => {
    await test.settled()
    return (await search(owner, q)).items.length
  }

  it('notes and subjects', async () => {
    const { conversationId } = await receive(test.db, 'three@mail.example', orders, {
      text: '本文',
      subject: '羊羹',
    })
    expect(await hits('羊羹')).toBe(1)
    await owner.ok('POST', `/api/conversations/${conversationId}/notes`, { text: '社内メモ：金平糖' })
    expect(await hits('金平糖')).toBe(1)
    await owner.ok('PUT', `/api/conversations/${conversationId}/subject`, { subject: '最中' })
    expect(await hits('羊羹')).toBe(0)
    expect(await hits('最中')).toBe(1)
  })

  it('names of customers', async () => {
    const { conversationId } = await receive(test.db, 'namae@mail.example', orders, { text: '本文' })
    const row = await owner.ok<Conversation>('GET', `/api/conversations/${conversationId}`)
    await owner.ok('PATCH', `/api/customers/${row.customer.id}`, { name: '鷹司 綾子' })
    expect(await hits('鷹司')).toBe(1)
    await owner.ok('PATCH', `/api/customers/${row.customer.id}`, { name: '近衛 綾子' })
    expect(await hits('鷹司')).toBe(0)
  })
})
