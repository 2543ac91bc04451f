import { expect, it } from 'vitest'
import { clientFor, testApp, type TestApp } from '../../../test/harness/app.ts'
import { openSocket } from '../../../test/harness/socket.ts'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createPasswordLink, type Agent } from '../agents/index.ts'
import type { Queue, Routing } from './contract-queues.ts'
import { aQueue } from './fixtures/a-queue.ts'

const within = { timeout: 20_000, interval: 50 }
const PASSWORD = 'correct horse battery'

/** Signs somebody in and opens a screen of theirs. */
const openScreen = async ({ db, url, owner }: TestApp, agentId: string) => {
  const link = await db.tx((tx) => createPasswordLink(tx, agentId, 'invitation'))
  const anybody = clientFor(url, '')
  await anybody.ok('POST', `/api/password-resets/${link.slice(link.indexOf('#') + 1)}`, {
    password: PASSWORD,
  })
  const email = (await owner.ok<Agent[]>('GET', '/api/agents')).find(({ id }) => id === agentId)?.email
  const { headers } = await anybody.call('POST', '/api/session', { email, password: PASSWORD })
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  return openSocket(`${url}/api/live`, { headers: { cookie, origin: url } })
}

it('what customers write comes to whoever is here by itself, and goes on to who has room', async () => {
  const test = await testApp()
  const team = await test.team('サポート')
  const [hana, taro] = [await test.person('agent', [team]), await test.person('agent', [team])]
  const inbox = await addInbox(test.db)
  await test.db.run(sql`
    insert into inbox_teams (workspace_id, inbox_id, team_id) values (${test.workspaceId}, ${inbox}, ${team})`)
  const write = async () =>
    (await receive(test.db, `${newId()}@customer.example`, inbox, { threadKeys: [] })).conversationId
  const holder = async (id: string) =>
    (await test.owner.ok<{ assigneeId: string | null }>('GET', `/api/conversations/${id}`)).assigneeId
  const waited = await write()
  await test.owner.ok('PUT', '/api/routing-settings', { capacity: 1, chats: 1, points: [] })
  await test.owner.ok<Queue>('POST', '/api/queues', aQueue({ teamIds: [team] }))
  // A program that holds a connection by somebody's key is nobody who sits there.
  const headers = { authorization: `Bearer ${hana.key}` }
  const program = await openSocket(`${test.url}/api/live`, { headers })
  const screens = await Promise.all([hana, taro].map(({ id }) => openScreen(test, id)))
  await expect.poll(() => holder(waited), within).not.toBeNull()
  const next = await write()
  await expect.poll(() => holder(next), within).not.toBeNull()
  expect(new Set([await holder(waited), await holder(next)])).toEqual(new Set([hana.id, taro.id]))
  // Both hold as much as they take.
  const third = await write()
  const place = () =>
    test.owner.ok<{ place: { nobody: string } | null; routings: Routing[] }>(
      'GET',
      `/api/conversations/${third}/routing`,
    )
  await expect.poll(async () => (await place()).place?.nobody, within).toBe('room')
  await test.owner.ok('PUT', `/api/conversations/${waited}/status`, { status: 'resolved' })
  const freed = await holder(waited)
  await expect.poll(() => holder(third), within).toBe(freed)
  expect((await place()).routings).toMatchObject([{ agentId: freed, why: { by: 'only', here: 2, able: 1 } }])
  // Nobody else may decide how it is handed out.
  expect((await hana.call('POST', '/api/queues', aQueue())).status).toBe(403)
  for (const screen of [program, ...screens]) screen.close()
})
