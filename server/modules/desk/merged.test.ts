import { beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import { rebuildSearch } from './index.ts'
import { holdIndex } from './queries/documents.ts'

let app: TestApp
let one: Client
let two: Client
let inboxes: string[]
beforeAll(async () => {
  app = await testApp()
  const made = await Promise.all(
    ['one', 'two'].map(async (name) => {
      const team = await app.team(name)
      const settings = { address: `${name}@shop.example` }
      return { team, inbox: (await app.inbox('email', { teamIds: [team], settings })).id }
    }),
  )
  inboxes = made.map(({ inbox }) => inbox)
  const [first, second] = made.map(({ team }) => team)
  one = await app.person('agent', [first as string])
  two = await app.person('agent', [second as string])
})

const write = async (inbox: number, text: string, subject: string, from = 'hanako@customer.example') =>
  (await receive(app.db, from, inboxes[inbox] as string, { text, subject })).conversationId
const found = async (who: Client, words: string): Promise<string[]> => {
  await app.settled()
  return foundNow(who, words)
}
const foundNow = async (who: Client, words: string): Promise<string[]> => {
  const { items } = await who.ok<{ items: { conversation: { id: string } }[] }>(
    'GET',
    `/api/search?q=${encodeURIComponent(words)}`,
  )
  return [...new Set(items.map(({ conversation }) => conversation.id))]
}
const documents = async () => {
  await app.settled()
  return app.db.many(sql`
    select id, conversation_id, inbox_id, customer_id, body, tokens::text from search_documents
    where workspace_id = ${app.workspaceId} order by id`)
}

it('finds what was merged in the survivor, for those who see that, and says so to open screens', async () => {
  const a = await write(0, '青い急須が割れていました', '破損の件')
  const b = await write(1, '配送日を変えたい', '配送の件')
  const before = await documents()
  const frames: Record<string, unknown>[] = []
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/live`, {
    headers: { authorization: `Bearer ${one.key}` },
  })
  socket.on('message', (data) =>
    frames.push(...(JSON.parse((data as Buffer).toString('utf8')) as { frames: typeof frames }).frames),
  )
  await new Promise((done) => socket.once('open', done))
  await expect.poll(() => frames.length).toBeGreaterThan(0)

  const { linkId } = await app.owner.ok<{ linkId: string }>('POST', `/api/conversations/${a}/merge`, {
    intoId: b,
  })
  expect(await found(two, '急須')).toEqual([b])
  expect(await found(two, '破損')).toEqual([b])
  expect(await found(one, '急須')).toEqual([])
  expect(await found(one, '破損')).toEqual([])
  await expect.poll(() => frames.map(({ type }) => type)).toEqual(expect.arrayContaining(['gone', 'stale']))
  expect(frames.map(({ type }) => type)).not.toContain('merged')
  const merged = await documents()
  await rebuildSearch(app.db)
  expect(await documents()).toEqual(merged)

  await app.owner.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
  expect(await found(one, '急須')).toEqual([a])
  expect(await found(two, '急須')).toEqual([])
  expect(await documents()).toEqual(before)
  socket.close()
})

it('finds nothing that left sight, although the index does not know yet', async () => {
  const a = await write(0, '茶托に錆がありました', '茶托の件')
  const b = await write(1, '請求先を変えたい', '請求の件')
  const merge = () => app.owner.ok<{ linkId: string }>('POST', `/api/conversations/${a}/merge`, { intoId: b })
  const { linkId } = await merge()
  expect(await found(two, '茶托')).toEqual([b])
  await app.db.tx(async (tx) => {
    await holdIndex(tx)
    await app.owner.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
    expect(await foundNow(two, '茶托')).toEqual([])
    expect(await foundNow(app.owner, '茶托')).toEqual([a])
  })
  expect(await found(one, '茶托')).toEqual([a])

  await merge()
  expect(await found(two, '錆')).toEqual([b])
  const { messages } = await two.ok<{ messages: { id: string; text: string }[] }>(
    'GET',
    `/api/conversations/${b}/messages`,
  )
  const messageId = messages.find(({ text }) => text.includes('錆'))?.id
  await app.db.tx(async (tx) => {
    await holdIndex(tx)
    await app.owner.ok('POST', `/api/conversations/${b}/split`, { messageIds: [messageId] })
    expect(await foundNow(two, '錆')).toEqual([])
  })
})

it('finds what was merged twice where it stands at last', async () => {
  const a = await write(0, '一つ目の用件', '香炉の件')
  const b = await write(0, '二つ目の用件', '二つ目')
  const c = await write(1, '三つ目の用件', '三つ目')
  const merge = async (from: string, intoId: string) => {
    await app.owner.ok('POST', `/api/conversations/${from}/merge`, { intoId })
    await app.settled()
  }
  await merge(a, b)
  expect(await found(one, '香炉')).toEqual([b])
  await merge(b, c)
  expect(await found(two, '香炉')).toEqual([c])
  const kept = await documents()
  await rebuildSearch(app.db)
  expect(await documents()).toEqual(kept)
})

it('forgets with whom a customer was one, when that is undone', async () => {
  const customerOf = async (id: string) =>
    (await app.owner.ok<{ customer: { id: string } }>('GET', `/api/conversations/${id}`)).customer.id
  const from = await write(0, '一通目', '件名', 'kaori@customer.example')
  const into = await write(1, '二通目', '件名', 'midori@customer.example')
  const [survivorId, mergedId] = [await customerOf(from), await customerOf(into)]
  await app.owner.ok('PATCH', `/api/customers/${survivorId}`, { name: '勘解由 香', kana: 'カデノ カオリ' })
  const { id } = await app.owner.ok<{ id: string }>('POST', `/api/customers/${survivorId}/merges`, {
    mergedId,
  })
  await app.settled()
  await app.owner.ok('POST', `/api/conversations/${from}/merge`, { intoId: into })
  expect(await found(two, 'カデノ')).toEqual([into])
  await app.owner.ok('POST', `/api/customer-merges/${id}/undo`, {})
  expect(await found(two, 'カデノ')).toEqual([])
  const kept = await documents()
  await rebuildSearch(app.db)
  expect(await documents()).toEqual(kept)
})
