import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { sql } from '../../kernel/db/index.ts'
import { openSite, PASSWORD, person, type Browser, type Site } from './fixtures/browser.ts'

interface Session {
  id: string
  agentId: string
  current: boolean
  device: string
  address: string
  through: string | null
}

let test: TestDatabase
let site: Site
let owner: Browser
let lead: Browser
let agent: Browser
let ids: Record<'owner' | 'lead' | 'agent', string>

const entered = async (email: string, address = '203.0.113.5'): Promise<Browser> => {
  const browser = site.browser(address)
  await browser.signIn(email, PASSWORD)
  return browser
}
const list = async (who: Browser, query = ''): Promise<Session[]> =>
  (await who.ask(`GET /api/sessions?${query}`)).body.items as Session[]
const isIn = async (who: Browser): Promise<boolean> => (await who.ask('GET /api/me')).status === 200

beforeAll(async () => {
  test = await testDatabase()
  site = await openSite(test.database)
  const add = async (name: 'owner' | 'lead' | 'agent') =>
    (await person(test.database, test.workspaceId, `${name}@example.com`, name)).id
  ids = { owner: await add('owner'), lead: await add('lead'), agent: await add('agent') }
  owner = await entered('owner@example.com')
  lead = await entered('lead@example.com')
  agent = await entered('agent@example.com', '198.51.100.20')
})

describe('sessions of others', () => {
  it('are shown to who leads, but for those of who may do more', async () => {
    expect(await list(owner)).toMatchObject([
      {
        agentId: ids.agent,
        current: false,
        device: 'Firefox, Windows',
        address: '198.51.100.20',
        through: null,
      },
      { agentId: ids.lead, current: false },
      { agentId: ids.owner, current: true },
    ])
    expect((await list(lead)).map((one) => one.agentId)).toEqual([ids.agent, ids.lead])
    expect(await list(lead, `agentId=${ids.owner}`)).toEqual([])
    expect((await list(owner, `agentId=${ids.lead}`)).map((one) => one.agentId)).toEqual([ids.lead])
    expect((await agent.ask('GET /api/sessions')).status).toBe(403)
  })

  it('come page by page', async () => {
    const first = (await owner.ask('GET /api/sessions?limit=2')).body
    expect((first.items as Session[]).map((one) => one.agentId)).toEqual([ids.agent, ids.lead])
    expect((await list(owner, `limit=2&cursor=${first.next as string}`)).map((one) => one.agentId)).toEqual([
      ids.owner,
    ])
    expect((await owner.ask('GET /api/sessions?cursor=x')).status).toBe(404)
  })

  it('end one by one, at once, and that is noted', async () => {
    const phone = await entered('agent@example.com', '198.51.100.21')
    const [newest] = await list(lead, `agentId=${ids.agent}`)
    expect((await lead.ask(`DELETE /api/sessions/${newest?.id}`)).status).toBe(204)
    expect([await isIn(phone), await isIn(agent)]).toEqual([false, true])
    expect((await lead.ask(`DELETE /api/sessions/${newest?.id}`)).status).toBe(404)
    expect(await entries('access.end-session')).toEqual([
      { subject: ids.agent, details: { device: 'Firefox, Windows' } },
    ])
  })

  it('end all together, but not those of who may do more', async () => {
    const phone = await entered('agent@example.com')
    const answer = await lead.ask(`DELETE /api/agents/${ids.agent}/sessions`)
    expect(answer.body).toEqual({ ended: 2 })
    expect([await isIn(phone), await isIn(agent)]).toEqual([false, false])
    expect(await entries('access.end-sessions')).toEqual([{ subject: ids.agent, details: { sessions: 2 } }])
    const [theirs] = await list(owner, `agentId=${ids.owner}`)
    const refused = [
      await lead.ask(`DELETE /api/agents/${ids.owner}/sessions`),
      await lead.ask(`DELETE /api/sessions/${theirs?.id}`),
    ]
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'agents.above-you'],
      [403, 'agents.above-you'],
    ])
    expect(await isIn(owner)).toBe(true)
  })

  it('of oneself end everywhere else', async () => {
    const phone = await entered('owner@example.com')
    expect((await owner.ask(`DELETE /api/agents/${ids.owner}/sessions`)).body).toEqual({ ended: 1 })
    expect([await isIn(phone), await isIn(owner)]).toEqual([false, true])
  })
})

const entries = (action: string) =>
  test.db.many(sql`
    select subject_id as subject, details from audit_entries
    where workspace_id = ${test.workspaceId} and action = ${action} order by id`)
