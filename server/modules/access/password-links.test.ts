import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { sql, type WorkspaceDb } from '../../kernel/db/index.ts'
import { createPasswordLink, updateAgent } from '../agents/index.ts'
import { setSystemMail, type SystemMail } from './index.ts'
import { openSite, PASSWORD, person, type Browser, type Site } from './fixtures/browser.ts'
import { jobs } from './jobs.ts'

const NEXT = 'another good password'

let test: TestDatabase
let site: Site
let browser: Browser
let owner: Browser
let people = 0
let email: string
let agentId: string

beforeAll(async () => {
  test = await testDatabase()
  site = await openSite(test.database)
  await person(test.database, test.workspaceId, 'owner@example.com', 'owner')
})

beforeEach(async () => {
  people += 1
  email = `person${people}@example.com`
  agentId = (await person(test.database, test.workspaceId, email)).id
  browser = site.browser(`203.0.113.${people}`)
  owner = site.browser()
  await owner.signIn('owner@example.com', PASSWORD)
})

afterEach(() => test.clock.forward(3600))

const tokenOf = (url: string): string => {
  expect(url).toMatch(/^http:\/\/localhost:4000\/set-password#[\w-]{43}$/)
  return url.slice(url.indexOf('#') + 1)
}

const link = async (): Promise<string> => {
  const answer = await owner.ask(`POST /api/agents/${agentId}/password-reset`)
  expect(answer.status).toBe(200)
  return tokenOf(answer.body.url)
}

const use = (token: string, password = NEXT, who: Browser = browser) =>
  who.ask(`POST /api/password-resets/${token}`, { password })

describe('a reset link', () => {
  it('sets the password once, signs in, and ends every other session', async () => {
    const elsewhere = site.browser()
    await elsewhere.signIn(email, PASSWORD)
    expect((await elsewhere.ask('GET /api/me')).status).toBe(200)
    const token = await link()
    expect((await use(token)).body.state).toBe('signed-in')
    expect((await browser.ask('GET /api/me')).status).toBe(200)
    expect((await elsewhere.ask('GET /api/me')).status).toBe(401)
    expect((await elsewhere.signIn(email, PASSWORD)).status).toBe(401)
    expect((await elsewhere.signIn(email, NEXT)).status).toBe(200)
    expect((await use(token, 'a third password')).body.code).toBe('access.link-used')
  })

  it('is used by one of two at the same moment', async () => {
    const token = await link()
    const answers = await Promise.all([use(token), use(token, NEXT, site.browser())])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 404])
  })

  it('is good for an hour', async () => {
    const token = await link()
    test.clock.forward(3601)
    expect((await use(token)).status).toBe(404)
  })

  it('ends when another one was used, and when the person is switched off', async () => {
    const [one, two, three] = [await link(), await link(), await link()]
    expect((await use(one)).status).toBe(200)
    expect((await use(two)).status).toBe(404)
    const late = await link()
    await test.db.tx((tx) => updateAgent(tx, systemCaller(test.workspaceId), agentId, { active: false }))
    expect((await use(late)).status).toBe(404)
    expect((await use(three)).status).toBe(404)
    const answer = await owner.ask(`POST /api/agents/${agentId}/password-reset`)
    expect([answer.status, answer.body.code]).toEqual([409, 'access.switched-off'])
  })

  it('ends the block of the account', async () => {
    for (let i = 0; i < 5; i += 1) await browser.signIn(email, 'not the password')
    expect((await browser.signIn(email, PASSWORD)).status).toBe(429)
    expect((await use(await link())).status).toBe(200)
    expect((await browser.signIn(email, NEXT)).status).toBe(200)
  })

  it('refuses a short password and stays good', async () => {
    const token = await link()
    expect((await use(token, 'short')).status).toBe(400)
    expect((await use(token)).status).toBe(200)
  })

  it('is made by owners only', async () => {
    await browser.signIn(email, PASSWORD)
    expect((await browser.ask(`POST /api/agents/${agentId}/password-reset`)).status).toBe(403)
  })
})

describe('an invitation', () => {
  it('is good for seven days and lets the person in for the first time', async () => {
    const url = await test.db.tx((tx) => createPasswordLink(tx, agentId, 'invitation'))
    test.clock.forward(7 * 24 * 3600 - 60)
    expect((await use(tokenOf(url))).status).toBe(200)
    const log = await test.db.many(sql`
      select action from audit_entries
      where workspace_id = ${test.workspaceId} and subject_id = ${agentId} and action like 'access.%'`)
    expect(log).toEqual([{ action: 'access.accept-invitation' }])
  })
})

