import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Conversation } from '../conversations/contract.ts'
import type { Count, Hit, SavedView } from './contract.ts'
import { dice } from './fixtures/random-desk.ts'

type Person = Client & { id: string }
interface Counts {
  counts: Count[]
  mentions: number
}
interface Found {
  items: Hit[]
  customers: { name: string; detail: string }[]
}

let test: TestApp
let owner: Person
let lead: Person
/** Sees the inbox `orders` only. */
let ann: Person
/** Sees the inbox `care` only. */
let bob: Person
let orders: string
let care: string
let team: string

beforeAll(async () => {
  test = await testApp()
  team = await test.team('Orders')
  const other = await test.team('Care')
  orders = await addInbox(test.db, 'Orders')
  care = await addInbox(test.db, 'Care')
  await test.db.run(sql`
    insert into inbox_teams (workspace_id, inbox_id, team_id)
    values (${test.workspaceId}, ${orders}, ${team}), (${test.workspaceId}, ${care}, ${other})`)
  owner = await test.person('owner')
  lead = await test.person('lead')
  ann = await test.person('agent', [team])
  bob = await test.person('agent', [other])
})

const list = async (who: Client, query = 'status=any'): Promise<Conversation[]> =>
  (await who.ok<{ items: Conversation[] }>('GET', `/api/conversations?${query}`)).items
const search = (who: Client, q: string): Promise<Found> =>
  who.ok('GET', `/api/search?q=${encodeURIComponent(q)}`)
const counts = (who: Client): Promise<Counts> => who.ok('GET', '/api/conversation-counts')
const views = (who: Client): Promise<SavedView[]> => who.ok('GET', '/api/views')

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

describe('saved views', () => {
  it('belong to their owner until somebody shares them who may', async () => {
    const made = await ann.ok<SavedView>('POST', '/api/views', {
      name: ' 急ぎ ',
      filter: { priority: 'urgent' },
    })
    expect(made).toMatchObject({
      name: '急ぎ',
      shared: false,
      ownerId: ann.id,
      filter: { priority: 'urgent' },
    })
    expect(await views(ann)).toEqual([made])
    for (const other of [bob, lead, owner]) {
      expect(await views(other)).toEqual([])
      expect((await other.call('PATCH', `/api/views/${made.id}`, { name: 'x' })).status).toBe(404)
      expect((await other.call('DELETE', `/api/views/${made.id}`)).status).toBe(404)
    }
    expect((await ann.call('PATCH', `/api/views/${made.id}`, { shared: true })).status).toBe(403)
    expect((await ann.call('POST', '/api/views', { name: 'x', shared: true, filter: {} })).status).toBe(403)
    await ann.ok('DELETE', `/api/views/${made.id}`)
    expect(await views(ann)).toEqual([])
  })

  it('that are shared are seen by all and changed by those who may share', async () => {
    const made = await lead.ok<SavedView>('POST', '/api/views', {
      name: '待ち',
      shared: true,
      filter: { waiting: true, sort: 'waiting' },
    })
    for (const person of [ann, bob, owner]) expect(await views(person)).toEqual([made])
    expect((await ann.call('PATCH', `/api/views/${made.id}`, { name: 'x' })).status).toBe(403)
    expect((await ann.call('DELETE', `/api/views/${made.id}`)).status).toBe(403)
    const renamed = await owner.ok<SavedView>('PATCH', `/api/views/${made.id}`, {
      name: '長く待つ',
      position: 3,
    })
    expect(renamed).toEqual({ ...made, name: '長く待つ', position: 3 })
    await lead.ok('PATCH', `/api/views/${made.id}`, { shared: false })
    expect(await views(ann)).toEqual([])
    await lead.ok('DELETE', `/api/views/${made.id}`)
  })

  it('of an inbox stay hidden from those who do not see the inbox', async () => {
    const made = await lead.ok<SavedView>('POST', '/api/views', {
      name: 'Care',
      shared: true,
      filter: { inboxId: care },
    })
    expect(await views(bob)).toEqual([made])
    expect(await views(ann)).toEqual([])
    expect((await ann.call('DELETE', `/api/views/${made.id}`)).status).toBe(404)
    await lead.ok('DELETE', `/api/views/${made.id}`)
  })

  it('are refused when they name what is not there or not to be seen', async () => {
    const nowhere = '01a00000-0000-7000-8000-000000000001'
    for (const field of ['teamId', 'inboxId', 'assigneeId', 'tagId', 'customerId']) {
      const answer = await owner.call<{ fields: { path: string }[] }>('POST', '/api/views', {
        name: 'x',
        filter: { [field]: nowhere },
      })
      expect(answer.status).toBe(400)
      expect(answer.body.fields.map(({ path }) => path)).toEqual([`body.filter.${field}`])
    }
    expect((await ann.call('POST', '/api/views', { name: 'x', filter: { inboxId: care } })).status).toBe(400)
    expect((await ann.call('POST', '/api/views', { name: '  ', filter: {} })).status).toBe(400)
    expect((await ann.call('POST', '/api/views', { name: 'x', filter: { waiting: 'yes' } })).status).toBe(400)
  })
})

