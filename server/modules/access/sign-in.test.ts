import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { Database, sql } from '../../kernel/db/index.ts'
import { openSite, PASSWORD, person, type Browser, type Site } from './fixtures/browser.ts'

let test: TestDatabase
let site: Site
let browser: Browser
let people = 0
let email: string
let address = 0

beforeAll(async () => {
  test = await testDatabase()
  site = await openSite(test.database)
})

beforeEach(async () => {
  email = `person${(people += 1)}@example.com`
  await person(test.database, test.workspaceId, email)
  browser = site.browser(`203.0.113.${(address += 1)}`)
})

afterEach(() => test.clock.forward(3600))

const fail = async (times: number, who: Browser = browser, name: string = email): Promise<void> => {
  for (let i = 0; i < times; i += 1) expect((await who.signIn(name, 'not the password')).status).toBe(401)
}

describe('signing in', () => {
  it('takes the right password, whatever the case of the address, and sets a careful cookie', async () => {
    const answer = await browser.signIn(` ${email.toUpperCase()} `, PASSWORD)
    expect(answer.status).toBe(200)
    expect(answer.body.state).toBe('signed-in')
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    expect(cookie).toContain('Path=/')
    expect(cookie).not.toContain('Secure')
    const me = await browser.ask('GET /api/me')
    expect(me.body).toMatchObject({
      agent: { email, lastSeenAt: test.clock.now().toISOString() },
      workspace: { name: 'Test', language: 'ja', timeZone: 'Asia/Tokyo' },
      permissions: [],
      inboxIds: [],
      secondFactor: false,
    })
  })

  it('sends the cookie over TLS only where the public address has it', async () => {
    const kernel = { ...test.database.kernel, publicUrl: 'https://desk.example.com' }
    const safe = await openSite(new Database(test.database.pool, kernel))
    const answer = await safe.browser().signIn(email, PASSWORD)
    expect(String(answer.headers['set-cookie'])).toContain('Secure')
  })

  it('answers the same for a wrong password and an unknown account', async () => {
    const wrong = await browser.signIn(email, 'not the password')
    const unknown = await browser.signIn('nobody@example.com', 'not the password')
    expect(wrong.status).toBe(401)
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
    expect(browser.cookie).toBeUndefined()
  })

  it('keeps no password and no token in the open', async () => {
    await browser.signIn(email, PASSWORD)
    const rows = await test.db.many(sql`
      select to_jsonb(s)::text as text from sessions s
      union all select to_jsonb(c)::text from credentials c where c.workspace_id = ${test.workspaceId}
      union all select to_jsonb(f)::text from sign_in_failures f`)
    const text = JSON.stringify(rows)
    expect(text).toContain('$scrypt$ln=10,r=8,p=1$')
    expect(text).not.toContain(PASSWORD)
    expect(text).not.toContain(browser.cookie)
  })

  it('writes the sign-in into the audit log', async () => {
    await browser.signIn(email, PASSWORD)
    const entries = await test.db.many(sql`
      select action, actor_name as name, details from audit_entries
      where workspace_id = ${test.workspaceId} and actor_name = ${email}`)
    expect(entries).toEqual([
      {
        action: 'access.sign-in',
        name: email,
        details: { with: 'password', address: `203.0.113.${address}` },
      },
    ])
  })

  it('replaces the session that the browser had before', async () => {
    await browser.signIn(email, PASSWORD)
    const before = browser.cookie
    await browser.signIn(email, PASSWORD)
    expect(browser.cookie).not.toBe(before)
    browser.cookie = before
    expect((await browser.ask('GET /api/me')).status).toBe(401)
  })

  it('hashes a password anew when it was kept at another cost', async () => {
    // "old password" at N = 2^9.
    const old = await test.db.one<{ id: string }>(sql`
      update credentials set password_hash = '$scrypt$ln=9,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$2KEssBhIlkvXnKA4PLa_ok0TV8SSfYsc6Kl4s45Uua4'
      where workspace_id = ${test.workspaceId} and agent_id = (
        select id from agents where workspace_id = ${test.workspaceId} and email = ${email})
      returning agent_id as id`)
    expect((await browser.signIn(email, 'old password')).status).toBe(200)
    const { hash } = await test.db.one<{ hash: string }>(sql`
      select password_hash as hash from credentials
      where workspace_id = ${test.workspaceId} and agent_id = ${old.id}`)
    expect(hash).toMatch(/^\$scrypt\$ln=10,r=8,p=1\$/)
    expect((await browser.signIn(email, 'old password')).status).toBe(200)
  })
})

