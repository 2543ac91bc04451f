import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { createServer, RateLimiter, registerRoom } from '../../kernel/http/index.ts'
import { createAgent } from './index.ts'
import { room } from './routes.ts'

let test: TestDatabase
let caller: Caller | undefined
let ask: (route: string, body?: object) => Promise<{ status: number; body: Record<string, unknown> }>

beforeAll(async () => {
  test = await testDatabase()
  const server = await createServer(test.database.kernel)
  const services = {
    database: test.database,
    authenticate: async () => caller,
    limiter: new RateLimiter(() => 0),
    checkAnswers: true,
  }
  registerRoom(server, room, services)
  ask = async (route, body) => {
    const [method, url] = route.split(' ') as ['GET', string]
    const answer = await server.inject({ method, url, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, body: answer.body ? answer.json() : {} }
  }
  const system = systemCaller(test.workspaceId)
  const agent = await test.db.tx((tx) =>
    createAgent(tx, system, { email: 'owner@example.com', name: 'Owner', role: 'owner' }),
  )
  caller = {
    ...system,
    kind: 'person',
    role: 'owner',
    id: agent.id,
    name: agent.name,
    permissions: new Set(['people.write']),
  }
})

describe('people and teams over HTTP', () => {
  it('answer in the shapes of the contract, from invitation to removal', async () => {
    const team = await ask('POST /api/teams', { name: 'Team' })
    expect(team.status).toBe(201)
    const teamId = team.body.id as string
    const invited = await ask('POST /api/agents', {
      name: 'New',
      email: 'new@example.com',
      role: 'agent',
      teamIds: [teamId],
    })
    expect(invited.status).toBe(201)
    expect(invited.body.inviteUrl).toMatch(/^http:\/\/localhost:4000\/set-password#[\w-]{43}$/)
    const { id } = invited.body.agent as { id: string }
    const off = await ask(`PATCH /api/agents/${id}`, { active: false })
    expect([off.status, off.body.active]).toEqual([200, false])
    expect((await ask('PATCH /api/me', { language: 'en' })).body.language).toBe('en')
    expect((await ask('GET /api/agents')).body).toHaveLength(2)
    const renamed = await ask(`PATCH /api/teams/${teamId}`, { name: 'Renamed' })
    expect(renamed.body).toMatchObject({ name: 'Renamed', agentIds: [id] })
    expect((await ask('GET /api/teams')).body).toHaveLength(1)
    expect((await ask(`DELETE /api/teams/${teamId}`)).status).toBe(204)
    expect((await ask('GET /api/teams')).body).toEqual([])
  })

  it('refuse what the caller may not do, and callers who are nobody', async () => {
    const owner = caller as Caller
    const routes = [
      'POST /api/agents',
      `PATCH /api/agents/${owner.id}`,
      'POST /api/teams',
      `DELETE /api/teams/${owner.id}`,
    ]
    caller = { ...owner, permissions: new Set() }
    for (const route of routes) expect([route, (await ask(route, {})).status]).toEqual([route, 403])
    caller = undefined
    for (const route of [...routes, 'GET /api/agents', 'GET /api/teams', 'PATCH /api/me'])
      expect([route, (await ask(route, {})).status]).toEqual([route, 401])
    caller = owner
  })
})
