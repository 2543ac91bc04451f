import { Webhook } from 'standardwebhooks'
import { beforeAll, expect, it } from 'vitest'
import { incoming, receive } from '../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../test/harness/app.ts'
import { LOCK_SPACES, sql } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids.ts'
import { receiveMessages } from '../modules/conversations/index.ts'
import { startReceiver, type Receiver } from '../modules/webhooks/fixtures/receiver.ts'

interface Told {
  type: string
  timestamp: string
  data: Record<string, Record<string, unknown> & { id: string }>
}

let test: TestApp
let agent: Client
let receiver: Receiver
let secret: string
let inbox: { id: string }

beforeAll(async () => {
  test = await testApp()
  receiver = await startReceiver()
  const team = await test.team('お客様相談')
  inbox = await test.inbox('chat', { teamIds: [team] })
  agent = await test.person('agent', [team])
  await test.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  const events = await test.owner.ok<{ name: string }[]>('GET', '/api/webhook-events')
  const made = await test.owner.ok<{ webhook: { id: string }; secret: string }>('POST', '/api/webhooks', {
    url: receiver.url,
    events: events.map(({ name }) => name),
  })
  secret = made.secret
})

/** Waits for an event of a kind and checks its signature. */
const told = async (type: string): Promise<Told> => {
  for (let count = 1; ; count += 1) {
    await receiver.until(count)
    for (const { headers, body } of receiver.got) {
      const event = new Webhook(secret).verify(body, headers) as Told
      if (event.type === type) return event
    }
  }
}

it('tells what happens in the shapes of the API', async () => {
  const message = await incoming(test.db, 'hanako@customer.example', inbox.id)
  await test.db.tx((tx) => receiveMessages(tx, [message]))

  const received = await told('message.received')
  const { id } = received.data.conversation ?? { id: '' }
  const { messages } = await agent.ok<{ messages: { id: string }[] }>(
    'GET',
    `/api/conversations/${id}/messages`,
  )
  expect(received.data.message).toEqual(messages[0])
  const whole = await agent.ok<Record<string, unknown>>('GET', `/api/conversations/${id}`)
  expect(whole).toMatchObject(received.data.conversation ?? {})
  expect(Object.keys(received.data.conversation ?? {})).toContain('version')

  expect((await told('conversation.opened')).data).toEqual({ conversation: received.data.conversation })
  const customer = (await told('customer.created')).data.customer
  const shown = await agent.ok<object>('GET', `/api/customers/${customer?.id}`)
  // It was told when the person became known, before the conversation was counted.
  expect({ ...customer, conversationCount: 1 }).toEqual(shown)

  await agent.ok('PUT', `/api/conversations/${id}/status`, { status: 'pending' })
  const changed = await told('conversation.changed')
  expect(changed.data.conversation).toMatchObject({ id, status: 'pending' })
  expect(changed.data.changes).toEqual([{ kind: 'status', from: 'open', to: 'pending' }])

  await agent.ok('POST', `/api/conversations/${id}/notes`, { text: '倉庫に確認中' })
  expect((await told('note.added')).data.message).toMatchObject({ kind: 'note', text: '倉庫に確認中' })

  await agent.ok('POST', `/api/conversations/${id}/replies`, { text: '本日発送いたします。' })
  const sent = await told('message.sent')
  expect(sent.data.message).toMatchObject({ kind: 'outbound', text: '本日発送いたします。', receipt: 'sent' })
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(receiver.got.length)
})

it('shows a secret once', async () => {
  expect(secret).toMatch(/^whsec_/)
  expect(JSON.stringify(await test.owner.ok('GET', '/api/webhooks'))).not.toContain(secret.slice(6))
})

it('can be set up by those who may change settings, and nobody else', async () => {
  const lead = await test.person('lead')
  for (const client of [agent, lead]) {
    expect((await client.call('GET', '/api/webhooks')).status).toBe(403)
    expect(
      (await client.call('POST', '/api/webhooks', { url: receiver.url, events: ['note.added'] })).status,
    ).toBe(403)
  }
})