/** A screen that keeps its side-bar by what is pushed. */
class SideBar {
  readonly rows = new Map<string, Count>()
  mentions: number | undefined
  readonly inboxes = new Set<string>()
  readonly stale: string[] = []
  readonly socket: WebSocket

  constructor(url: string, who: Client) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`, {
      headers: { authorization: `Bearer ${who.key}` },
    })
    this.socket.on('message', (data) => {
      for (const frame of (
        JSON.parse((data as Buffer).toString('utf8')) as { frames: Record<string, unknown>[] }
      ).frames)
        this.#take(frame)
    })
  }

  #take(frame: Record<string, unknown>): void {
    if (frame.type === 'mentions') this.mentions = frame.count as number
    if (frame.type === 'stale') this.stale.push(String(frame.what))
    if (frame.type !== 'counts') return
    for (const row of frame.data as Count[]) {
      this.inboxes.add(row.inboxId)
      this.keep(row)
    }
  }

  keep(row: Count): void {
    const key = [row.inboxId, row.teamId, row.assigneeId, row.status].join(' ')
    if (row.count === 0) this.rows.delete(key)
    else this.rows.set(key, row)
  }

  async open(): Promise<this> {
    await new Promise((resolve, reject) => this.socket.once('message', resolve).once('error', reject))
    return this
  }
}

const sorted = (rows: Iterable<Count>): string[] => [...rows].map((row) => JSON.stringify(row)).sort()

describe('what is pushed', () => {
  it('is what is fetched: counts of one’s inboxes, and one’s mentions', async () => {
    const people: [Person, SideBar][] = []
    for (const person of [owner, ann, bob]) people.push([person, await new SideBar(test.url, person).open()])
    for (const [person, bar] of people) for (const row of (await counts(person)).counts) bar.keep(row)
    const random = dice(5)
    const made: string[] = []
    for (let step = 0; step < 60; step += 1) {
      if (step < 12) {
        const inbox = random.pick([orders, care])
        made.push((await receive(test.db, `live${step}@mail.example`, inbox)).conversationId)
        continue
      }
      const path = `/api/conversations/${random.pick(made)}`
      const assigneeId = random.pick([null, ann.id, bob.id, lead.id])
      const change: [string, string, object] = random.pick([
        ['PUT', 'status', { status: random.pick(['open', 'pending', 'resolved']) }],
        ['PUT', 'assignee', { assigneeId, teamId: random.pick([null, team]) }],
        ['PUT', 'assignee', { assigneeId }],
        ['POST', 'notes', { text: 'look', mentions: [random.pick([ann.id, bob.id])] }],
      ] as [string, string, object][])
      await owner.ok(change[0], `${path}/${change[1]}`, change[2])
    }
    await test.settled()
    for (const [person, bar] of people) {
      const fetched = await counts(person)
      await expect.poll(() => sorted(bar.rows.values())).toEqual(sorted(fetched.counts))
      await expect.poll(() => bar.mentions ?? fetched.mentions).toBe(fetched.mentions)
    }
    const [, annsBar] = people[1] as [Person, SideBar]
    const [, bobsBar] = people[2] as [Person, SideBar]
    expect(annsBar.inboxes).toEqual(new Set([orders]))
    expect(bobsBar.inboxes).toEqual(new Set([care]))
    expect(annsBar.mentions).toBeGreaterThan(0)
    for (const [, bar] of people) bar.socket.close()
  })

  it('takes a mention off the count once it was read, and never counts one out of sight', async () => {
    const bar = await new SideBar(test.url, ann).open()
    const before = (await counts(ann)).mentions
    const { conversationId } = await receive(test.db, 'mention@mail.example', orders)
    const other = await receive(test.db, 'mention2@mail.example', care)
    for (const id of [conversationId, other.conversationId])
      await owner.ok('POST', `/api/conversations/${id}/notes`, { text: '@ann', mentions: [ann.id] })
    expect((await counts(ann)).mentions).toBe(before + 1)
    await expect.poll(() => bar.mentions).toBe(before + 1)
    await ann.ok('PUT', `/api/conversations/${conversationId}/read`, {})
    expect((await counts(ann)).mentions).toBe(before)
    await expect.poll(() => bar.mentions).toBe(before)
    bar.socket.close()
  })

  it('says that views changed, to whom it matters', async () => {
    const [anns, bobs] = [await new SideBar(test.url, ann).open(), await new SideBar(test.url, bob).open()]
    const own = await ann.ok<SavedView>('POST', '/api/views', { name: 'own', filter: {} })
    await expect.poll(() => anns.stale).toContain('views')
    expect(bobs.stale).toEqual([])
    const shared = await lead.ok<SavedView>('POST', '/api/views', { name: 'all', shared: true, filter: {} })
    await expect.poll(() => bobs.stale).toContain('views')
    await ann.ok('DELETE', `/api/views/${own.id}`)
    await lead.ok('DELETE', `/api/views/${shared.id}`)
    for (const bar of [anns, bobs]) bar.socket.close()
  })
})
