import { beforeAll, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { rebuildFacts } from './rebuild-facts.ts'

let app: TestApp
let agent: Client & { id: string }
let inbox: string
beforeAll(async () => {
  app = await testApp()
  agent = await app.person('lead')
  inbox = (await app.inbox('email', { settings: { address: 'shop@shop.example' } })).id
})

const at = (id: string): string => `/api/conversations/${id}`
const facts = async () => {
  await app.settled()
  const of = (table: 'facts' | 'message_facts' | 'standing_resolves') =>
    app.db.many<{ row: Record<string, unknown> }>(sql`
      select to_jsonb(f) as row from ${{ facts: sql`facts`, message_facts: sql`message_facts`, standing_resolves: sql`standing_resolves` }[table]} f
      where f.workspace_id = ${app.workspaceId} order by to_jsonb(f)::text`)
  const all = await Promise.all([of('facts'), of('message_facts'), of('standing_resolves')])
  return all.map((rows) => rows.map(({ row }) => row))
}
const kinds = async (id: string): Promise<string[]> =>
  (await facts())
    .flat()
    .filter((row) => row.conversation_id === id)
    .map(({ kind }) => (typeof kind === 'string' ? kind : 'standing'))
    .sort((a, b) => a.localeCompare(b))

it('measures merged conversations as one, and each by itself again once that is undone', async () => {
  const write = async (text: string) =>
    (await receive(app.db, 'hanako@customer.example', inbox, { text })).conversationId
  const [a, b] = [await write('一通目'), await write('二通目')]
  const { id } = await agent.ok<{ id: string }>('POST', `${at(a)}/replies`, { text: 'ご案内です。' })
  await app.db.tx((tx) => setReceipt(tx, { messageId: id, receipt: 'sent', first: true }))
  await agent.ok('PUT', `${at(a)}/status`, { status: 'resolved' })
  await agent.ok('PUT', `${at(b)}/status`, { status: 'resolved' })
  const before = await facts()
  expect(await kinds(a)).toEqual(['first-response', 'inbound', 'opened', 'outbound', 'resolved', 'standing'])

  const { linkId } = await agent.ok<{ linkId: string }>('POST', `${at(a)}/merge`, { intoId: b })
  expect(await kinds(a)).toEqual([])
  expect(await kinds(b)).toEqual([
    'first-response',
    'inbound',
    'inbound',
    'opened',
    'outbound',
    'resolved',
    'standing',
  ])
  const merged = await facts()
  await rebuildFacts(app.db)
  expect(await facts()).toEqual(merged)

  await agent.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
  expect(await facts()).toEqual(before)
})
