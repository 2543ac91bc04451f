import { generateSync } from 'otplib'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { sql } from '../../kernel/db/index.ts'
import { openSite, PASSWORD, person, type Browser, type Site } from './fixtures/browser.ts'

let test: TestDatabase
let site: Site
let browser: Browser
let email: string
let people = 0
let secret: string
let recoveryCodes: string[]

/** What the person's phone shows. */
const phone = (secondsAhead = 0): string =>
  generateSync({ secret, epoch: Math.floor(test.clock.now().getTime() / 1000) + secondsAhead })

beforeAll(async () => {
  test = await testDatabase()
  site = await openSite(test.database)
})

beforeEach(async () => {
  people += 1
  email = `person${people}@example.com`
  await person(test.database, test.workspaceId, email)
  browser = site.browser(`203.0.113.${people}`)
  await browser.signIn(email, PASSWORD)
  const begun = await browser.ask('POST /api/me/totp', { password: PASSWORD })
  secret = begun.body.secret as string
  const confirmed = await browser.ask('PUT /api/me/totp', { code: phone() })
  recoveryCodes = confirmed.body.recoveryCodes as string[]
  test.clock.forward(60)
})

afterEach(() => test.clock.forward(3600))

const withPassword = async (who: Browser = browser): Promise<void> => {
  who.cookie = undefined
  expect((await who.signIn(email, PASSWORD)).body.state).toBe('second-factor')
}

const withCode = (code: string, who: Browser = browser) =>
  who.ask('POST /api/session/second-factor', { code })

describe('the second factor', () => {
  it('begins with an address that authenticator apps read', async () => {
    await browser.ask('DELETE /api/me/totp', { password: PASSWORD })
    const { body } = await browser.ask('POST /api/me/totp', { password: PASSWORD })
    const url = new URL(body.url)
    expect(url.protocol + url.host).toBe('otpauth:totp')
    expect(decodeURIComponent(url.pathname)).toBe(`/Madoguchi (Test):${email}`)
    expect(url.searchParams.get('secret')).toBe(body.secret)
    expect(url.searchParams.get('issuer')).toBe('Madoguchi (Test)')
  })

  it('is asked for after the password, and nothing is open before it', async () => {
    await withPassword()
    expect((await browser.ask('GET /api/me')).status).toBe(401)
    const pending = browser.cookie
    expect((await withCode(phone())).body.state).toBe('signed-in')
    expect(browser.cookie).not.toBe(pending)
    expect((await browser.ask('GET /api/me')).body).toMatchObject({ secondFactor: true })
  })

  it('takes a code once, even when it is sent twice at the same moment', async () => {
    const other = site.browser()
    await withPassword()
    await withPassword(other)
    const code = phone()
    const answers = await Promise.all([withCode(code), withCode(code, other)])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401])
    const late = site.browser()
    await withPassword(late)
    expect((await withCode(code, late)).body.code).toBe('access.wrong-code')
  })

  it('takes the code of the step before and after, as phones go wrong, and no other', async () => {
    for (const [ahead, status] of [
      [-60, 401],
      [-30, 200],
      [0, 200],
      [30, 200],
      [60, 401],
    ] as const) {
      await withPassword()
      expect([ahead, (await withCode(phone(ahead))).status]).toEqual([ahead, status])
      test.clock.forward(120)
    }
  })

  it('never takes an older code after a newer one', async () => {
    await withPassword()
    const before = phone(-30)
    expect((await withCode(phone(30))).status).toBe(200)
    await withPassword()
    expect((await withCode(before)).status).toBe(401)
  })

  it('understands full-width digits and spaces', async () => {
    await withPassword()
    const typed = phone().replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    expect((await withCode(` ${typed.slice(0, 3)}　${typed.slice(3)} `)).status).toBe(200)
  })

  it('takes each recovery code once', async () => {
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first = '', second = ''] = recoveryCodes
    await withPassword()
    expect((await withCode(first.toUpperCase().replace('-', ' '))).status).toBe(200)
    await withPassword()
    expect((await withCode(first)).status).toBe(401)
    expect((await withCode(second)).status).toBe(200)
  })

  it('blocks guessing after five codes, and the password alone does not unblock it', async () => {
    await withPassword()
    for (let i = 0; i < 5; i += 1) expect((await withCode('nope'.repeat(2))).status).toBe(401)
    await withPassword()
    const blocked = await withCode(phone())
    expect(blocked.status).toBe(429)
    expect(blocked.body).toMatchObject({ retryAfterSeconds: 60 })
    test.clock.forward(61)
    expect((await withCode(phone())).status).toBe(200)
  })

  it('must be given within ten minutes', async () => {
    await withPassword()
    test.clock.forward(601)
    expect((await withCode(phone())).body.code).toBe('access.sign-in-again')
  })

  it('keeps secret and recovery codes unreadable', async () => {
    const rows = await test.db.many<{ text: string; sealed: Buffer | null }>(sql`
      select to_jsonb(c)::text as text, c.totp_secret as sealed from credentials c
      where c.workspace_id = ${test.workspaceId}`)
    const text = rows.map((row) => row.text + (row.sealed?.toString('latin1') ?? '')).join('')
    expect(text).not.toContain(secret)
    for (const code of recoveryCodes) expect(text).not.toContain(code.replace('-', ''))
  })
})

describe('switching it on and off', () => {
  it('needs the password', async () => {
    const answer = await browser.ask('DELETE /api/me/totp', { password: 'not the password' })
    expect([answer.status, answer.body.code]).toEqual([400, 'access.wrong-password'])
    expect((await browser.ask('DELETE /api/me/totp', { password: PASSWORD })).status).toBe(204)
    browser.cookie = undefined
    expect((await browser.signIn(email, PASSWORD)).body.state).toBe('signed-in')
  })

  it('does not replace a factor that is on', async () => {
    const again = await browser.ask('POST /api/me/totp', { password: PASSWORD })
    expect([again.status, again.body.code]).toEqual([409, 'access.totp-on'])
    const confirm = await browser.ask('PUT /api/me/totp', { code: phone() })
    expect([confirm.status, confirm.body.code]).toEqual([409, 'access.totp-not-begun'])
  })

  it('asks for nothing before the first code is confirmed', async () => {
    await browser.ask('DELETE /api/me/totp', { password: PASSWORD })
    await browser.ask('POST /api/me/totp', { password: PASSWORD })
    expect((await browser.ask('PUT /api/me/totp', { code: '000000' })).status).toBe(400)
    browser.cookie = undefined
    expect((await browser.signIn(email, PASSWORD)).body.state).toBe('signed-in')
  })

  it('is done by an owner for somebody who lost the phone, and stands in the audit log', async () => {
    const { id } = (await browser.ask('GET /api/me')).body.agent as { id: string }
    const owner = site.browser()
    await person(test.database, test.workspaceId, `owner-${email}`, 'owner')
    await owner.signIn(`owner-${email}`, PASSWORD)
    expect((await browser.ask(`DELETE /api/agents/${id}/totp`)).status).toBe(403)
    expect((await owner.ask(`DELETE /api/agents/${id}/totp`)).status).toBe(204)
    browser.cookie = undefined
    expect((await browser.signIn(email, PASSWORD)).body.state).toBe('signed-in')
    const log = await test.db.many(sql`
      select action, actor_name as actor from audit_entries
      where workspace_id = ${test.workspaceId} and subject_id = ${id} and action like 'access.second-factor%'
      order by id`)
    expect(log).toEqual([
      { action: 'access.second-factor-on', actor: email },
      { action: 'access.second-factor-off', actor: `owner-${email}` },
    ])
  })
})
