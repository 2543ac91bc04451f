import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../../test/harness/app.ts'
import { systemCaller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Conversation } from '../contract.ts'
import { everything } from '../fixtures/everything.ts'
import { getConversation, listMessages } from '../get-conversation.ts'
import { recount } from '../index.ts'

let app: TestApp
let agent: Client
let inbox: string
beforeAll(async () => {
  app = await testApp()
  agent = await app.person('lead')
  inbox = (await app.inbox('email', { settings: { address: 'shop@shop.example' } })).id
})

const write = async (from: string): Promise<Conversation> => {
  const { conversationId } = await receive(app.db, from, inbox)
  return agent.ok<Conversation>('GET', `/api/conversations/${conversationId}`)
}
const counted = async (id: string) =>
  (await agent.ok<{ conversationCount: number }>('GET', `/api/customers/${id}`)).conversationCount

describe('merged conversations of customers who are merged', () => {
  it('are counted once, and are whose they were when both are undone, in either order', async () => {
    for (const customersFirst of [true, false]) {
      const [a, b] = [
        await write(`a${customersFirst}@customer.example`),
        await write(`b${customersFirst}@customer.example`),
      ]
      await app.settled()
      const before = await everything(app.db)
      const { linkId } = await agent.ok<{ linkId: string }>('POST', `/api/conversations/${a.id}/merge`, {
        intoId: b.id,
        differentCustomers: true,
      })
      expect([await counted(a.customer.id), await counted(b.customer.id)]).toEqual([0, 1])
      const merge = await agent.ok<{ id: string }>('POST', `/api/customers/${b.customer.id}/merges`, {
        mergedId: a.customer.id,
      })
      await app.settled()
      expect(await counted(b.customer.id)).toBe(1)
      const undo = [
        () => agent.ok('POST', `/api/customer-merges/${merge.id}/undo`, {}),
        () => agent.ok('POST', `/api/conversation-links/${linkId}/undo`, {}),
      ]
      for (const one of customersFirst ? undo : undo.reverse()) {
        await one()
        await app.settled()
      }
      expect(await everything(app.db)).toEqual(before)
      expect(await app.db.tx(recount)).toBe(0)
    }
  })
})

describe('undoing a merge of customers', () => {
  it('knows what somebody wrote since, also where it stands in a conversation of somebody else', async () => {
    const from = 'heard@customer.example'
    const { conversationId: id } = await receive(app.db, from, inbox, { messageKey: 'mid:heard' })
    const [{ customer }, other, stranger] = [
      await agent.ok<Conversation>('GET', `/api/conversations/${id}`),
      await write('heard-too@customer.example'),
      await write('heard-else@customer.example'),
    ]
    await agent.ok('POST', `/api/conversations/${id}/merge`, {
      intoId: stranger.id,
      differentCustomers: true,
    })
    const merge = await agent.ok<{ id: string }>('POST', `/api/customers/${customer.id}/merges`, {
      mergedId: other.customer.id,
    })
    await app.settled()
    const again = await receive(app.db, from, inbox, { threadKeys: ['mid:heard'] })
    expect(again.conversationId).toBe(stranger.id)
    await app.settled()
    const seen = async () =>
      (await agent.ok<{ lastSeenAt: string }>('GET', `/api/customers/${customer.id}`)).lastSeenAt
    const before = await seen()
    await agent.ok('POST', `/api/customer-merges/${merge.id}/undo`, {})
    await app.settled()
    expect(await seen()).toBe(before)
  })
})

describe('opening a conversation', () => {
  it('takes no statement more for what may have been merged', async () => {
    const { id } = await write('plain@customer.example')
    let statements = 0
    const count = <Query extends Db['many'] | Db['maybe'] | Db['one']>(ask: Query): Query =>
      ((query: Parameters<Query>[0]) => ((statements += 1), ask(query))) as Query
    const db: Db = {
      ...app.db,
      many: count(app.db.many),
      maybe: count(app.db.maybe),
      one: count(app.db.one),
      together: (work) => work(db),
    }
    const caller = systemCaller(app.workspaceId)
    await getConversation(app.db, caller, id)
    await getConversation(db, caller, id)
    expect(statements).toBe(2)
    await listMessages(db, caller, { conversationId: id, limit: 50 })
    expect(statements).toBe(5)
  })
})
