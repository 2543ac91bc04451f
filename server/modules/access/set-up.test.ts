import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase, TestClock, testKernel } from '../../../test/harness/database.ts'
import { recordStatement, refuseLooseStatements } from '../../../test/house/statement-recorder.ts'
import { APP_ROLE, openPool } from '../../kernel/db/connection.ts'
import { Database, sql } from '../../kernel/db/index.ts'
import { prepareSetUp, runUnattendedSetUp } from './index.ts'
import { openSite, PASSWORD, type Site } from './fixtures/browser.ts'

refuseLooseStatements()

let database: Database
let drop: () => Promise<void>
let site: Site
let clock: TestClock

beforeEach(async () => {
  const fresh = await freshDatabase()
  clock = new TestClock()
  database = new Database(openPool(fresh.connectionString, 4, APP_ROLE), testKernel(clock), recordStatement)
  drop = fresh.drop
  site = await openSite(database)
})

afterEach(async () => {
  await database.close()
  await drop()
})

const owner = {
  workspaceName: '青空ストア',
  name: '佐藤 花子',
  email: 'Hanako@Example.com',
  password: PASSWORD,
  language: 'ja',
  timeZone: 'Asia/Tokyo',
}

const count = async (): Promise<number> =>
  (await database.reference.one<{ n: number }>(sql`select count(*) as n from workspaces`)).n

describe('the first set-up', () => {
  it('makes workspace, brand and owner with the printed code, signs in, and is done', async () => {
    const browser = site.browser()
    expect((await browser.ask('GET /api/setup')).body).toEqual({ needed: true })
    const { needed, code } = await prepareSetUp(database)
    expect(needed).toBe(true)
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    const typed = code?.toLowerCase().replaceAll('-', ' ')
    const answer = await browser.ask('POST /api/setup', { ...owner, code: typed })
    expect([answer.status, answer.body.state]).toEqual([201, 'signed-in'])
    const { body } = await browser.ask('GET /api/me')
    expect(body).toMatchObject({
      agent: { email: 'hanako@example.com', name: '佐藤 花子', role: 'owner' },
      workspace: { name: '青空ストア', language: 'ja', timeZone: 'Asia/Tokyo' },
      permissions: ['people.write', 'sessions.write', 'settings.write'],
      inboxIds: null,
    })
    const workspaceId = (body.workspace as { id: number }).id
    expect(
      await database.in(workspaceId).many(sql`
        select name, language from brands where workspace_id = ${workspaceId}`),
    ).toEqual([{ name: '青空ストア', language: 'ja' }])
    expect((await browser.ask('GET /api/setup')).body).toEqual({ needed: false })
    expect(await prepareSetUp(database)).toEqual({ needed: false })
    const again = await site.browser().ask('POST /api/setup', { ...owner, code })
    expect([again.status, again.body.code]).toEqual([409, 'access.set-up-done'])
    expect((await site.browser().signIn('hanako@example.com', PASSWORD)).status).toBe(200)
  })

  it('is won by exactly one of many at the same moment', async () => {
    const codes = await Promise.all([prepareSetUp(database), prepareSetUp(database)])
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        site.browser(`192.0.2.${i}`).ask('POST /api/setup', {
          ...owner,
          email: `owner${i}@example.com`,
          code: codes[i % 2]?.code,
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409, 409, 409])
    expect(await count()).toBe(1)
    const names = await database.reference.many(sql`select email from sign_in_names`)
    expect(names).toHaveLength(1)
  })

  it('tells whoever was overtaken between two looks that it is done, not that their code is wrong', async () => {
    const { code } = await prepareSetUp(database)
    let late: ReturnType<ReturnType<Site['browser']>['ask']> | undefined
    await database.reference.tx(async (tx) => {
      await tx.run(sql`lock table one_time_tokens in access exclusive mode`)
      late = site.browser().ask('POST /api/setup', { ...owner, code })
      const waits = sql`
        select from pg_locks where relation = 'one_time_tokens'::regclass and not granted`
      while ((await tx.maybe(waits)) === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
      await tx.run(
        sql`insert into workspaces (name, language, time_zone, created_at) values ('quicker', 'ja', 'Asia/Tokyo', ${tx.now})`,
      )
      await tx.run(sql`delete from one_time_tokens where purpose = 'set-up'`)
    })
    const answer = await late
    expect([answer?.status, answer?.body.code]).toEqual([409, 'access.set-up-done'])
  })

  it('refuses a wrong code, and blocks whoever guesses', async () => {
    await prepareSetUp(database)
    const browser = site.browser()
    for (let i = 0; i < 20; i += 1) {
      const answer = await browser.ask('POST /api/setup', { ...owner, code: 'AAAA-AAAA-AAAA' })
      expect([answer.status, answer.body.code]).toEqual([403, 'access.set-up-code'])
    }
    expect((await browser.ask('POST /api/setup', { ...owner, code: 'AAAA-AAAA-AAAA' })).status).toBe(429)
    expect(await count()).toBe(0)
  })

  it('keeps the code good when something else was wrong', async () => {
    const { code } = await prepareSetUp(database)
    const browser = site.browser()
    const wrong = await browser.ask('POST /api/setup', { ...owner, code, timeZone: 'Mars/Olympus' })
    expect([wrong.status, wrong.body.code]).toEqual([400, 'workspace.time-zone'])
    expect(await count()).toBe(0)
    expect((await browser.ask('POST /api/setup', { ...owner, code })).status).toBe(201)
  })
})

describe('the unattended set-up', () => {
  const input = { email: 'owner@example.com', password: PASSWORD, workspace: 'Shop' }

  it('makes an owner and an API key, once', async () => {
    const { apiKey, existed } = await runUnattendedSetUp(database, { ...input, language: 'en' })
    expect(existed).toBe(false)
    const client = site.browser()
    client.key = apiKey
    expect((await client.ask('GET /api/me')).body).toMatchObject({
      agent: { email: 'owner@example.com', name: 'owner', role: 'owner', language: 'en' },
      workspace: { name: 'Shop', timeZone: 'Asia/Tokyo' },
    })
    expect((await site.browser().signIn('owner@example.com', PASSWORD)).status).toBe(200)
    expect(await runUnattendedSetUp(database, input)).toEqual({ existed: true })
  })

  it('is done by one of several processes', async () => {
    const results = await Promise.all([1, 2, 3].map(() => runUnattendedSetUp(database, input)))
    expect(results.filter(({ apiKey }) => apiKey !== undefined)).toHaveLength(1)
    expect(results.filter(({ existed }) => existed)).toHaveLength(2)
    expect(await count()).toBe(1)
  })

  it('says in one sentence what is wrong', async () => {
    for (const [wrong, part] of [
      [{ ...input, email: 'owner' }, '“email”: must be an e-mail address'],
      [{ ...input, password: 'short' }, '“password”'],
      [{ email: input.email, password: PASSWORD }, '“workspace”: must be the name of the workspace'],
      [{ ...input, timezone: 'Asia/Tokyo' }, 'timezone'],
      ['text', 'MADOGUCHI_SETUP can’t be used'],
    ] as const) {
      const refused = runUnattendedSetUp(database, wrong)
      await expect(refused).rejects.toMatchObject({ code: 'access.set-up-file' })
      await expect(refused).rejects.toThrow(part)
    }
    const zone = runUnattendedSetUp(database, { ...input, timeZone: 'Nowhere' })
    await expect(zone).rejects.toThrow('Use a name like Asia/Tokyo')
    expect(await count()).toBe(0)
  })
})