describe('asking for a link by mail', () => {
  const run = async (db: WorkspaceDb = test.db): Promise<void> => {
    // What the job worker does with every waiting job of this kind.
    const [handler] = jobs
    const context = { db, log: test.database.kernel.log, attempt: 1, lastAttempt: false }
    await handler?.run({ agentId } as never, { ...context, signal: new AbortController().signal })
  }

  const ask = (name: string) => browser.ask('POST /api/password-resets', { email: name })

  it('answers the same whether there is such an account', async () => {
    const known = await ask(email.toUpperCase())
    const unknown = await ask('nobody@example.com')
    expect([known.status, known.body]).toEqual([202, { accepted: true }])
    expect([unknown.status, unknown.body]).toEqual([202, { accepted: true }])
  })

  it('leaves one job, also for nobody, so that its time tells nothing; and none for too many wishes', async () => {
    const client = new pg.Client({ connectionString: test.connectionString })
    await client.connect()
    const waiting = async (workspaceId: number): Promise<{ payload: unknown; revision: number }[]> => {
      const { rows } = await client.query(
        `select j.payload, j.revision from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = 'access.send-reset-mail' and j.payload ->> 'workspaceId' = $1::text`,
        [workspaceId],
      )
      return rows
    }
    await client.query('delete from graphile_worker._private_jobs')
    for (let i = 0; i < 2; i += 1) await ask('nobody-at-all@example.com')
    expect(await waiting(0)).toMatchObject([{ revision: 1 }])
    expect(await waiting(test.workspaceId)).toEqual([])
    for (let i = 0; i < 8; i += 1) await ask(email)
    const [job, ...more] = await waiting(test.workspaceId)
    expect(more).toEqual([])
    expect(job?.payload).toEqual({ agentId, workspaceId: test.workspaceId })
    // Replaced by each of the four wishes after the first, not by the three that were one too many.
    expect(job?.revision).toBe(4)
    await client.end()
  })

  it('does nothing for nobody', async () => {
    const sent: SystemMail[] = []
    setSystemMail(test.database.kernel, async () => async (mail) => void sent.push(mail))
    await run(test.database.reference)
    setSystemMail(test.database.kernel, async () => undefined)
    expect(sent).toEqual([])
  })

  it('makes no link while no mail can be sent', async () => {
    const links = async () =>
      test.db.many(
        sql`select 1 from one_time_tokens where workspace_id = ${test.workspaceId} and agent_id = ${agentId}`,
      )
    await run()
    expect(await links()).toEqual([])
  })

  it('sends a working link in the person’s language, and keeps no token anywhere', async () => {
    const sent: SystemMail[] = []
    setSystemMail(test.database.kernel, async () => async (mail) => {
      sent.push(mail)
    })
    await run()
    const [mail] = sent
    expect(mail).toMatchObject({ to: { address: email }, subject: 'パスワード再設定のご案内' })
    const token = tokenOf(/http\S+/.exec(mail?.text ?? '')?.[0] ?? '')
    const kept = await test.db.many(sql`select to_jsonb(t)::text as text from one_time_tokens t`)
    expect(JSON.stringify(kept)).not.toContain(token)
    expect((await use(token)).status).toBe(200)
  })
})

describe('changing the password', () => {
  it('needs the present one, keeps this session and ends the others', async () => {
    await browser.signIn(email, PASSWORD)
    const elsewhere = site.browser()
    await elsewhere.signIn(email, PASSWORD)
    const wrong = await browser.ask('PUT /api/me/password', { current: 'not it at all', next: NEXT })
    expect(wrong.status).toBe(400)
    expect(wrong.body).toMatchObject({ code: 'access.wrong-password', fields: [{ path: 'body.current' }] })
    expect((await browser.ask('PUT /api/me/password', { current: PASSWORD, next: NEXT })).status).toBe(204)
    expect((await browser.ask('GET /api/me')).status).toBe(200)
    expect((await elsewhere.ask('GET /api/me')).status).toBe(401)
    expect((await elsewhere.signIn(email, NEXT)).status).toBe(200)
  })

  it('can’t be used to guess the password from a borrowed browser', async () => {
    await browser.signIn(email, PASSWORD)
    for (let i = 0; i < 5; i += 1)
      expect((await browser.ask('PUT /api/me/password', { current: 'guess', next: NEXT })).status).toBe(400)
    expect((await browser.ask('PUT /api/me/password', { current: PASSWORD, next: NEXT })).status).toBe(429)
  })
})