it('tells of conversations that were merged, stand alone again, or were split', async () => {
  const write = async (threadKeys: string[] = []) => {
    const message = await incoming(test.db, 'jiro@customer.example', inbox.id, {
      messageKey: newId(),
      threadKeys,
    })
    const [place] = await test.db.tx((tx) => receiveMessages(tx, [message]))
    return { key: message.messageKey as string, ...(place as NonNullable<typeof place>) }
  }
  const [one, two] = [await write(), await write()]
  const more = await write([two.key])
  const at = (id: string) => `/api/conversations/${id}`
  const { linkId } = await agent.ok<{ linkId: string }>('POST', `${at(one.conversationId)}/merge`, {
    intoId: two.conversationId,
  })
  const merged = await told('conversation.merged')
  expect(merged.data.conversation).toMatchObject({ id: two.conversationId, messageCount: 3 })
  expect(merged.data.mergedConversationId).toBe(one.conversationId)
  await agent.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
  expect((await told('conversation.unmerged')).data.unmergedConversationId).toBe(one.conversationId)
  const split = await agent.ok<{ conversation: { id: string } }>('POST', `${at(two.conversationId)}/split`, {
    messageIds: [more.messageId],
  })
  const news = await told('conversation.split')
  expect(news.data.newConversationId).toBe(split.conversation.id)
})

it('tells of what was merged at once where it went, and the inbox that it left that it is gone', async () => {
  const [here, there] = await Promise.all(
    ['here', 'there'].map(async (name) => {
      const { id } = await test.inbox('email', { settings: { address: `${name}@shop.example` } })
      const { webhook } = await test.owner.ok<{ webhook: { id: string } }>('POST', '/api/webhooks', {
        url: receiver.url,
        events: ['conversation.opened', 'conversation.merged', 'conversation.unmerged'],
        inboxIds: [id],
      })
      const told = async () => {
        await test.settled()
        return (
          await test.db.many<{ body: string }>(sql`
            select body from webhook_deliveries
            where workspace_id = ${test.workspaceId} and webhook_id = ${webhook.id} order by id`)
        ).map(({ body }) => JSON.parse(body) as Told)
      }
      return { id, told }
    }),
  )
  if (!here || !there) throw new Error('the inboxes are missing')
  const write = async (inboxId: string) =>
    (await receive(test.db, 'saburo@customer.example', inboxId, { text: '内密の用件' })).conversationId
  const into = await write(there.id)
  expect((await there.told()).map(({ type }) => type)).toEqual(['conversation.opened'])

  // Nobody is told anything before both happened.
  const [from, linkId] = await test.db.tx(async (tx) => {
    await tx.run(
      sql`select pg_advisory_xact_lock(${LOCK_SPACES.dispatch}::integer, ${tx.workspaceId}::integer)`,
    )
    const id = await write(here.id)
    const merged = { intoId: into }
    const done = await test.owner.ok<{ linkId: string }>('POST', `/api/conversations/${id}/merge`, merged)
    return [id, done.linkId]
  })
  const [, opened, merged] = await there.told()
  expect(opened).toMatchObject({
    type: 'conversation.opened',
    data: { conversation: { id: into }, mergedConversationId: from },
  })
  expect(merged).toMatchObject({
    type: 'conversation.merged',
    data: { conversation: { id: into, version: 2 } },
  })
  const ids = { conversation: { id: into } }
  expect(await here.told()).toMatchObject([{ type: 'conversation.merged' }])
  expect((await here.told())[0]?.data).toEqual({ ...ids, mergedConversationId: from })

  await test.owner.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
  expect((await here.told())[1]?.data).toEqual({ ...ids, unmergedConversationId: from })
  expect((await there.told()).at(-1)?.data).toMatchObject({ ...ids, unmergedConversationId: from })
})