describe('too many tries', () => {
  it('blocks an account after five, says for how long, and lets it in again afterwards', async () => {
    await fail(5)
    const blocked = await browser.signIn(email, PASSWORD)
    expect(blocked.status).toBe(429)
    expect(blocked.headers['retry-after']).toBe('60')
    expect(blocked.body).toMatchObject({
      code: 'access.too-many-attempts',
      detail: 'Too many failed attempts. Try again in 1 minute.',
      retryAfterSeconds: 60,
    })
    test.clock.forward(61)
    expect((await browser.signIn(email, PASSWORD)).status).toBe(200)
    await fail(4)
  })

  it('blocks longer every time: 1, 5, 15, then 60 minutes', async () => {
    await fail(5)
    const waits: number[] = []
    for (let i = 0; i < 5; i += 1) {
      const { body } = await browser.signIn(email, PASSWORD)
      const seconds: number = body.retryAfterSeconds as number
      waits.push(seconds / 60)
      test.clock.forward(seconds)
      await fail(1)
    }
    expect(waits).toEqual([1, 5, 15, 60, 60])
  })

  it('counts guesses that are sent at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browser.signIn(email, 'not the password')),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
  })

  it('from elsewhere keep nobody out: wrong ones count for the network that they came from', async () => {
    const stranger = site.browser('192.0.2.66')
    await fail(5, stranger)
    expect((await stranger.signIn(email, 'not the password')).status).toBe(429)
    expect((await browser.signIn(email, PASSWORD)).status).toBe(200)
  })

  it('from everywhere block an account after a hundred for a quarter of an hour, but not where it is signed in', async () => {
    await browser.signIn(email, PASSWORD)
    const guess = async () => {
      for (let i = 0; i < 100; i += 1)
        await fail(1, site.browser(`198.18.${networks}.${1 + Math.floor(i / 4)}`))
    }
    let networks = 1
    await guess()
    const blocked = await site.browser('192.0.2.1').signIn(email, PASSWORD)
    expect([blocked.status, blocked.headers['retry-after']]).toEqual([429, '900'])
    expect((await browser.signIn(email, PASSWORD)).status).toBe(200)

    networks = 2
    await guess()
    test.clock.forward(600)
    // Neither a try while it is blocked nor one after it makes it longer.
    expect((await site.browser('192.0.2.2').signIn(email, 'not the password')).status).toBe(429)
    test.clock.forward(301)
    await fail(1, site.browser('192.0.2.3'))
    expect((await site.browser('192.0.2.4').signIn(email, PASSWORD)).status).toBe(200)
  })

  it('forgets a few failures after a quarter of an hour', async () => {
    await fail(4)
    test.clock.forward(15 * 60)
    await fail(4)
    expect((await browser.signIn(email, PASSWORD)).status).toBe(200)
  })

  it('blocks an address after twenty failures on many accounts, and no other address', async () => {
    for (let i = 0; i < 20; i += 1) await fail(1, browser, `guess${i}@example.com`)
    expect((await browser.signIn(email, PASSWORD)).status).toBe(429)
    expect((await site.browser('203.0.113.250').signIn(email, PASSWORD)).status).toBe(200)
  })

  it('counts an IPv6 household as one address', async () => {
    for (let i = 0; i < 20; i += 1)
      await fail(1, site.browser(`2001:db8:1:2::${i + 1}`), `six${i}@example.com`)
    expect((await site.browser('2001:db8:1:2:ffff::1').signIn(email, PASSWORD)).status).toBe(429)
    expect((await site.browser('2001:db8:1:3::1').signIn(email, PASSWORD)).status).toBe(200)
  })

  it('does not count a whole office that signs in from one address', async () => {
    for (let i = 0; i < 25; i += 1) expect((await browser.signIn(email, PASSWORD)).status).toBe(200)
  })

  it('tells the owners once in the audit log', async () => {
    await fail(5)
    await browser.signIn(email, 'not the password')
    const entries = await test.db.many(sql`
      select e.action from audit_entries e join agents a
        on a.workspace_id = ${test.workspaceId} and a.id::text = e.subject_id
      where e.workspace_id = ${test.workspaceId} and a.email = ${email}
        and e.action = 'access.sign-in-blocked'`)
    expect(entries).toHaveLength(1)
  })
})
