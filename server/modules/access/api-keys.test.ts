import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { updateAgent } from '../agents/index.ts'
import { openSite, PASSWORD, person, type Browser, type Site } from './fixtures/browser.ts'

let test: TestDatabase
let site: Site
let owner: Browser
let agentId: string
let people = 0

beforeAll(async () => {
  test = await testDatabase()
  site = await openSite(test.database)
  await person(test.database, test.workspaceId, 'owner@example.com', 'owner')
})

beforeEach(async () => {
  people += 1
  agentId = (await person(test.database, test.workspaceId, `person${people}@example.com`)).id
  owner = site.browser()
  await owner.signIn('owner@example.com', PASSWORD)
})

afterEach(() => test.clock.forward(3600))

interface Made {
  key: string
  apiKey: { id: string; prefix: string; agentId: string; lastUsedAt: string | null }
}

const make = async (forWhom?: string): Promise<Made & { client: Browser }> => {
  const body = { name: 'Shop', ...(forWhom ? { agentId: forWhom } : {}) }
  const answer = await owner.ask('POST /api/api-keys', body)
  expect(answer.status).toBe(201)
  const made = answer.body as unknown as Made
  const client = site.browser()
  client.key = made.key
  return { ...made, client }
}

describe('API keys', () => {
  it('act as the person they were made for, with their role and sight', async () => {
    const { key, apiKey, client } = await make(agentId)
    expect(key).toMatch(/^mdg_[\w-]{43}$/)
    expect(key.startsWith(apiKey.prefix)).toBe(true)
    const { body } = await client.ask('GET /api/me')
    expect(body).toMatchObject({ agent: { id: agentId }, permissions: [], inboxIds: [] })
    expect((await client.ask('GET /api/api-keys')).status).toBe(403)
    const mine = await make()
    expect((await mine.client.ask('GET /api/api-keys')).status).toBe(200)
  })

  it('are shown once and kept as a hash', async () => {
    const { key, apiKey } = await make(agentId)
    const list = await owner.ask('GET /api/api-keys')
    expect(JSON.stringify(list.body)).toContain(apiKey.prefix)
    expect(JSON.stringify(list.body)).not.toContain(key)
    const rows = await test.db.many(sql`select to_jsonb(k)::text as text from api_keys k`)
    expect(JSON.stringify(rows)).not.toContain(key)
    const log = await test.db.many(sql`
      select details from audit_entries
      where workspace_id = ${test.workspaceId} and subject_id = ${apiKey.id}`)
    expect(log).toEqual([{ details: { name: 'Shop', agentId } }])
  })

  it('are given again to a repeated request, and still kept nowhere in the open', async () => {
    owner.idempotencyKey = 'once'
    const first = await make(agentId)
    const again = await make(agentId)
    expect(again.key).toBe(first.key)
    const rows = await test.db.many(sql`
      select to_jsonb(i)::text as text from idempotency_keys i where workspace_id = ${test.workspaceId}`)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(first.key.slice(0, 20))
  })

  it('stop with the next request after they were revoked', async () => {
    const { apiKey, client } = await make(agentId)
    expect((await client.ask('GET /api/me')).status).toBe(200)
    expect((await owner.ask(`DELETE /api/api-keys/${apiKey.id}`)).status).toBe(204)
    const answer = await client.ask('GET /api/me')
    expect([answer.status, answer.body.code]).toEqual([401, 'access.unknown-key'])
    expect((await owner.ask(`DELETE /api/api-keys/${apiKey.id}`)).status).toBe(404)
  })

  it('sleep while their person is switched off', async () => {
    const { client } = await make(agentId)
    const change = (active: boolean) =>
      test.db.tx((tx) => updateAgent(tx, systemCaller(test.workspaceId), agentId, { active }))
    await change(false)
    expect((await client.ask('GET /api/me')).status).toBe(401)
    await change(true)
    expect((await client.ask('GET /api/me')).status).toBe(200)
  })

  it('can’t change how their person signs in', async () => {
    const { client } = await make()
    for (const [route, body] of [
      ['PUT /api/me/password', { current: PASSWORD, next: 'another good password' }],
      ['POST /api/me/totp', { password: PASSWORD }],
      ['POST /api/me/passkeys/options', undefined],
      ['GET /api/me/sessions', undefined],
      ['DELETE /api/session', undefined],
    ] as const) {
      const answer = await client.ask(route, body)
      expect([route, answer.status, answer.body.code]).toEqual([route, 403, 'access.person-only'])
    }
  })

  it('are noted as used once a minute', async () => {
    const { apiKey, client } = await make(agentId)
    const used = async () => {
      const { body } = await owner.ask('GET /api/api-keys')
      const list = body as unknown as Made['apiKey'][]
      return list.find(({ id }) => id === apiKey.id)?.lastUsedAt
    }
    expect(await used()).toBeNull()
    await client.ask('GET /api/me')
    const first = await used()
    expect(first).toBe(test.clock.now().toISOString())
    test.clock.forward(30)
    await client.ask('GET /api/me')
    expect(await used()).toBe(first)
  })

  it('that are wrong are refused, and a proxy’s own sign-in beside the cookie is not taken for one', async () => {
    for (const key of ['mdg_wrong', 'x'.repeat(5000), `mdg_${'A'.repeat(43)}`]) {
      const stranger = site.browser()
      stranger.key = key
      expect((await stranger.ask('GET /api/me')).status).toBe(401)
    }
    const headers = { authorization: 'Basic dXNlcjpwYXNz', cookie: `madoguchi_session=${owner.cookie}` }
    expect(await site.authenticate({ headers, ip: '' })).toMatchObject({ role: 'owner', kind: 'person' })
  })

  it('are for people who exist and may sign in', async () => {
    const nobody = '01980000-0000-7000-8000-000000000000'
    expect((await owner.ask('POST /api/api-keys', { name: 'x', agentId: nobody })).status).toBe(400)
    const plain = site.browser()
    await plain.signIn(`person${people}@example.com`, PASSWORD)
    expect((await plain.ask('POST /api/api-keys', { name: 'x' })).status).toBe(403)
  })
})
