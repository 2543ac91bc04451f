import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { Authenticator } from './fixtures/authenticator.ts'
import { openSite, PASSWORD, person, type Browser, type Site } from './fixtures/browser.ts'

const ORIGIN = 'http://localhost:4000'

let test: TestDatabase
let site: Site
let browser: Browser
let device: Authenticator
let people = 0
let email: string

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
  device = new Authenticator(ORIGIN)
})

afterEach(() => test.clock.forward(3600))

const add = async (key: Authenticator = device) => {
  const options = await browser.ask('POST /api/me/passkeys/options')
  return browser.ask('POST /api/me/passkeys', {
    name: 'My laptop',
    response: key.create(options.body as never),
  })
}

const options = async (who: Browser) => (await who.ask('POST /api/session/passkey/options')).body as never
const enter = (who: Browser, response: object) => who.ask('POST /api/session/passkey', { response })

describe('passkeys', () => {
  it('are added, listed, and sign in without a name or password', async () => {
    const added = await add()
    expect([added.status, added.body]).toMatchObject([201, { name: 'My laptop', lastUsedAt: null }])
    const fresh = site.browser()
    device.counter += 1
    const answer = await enter(fresh, device.get(await options(fresh)))
    expect([answer.status, answer.body.state]).toEqual([200, 'signed-in'])
    expect((await fresh.ask('GET /api/me')).body.agent).toMatchObject({ email })
    const list = (await fresh.ask('GET /api/me/passkeys')).body as unknown as { lastUsedAt: string }[]
    expect(list).toHaveLength(1)
    expect(list[0]?.lastUsedAt).toBe(test.clock.now().toISOString())
  })

  it('ask for a key that is found without a name and verifies its owner', async () => {
    const { body } = await browser.ask('POST /api/me/passkeys/options')
    expect(body).toMatchObject({
      rp: { id: 'localhost', name: 'Madoguchi' },
      user: { name: email },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    await add()
    const again = await browser.ask('POST /api/me/passkeys/options')
    expect(again.body.excludeCredentials).toMatchObject([{ id: device.id.toString('base64url') }])
  })

  it('work with authenticators that do not count', async () => {
    await add()
    for (let i = 0; i < 2; i += 1) {
      const fresh = site.browser()
      expect((await enter(fresh, device.get(await options(fresh)))).status).toBe(200)
    }
  })

  it('are removed, and then open nothing', async () => {
    const { id } = (await add()).body as unknown as { id: string }
    expect((await browser.ask(`DELETE /api/me/passkeys/${id}`)).status).toBe(204)
    expect((await browser.ask(`DELETE /api/me/passkeys/${id}`)).status).toBe(404)
    const fresh = site.browser()
    expect((await enter(fresh, device.get(await options(fresh)))).body.code).toBe('access.passkey-refused')
  })

  it('of somebody who was switched off open nothing', async () => {
    await add()
    await switchOff()
    const fresh = site.browser()
    expect((await enter(fresh, device.get(await options(fresh)))).body.code).toBe('access.switched-off')
  })
})

const switchOff = async (): Promise<void> => {
  const { updateAgent, accountByEmail } = await import('../agents/index.ts')
  const { systemCaller } = await import('../../kernel/caller.ts')
  const found = await accountByEmail(test.db, email)
  await test.db.tx((tx) =>
    updateAgent(tx, systemCaller(test.workspaceId), found?.agentId ?? '', { active: false }),
  )
}

describe('what is refused', () => {
  it('an answer that is sent twice, or after five minutes', async () => {
    await add()
    const fresh = site.browser()
    device.counter = 5
    const answer = device.get(await options(fresh))
    expect((await enter(fresh, answer)).status).toBe(200)
    expect((await enter(site.browser(), answer)).body.code).toBe('access.passkey-too-late')
    const slow = await options(fresh)
    test.clock.forward(301)
    expect((await enter(fresh, device.get(slow))).body.code).toBe('access.passkey-too-late')
  })

  it('a counter that went back: a copied key', async () => {
    await add()
    const fresh = site.browser()
    device.counter = 7
    expect((await enter(fresh, device.get(await options(fresh)))).status).toBe(200)
    device.counter = 6
    expect((await enter(fresh, device.get(await options(fresh)))).body.code).toBe('access.passkey-refused')
  })

  it('another page’s answer, a key without its owner, a stranger’s signature', async () => {
    const phishing = new Authenticator('https://evil.example')
    expect((await add(phishing)).body.code).toBe('access.passkey-refused')
    const careless = new Authenticator(ORIGIN)
    careless.verified = false
    expect((await add(careless)).body.code).toBe('access.passkey-refused')
    await add()
    const fresh = site.browser()
    device.verified = false
    expect((await enter(fresh, device.get(await options(fresh)))).status).toBe(401)
    const stranger = new Authenticator(ORIGIN)
    const answer = stranger.get(
      await options(fresh),
      handleOf(await browser.ask('POST /api/me/passkeys/options')),
    )
    const forged = { ...answer, id: device.id.toString('base64url'), rawId: device.id.toString('base64url') }
    expect((await enter(fresh, forged)).status).toBe(401)
  })

  it('a key that somebody else answers for', async () => {
    await add()
    const other = site.browser()
    await person(test.database, test.workspaceId, `other-${email}`)
    await other.signIn(`other-${email}`, PASSWORD)
    const theirs = (await other.ask('POST /api/me/passkeys/options')).body as never
    const mine = await browser.ask('POST /api/me/passkeys', {
      name: 'x',
      response: new Authenticator(ORIGIN).create(theirs),
    })
    expect(mine.body.code).toBe('access.passkey-too-late')
    const fresh = site.browser()
    const handle = handleOf(await other.ask('POST /api/me/passkeys/options'))
    expect((await enter(fresh, device.get(await options(fresh), handle))).status).toBe(401)
  })

  it('rubbish of every kind, as a problem and never as a fault', async () => {
    const challenge = ((await options(site.browser())) as { challenge: string }).challenge
    const client = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const response = { clientDataJSON: 'x', authenticatorData: 'x', signature: 'x', userHandle: 'x' }
    const base = { id: 'x', rawId: 'x', type: 'public-key' }
    for (const answer of [
      {},
      { ...base, response: null },
      { ...base, response },
      { ...base, response: { ...response, clientDataJSON: client(null) } },
      { ...base, response: { ...response, clientDataJSON: client({ challenge: 5 }) } },
      { ...base, response: { ...response, clientDataJSON: client({ challenge }), userHandle: 'MTox' } },
    ]) {
      const { status } = await enter(site.browser(), answer)
      expect([400, 401]).toContain(status)
    }
    for (const answer of [{}, { ...base, response: { ...response, attestationObject: 'o2Nm' } }]) {
      const { status } = await browser.ask('POST /api/me/passkeys', { name: 'x', response: answer })
      expect(status).toBe(400)
    }
    const begun = (await browser.ask('POST /api/me/passkeys/options')).body as unknown as {
      challenge: string
    }
    const broken = {
      clientDataJSON: client({ type: 'webauthn.create', challenge: begun.challenge, origin: ORIGIN }),
    }
    const answer = { ...base, response: { ...broken, attestationObject: 'o2NmbXRk' } }
    expect((await browser.ask('POST /api/me/passkeys', { name: 'x', response: answer })).status).toBe(400)
  })
})

const handleOf = (answer: { body: unknown }): string => (answer.body as { user: { id: string } }).user.id
