import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { receive } from '../../../test/factories/index.ts'
import type { Client, TestApp } from '../../../test/harness/app.ts'
import type { Count, SavedView } from './contract.ts'
import { dice } from './fixtures/random-desk.ts'
import { counts, openTwoTeams, type Person } from './fixtures/two-teams.ts'

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

let test: TestApp
let owner: Person
let lead: Person
let ann: Person
let bob: Person
let orders: string
let care: string
let team: string

beforeAll(async () => {
  ;({ test, owner, lead, ann, bob, orders, care, team } = await openTwoTeams())
})

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
