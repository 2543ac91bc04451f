import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { createTeam, updateAgent, type Role } from '../agents/index.ts'
import type { Authenticator } from './index.ts'
import { openSite, PASSWORD, person, type Browser, type Site } from './fixtures/browser.ts'
import { sweep } from './jobs.ts'
import { onAgentChanged } from './on-events.ts'

const DAY = 24 * 3600

let test: TestDatabase
let site: Site
let browser: Browser
let people = 0
let email: string
let agentId: string

beforeAll(async () => {
  test = await testDatabase()
  site = await openSite(test.database)
  // One owner always stays, whatever a test does to its own person.
  await person(test.database, test.workspaceId, 'owner@example.com', 'owner')
})

beforeEach(async () => {
  people += 1
  email = `person${people}@example.com`
  agentId = (await person(test.database, test.workspaceId, email)).id
  browser = site.browser(`203.0.113.${people}`)
  await browser.signIn(email, PASSWORD)
})

afterEach(() => test.clock.forward(3600))

const system = () => systemCaller(test.workspaceId)
const change = (to: { role?: Role; active?: boolean; teamIds?: string[] }) =>
  test.db.tx((tx) => updateAgent(tx, system(), agentId, to))
const me = (who: Browser = browser) => who.ask('GET /api/me')
const list = async (who: Browser = browser) =>
  (await who.ask('GET /api/me/sessions')).body as unknown as {
    id: string
    current: boolean
    device: string
  }[]

describe('sessions', () => {
  it('are listed with device and address, and ended one by one', async () => {
    const phone = site.browser('198.51.100.9')
    phone.userAgent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/605'
    test.clock.forward(10)
    await phone.signIn(email, PASSWORD)
    const sessions = await list()
    expect(sessions).toMatchObject([
      { current: false, device: 'Safari, iPhone', address: '198.51.100.9' },
      { current: true, device: 'Firefox, Windows', address: `203.0.113.${people}` },
    ])
    expect((await me(phone)).status).toBe(200)
    expect((await browser.ask(`DELETE /api/me/sessions/${sessions[0]?.id}`)).status).toBe(204)
    expect((await me(phone)).status).toBe(401)
    expect(await list()).toHaveLength(1)
  })

  it('of others can’t be ended', async () => {
    const other = site.browser()
    await other.signIn('owner@example.com', PASSWORD)
    const [theirs] = await list(other)
    expect((await browser.ask(`DELETE /api/me/sessions/${theirs?.id}`)).status).toBe(404)
    expect((await me(other)).status).toBe(200)
  })

  it('end with signing out, and the cookie is taken back', async () => {
    const token = browser.cookie
    const answer = await browser.ask('DELETE /api/session')
    expect([answer.status, answer.body]).toEqual([200, { url: null }])
    expect(browser.cookie).toBeUndefined()
    browser.cookie = token
    expect((await me()).status).toBe(401)
  })

  it('stay while they are used, and end after 14 days without use', async () => {
    for (let i = 0; i < 5; i += 1) {
      test.clock.forward(13 * DAY)
      expect((await me()).status).toBe(200)
    }
    test.clock.forward(14 * DAY)
    expect((await me()).status).toBe(401)
  })

  it('get a new cookie for 30 days when the app asks who is signed in', async () => {
    const answer = await me()
    expect(String(answer.headers['set-cookie'])).toContain(
      `madoguchi_session=${browser.cookie}; Max-Age=2592000`,
    )
  })

  it('are noted as seen once a minute, not with every request', async () => {
    const seen = async () => {
      const [row] = await test.db.many<{ at: Date }>(sql`
        select last_seen_at as at from sessions
        where workspace_id = ${test.workspaceId} and agent_id = ${agentId}`)
      return row?.at.getTime()
    }
    const first = await seen()
    test.clock.forward(59)
    await me()
    expect(await seen()).toBe(first)
    test.clock.forward(6)
    await me()
    expect(await seen()).toBe(test.clock.now().getTime())
    expect((await me()).body.agent).toMatchObject({ lastSeenAt: test.clock.now().toISOString() })
  })

  it('that ran out are swept away with old counts and tokens', async () => {
    await site.browser('192.0.2.77').signIn('nobody@example.com', 'not the password')
    await browser.ask('POST /api/session/passkey/options')
    test.clock.forward(15 * DAY)
    await person(test.database, test.workspaceId, `late-${email}`)
    const late = site.browser()
    await late.signIn(`late-${email}`, PASSWORD)
    const context = { db: test.db, log: test.database.kernel.log, attempt: 1, lastAttempt: true }
    await sweep.run({ ...context, signal: new AbortController().signal })
    const counts = await test.db.one(sql`
      select (select count(*) from sessions) as sessions, (select count(*) from one_time_tokens) as tokens,
        (select count(*) from sign_in_failures) as failures`)
    expect(counts).toEqual({ sessions: 1, tokens: 0, failures: 0 })
    expect((await me(late)).status).toBe(200)
  })

  it('ignore cookies that are none of ours', async () => {
    for (const cookie of ['x', 'A'.repeat(43), `${browser.cookie}x`, '"; drop table sessions']) {
      const stranger = site.browser()
      stranger.cookie = cookie
      expect((await me(stranger)).status).toBe(401)
    }
  })
})

