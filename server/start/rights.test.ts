import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientFor, testApp, type Client, type TestApp } from '../../test/harness/app.ts'
import { openSocket, type Socket } from '../../test/harness/socket.ts'
import { readConfig } from '../kernel/config/index.ts'
import { APP_ROLE } from '../kernel/db/connection.ts'
import { sql } from '../kernel/db/index.ts'
import { createLog } from '../kernel/log.ts'
import { startApp, type App } from './app.ts'
import { checkScreens } from './check-screens.ts'

interface Frame {
  type: string
}

const SIGNED_OUT = 4001
const log = createLog('silent')

/** One process. */
let test: TestApp
/** Another one on the same database. */
let other: App
let otherUrl: string
let agent: Client & { id: string }
let teamId: string
let inboxId: string

beforeAll(async () => {
  test = await testApp()
  other = await startApp({
    config: readConfig({
      MADOGUCHI_PORT: '0',
      MADOGUCHI_HOST: '127.0.0.1',
      MADOGUCHI_ROLES: 'web',
      MADOGUCHI_SECRET: test.app.database.kernel.config.secret,
    }),
    connectionString: test.connectionString,
    log,
    migrated: { role: APP_ROLE },
  })
  otherUrl = `http://127.0.0.1:${other.port}`
  teamId = await test.team('チーム')
  agent = await test.person('agent', [teamId])
  inboxId = (await test.inbox('chat', { teamIds: [teamId] })).id
})
afterAll(() => other?.close())

const screen = (url: string, who: Client = agent): Promise<Socket<Frame>> =>
  openSocket(`${url}/api/live`, { headers: { authorization: `Bearer ${who.key}` } })
const seen = async (url: string): Promise<string[] | null> =>
  (await clientFor(url, agent.key).ok<{ inboxIds: string[] | null }>('GET', '/api/me')).inboxIds
const onInbox = (app: App): number => app.hub.on(test.workspaceId, `seen:${inboxId}`).size
const join = (teamIds: string[]) => test.owner.ok('PATCH', `/api/agents/${agent.id}`, { teamIds })

describe('rights that are taken away in one process', () => {
  it('are gone in another one when its screen is closed, and the screen comes back without them', async () => {
    const before = await screen(otherUrl)
    await before.wait(({ type }) => type === 'hello')
    expect(await seen(otherUrl)).toEqual([inboxId])
    await join([])
    expect(await before.closed).toBe(SIGNED_OUT)
    expect(await seen(otherUrl)).toEqual([])
    const after = await screen(otherUrl)
    await after.wait(({ type }) => type === 'hello')
    expect(onInbox(other)).toBe(0)
    after.close()
    await join([teamId])
  })

  it('end the screens of an API key that is removed, and let none in with it', async () => {
    const guest = await test.person('agent')
    const one = await screen(otherUrl, guest)
    await one.wait(({ type }) => type === 'hello')
    const items = await test.owner.ok<{ id: string; agentId: string }[]>('GET', '/api/api-keys')
    const key = items.find(({ agentId }) => agentId === guest.id)
    await test.owner.ok('DELETE', `/api/api-keys/${key?.id}`)
    expect(await one.closed).toBe(SIGNED_OUT)
    expect(await (await screen(otherUrl, guest)).closed).toBe(SIGNED_OUT)
  })
})

describe('a role that is changed in one process', () => {
  it('is another one at once in another process, whose screens of those who have it come back', async () => {
    const path = '/api/roles'
    const role = await test.owner.ok<{ id: string }>('POST', path, {
      name: '夜間',
      permissions: ['views.share'],
    })
    const guest = await test.person(role.id)
    const there = clientFor(otherUrl, guest.key)
    const may = async () => (await there.ok<{ permissions: string[] }>('GET', '/api/me')).permissions
    const before = await screen(otherUrl, guest)
    await before.wait(({ type }) => type === 'hello')
    expect(await may()).toContain('views.share')
    await test.owner.ok('PATCH', `${path}/${role.id}`, { permissions: [] })
    expect(await before.closed).toBe(SIGNED_OUT)
    expect(await may()).not.toContain('views.share')
    await test.owner.ok('DELETE', `${path}/${role.id}`, { moveTo: 'readonly' })
    await expect.poll(may).toContain('reports.read')
  })

  it('closes screens also where nobody was told', async () => {
    const role = await test.owner.ok<{ id: string }>('POST', '/api/roles', { name: '昼間', permissions: [] })
    const guest = await test.person(role.id)
    const open = await screen(test.url, guest)
    await open.wait(({ type }) => type === 'hello')
    await test.db.run(sql`
      update roles set permissions = '{customers.read}'
      where workspace_id = ${test.workspaceId} and id = ${role.id}`)
    const check = checkScreens(test.app.hub, log)
    await check.look()
    check.stop()
    expect(await open.closed).toBe(SIGNED_OUT)
  })
})

describe('the look at open screens', () => {
  it('closes those whose rights changed without a word, and leaves the others', async () => {
    const [mine, owners] = [await screen(test.url), await screen(test.url, test.owner)]
    for (const one of [mine, owners]) await one.wait(({ type }) => type === 'hello')
    const check = checkScreens(test.app.hub, log)
    await check.look()
    expect(onInbox(test.app)).toBe(1)
    // As another program would: nothing is announced.
    await test.db.run(sql`
      delete from team_members where workspace_id = ${test.workspaceId} and agent_id = ${agent.id}`)
    await check.look()
    check.stop()
    expect(await mine.closed).toBe(SIGNED_OUT)
    await expect.poll(() => [...test.app.hub.screens()].map(({ caller }) => caller?.role)).toEqual(['owner'])
    owners.close()
  })
})
