import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import type { Conversation, Message } from '../conversations/contract.ts'
import { firstMessages } from './queries/acknowledgements.ts'

interface Page {
  items: { messageId: string; conversationNumber: number; customerName: string; inboxId: string }[]
  waiting: number
}

let app: TestApp
let one: { inbox: string; team: string }
let two: { inbox: string; team: string }
let both: Client
let first: Client
let second: Client
beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  const inbox = async (name: string) => {
    const team = await app.team(name)
    const settings = { address: `${name}@shop.example` }
    return { team, inbox: (await app.inbox('email', { teamIds: [team], settings })).id }
  }
  ;[one, two] = [await inbox('one'), await inbox('two')]
  both = await app.person('agent', [one.team, two.team])
  first = await app.person('agent', [one.team])
  second = await app.person('agent', [two.team])
})

/** Tanaka's conversation of the first inbox stands in Suzuki's of the second one. */
const merged = async (name: string) => {
  const write = (from: string, inbox: string) => receive(app.db, `${from}.${name}@customer.example`, inbox)
  const [a, b] = [await write('tanaka', one.inbox), await write('suzuki', two.inbox)]
  const get = (id: string) => both.ok<Conversation>('GET', `/api/conversations/${id}`)
  const [of, into] = [await get(a.conversationId), await get(b.conversationId)]
  const body = { intoId: into.id, differentCustomers: true }
  await both.ok('POST', `/api/conversations/${of.id}/merge`, body)
  return { of, into, first: a.messageId, to: `tanaka.${name}@customer.example` }
}

describe('what is not sent of a merged conversation', () => {
  it('is for those who see where it stands, and says to whom it goes', async () => {
    const { of, into, to } = await merged('unsent')
    const body = { text: 'ご案内です。', to: [to] }
    const { id } = await both.ok<Message>('POST', `/api/conversations/${into.id}/replies`, body)
    await app.settled()
    const page = (who: Client, query = '') => who.ok<Page>('GET', `/api/unsent?state=waiting${query}`)
    expect(await page(first)).toMatchObject({ items: [], waiting: 0 })
    expect((await page(second)).items).toMatchObject([
      {
        messageId: id,
        conversationNumber: into.number,
        customerName: of.customer.name,
        // The inbox that it leaves through is out of their sight.
        inboxId: two.inbox,
      },
    ])
    expect((await page(both)).items).toMatchObject([{ messageId: id, inboxId: one.inbox }])
    expect(await page(second)).toMatchObject({ waiting: 1 })
    expect((await page(both, `&inboxId=${one.inbox}`)).items).toHaveLength(1)
    expect((await page(both, `&inboxId=${two.inbox}`)).items).toEqual([])
    expect((await first.call('POST', `/api/messages/${id}/resend`, {})).status).toBe(404)
  })
})

describe('a receipt of a merged conversation', () => {
  it('is that of its own thread', async () => {
    const { of, into, first } = await merged('receipt')
    const body = { text: 'ご案内です。' }
    await both.ok<Message>('POST', `/api/conversations/${into.id}/replies`, body)
    const rows = await app.db.tx((tx) => firstMessages(tx, [first]))
    expect(rows).toMatchObject([{ conversationId: into.id, number: of.number, customerId: of.customer.id }])
  })
})