describe('a change of the person', () => {
  it('of the role holds from the next request on', async () => {
    const ask = () => browser.ask('GET /api/api-keys')
    expect((await ask()).status).toBe(403)
    await change({ role: 'owner' })
    expect((await ask()).status).toBe(200)
    await change({ role: 'agent' })
    expect((await ask()).status).toBe(403)
  })

  it('of the teams changes what is in sight at once', async () => {
    const inboxId = '01980000-0000-7000-8000-000000000001'
    await test.db.run(sql`
      insert into inboxes (workspace_id, id, channel, name, created_at)
      values (${test.workspaceId}, ${inboxId}, 'test', 'Test', ${new Date()})`)
    const team = await test.db.tx((tx) => createTeam(tx, system(), { name: 'Sight', agentIds: [agentId] }))
    expect((await me()).body.inboxIds).toEqual([])
    await test.db.tx(async (tx) => {
      await tx.run(sql`
        insert into inbox_teams (workspace_id, inbox_id, team_id)
        values (${test.workspaceId}, ${inboxId}, ${team.id})`)
      tx.announce({ name: 'inbox.changed', payload: { inboxId } })
    })
    expect((await me()).body.inboxIds).toEqual([inboxId])
    await change({ teamIds: [] })
    expect((await me()).body.inboxIds).toEqual([])
    await change({ role: 'lead' })
    expect((await me()).body.inboxIds).toBeNull()
  })

  it('who is switched off ends everything at once, and for good', async () => {
    expect((await me()).status).toBe(200)
    await change({ active: false })
    expect((await me()).status).toBe(401)
    const answer = await site.browser().signIn(email, PASSWORD)
    expect([answer.status, answer.body.code]).toEqual([403, 'access.switched-off'])
    expect((await site.browser().signIn(email, 'not the password')).status).toBe(401)
    await test.dispatch([onAgentChanged])
    await change({ active: true })
    expect((await me()).status).toBe(401)
    expect((await site.browser().signIn(email, PASSWORD)).status).toBe(200)
  })

  it('reaches other processes within five seconds', async () => {
    const elsewhere = await openSite(test.database)
    // Another process hears of no commit of this one: its own cache is all it has.
    const spoken = { headers: { cookie: `madoguchi_session=${browser.cookie}` }, ip: '' }
    const silent = await otherProcess()
    expect(await silent(spoken)).toMatchObject({ id: agentId, role: 'agent' })
    await change({ role: 'lead' })
    expect(await elsewhere.authenticate(spoken)).toMatchObject({ role: 'lead', sight: 'all' })
    test.clock.forward(4)
    expect(await silent(spoken)).toMatchObject({ role: 'agent' })
    test.clock.forward(1)
    expect(await silent(spoken)).toMatchObject({ role: 'lead', sight: 'all' })
  })

  it('reaches a process at once that is told of it', async () => {
    const spoken = { headers: { cookie: `madoguchi_session=${browser.cookie}` }, ip: '' }
    const told = await otherProcess()
    expect(await told(spoken)).toMatchObject({ role: 'agent' })
    await change({ role: 'lead' })
    told.forget()
    expect(await told(spoken)).toMatchObject({ role: 'lead' })
  })

  it('is never missed by a connection that lasts, not even while it is let in', async () => {
    const spoken = { headers: { cookie: `madoguchi_session=${browser.cookie}` }, ip: '' }
    let loads = 0
    const told: Authenticator = await otherProcess((statement) => {
      if (!/ from sessions /.test(statement)) return
      loads += 1
      // Somebody loses rights right after they were read.
      if (loads === 2) told.forget()
    })
    expect(await told(spoken)).toMatchObject({ role: 'agent' })
    await change({ role: 'lead' })
    const standing = await told.fresh(spoken)
    expect(standing?.caller).toMatchObject({ role: 'lead', sight: 'all' })
    expect(loads).toBe(3)
    await change({ active: false })
    expect(await standing?.again()).toBeUndefined()
    expect(await told.fresh({ headers: { authorization: 'Bearer mdg_wrong' }, ip: '' })).toBeUndefined()
  })
})

const otherProcess = async (observe?: (statement: string) => void): Promise<Authenticator> => {
  const { Database } = await import('../../kernel/db/index.ts')
  const { createAuthenticate } = await import('./index.ts')
  return createAuthenticate(new Database(test.database.pool, test.database.kernel, observe))
}
