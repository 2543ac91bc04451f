import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../../test/harness/app.ts'
import { Jar } from '../../../../test/provider/jar.ts'
import { lyingProvider, type LyingProvider } from '../../../../test/provider/lying-provider.ts'
import { CLIENT } from '../../../../test/provider/real-provider.ts'
import { appAt } from '../../../../test/provider/sso-app.ts'

let app: TestApp
let liar: LyingProvider
let id: string

beforeAll(async () => {
  ;[app, liar] = await Promise.all([appAt(), lyingProvider()])
  const input = {
    name: 'liar',
    issuer: liar.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    emailDomains: ['shop.example'],
    addsPeople: true,
    mappings: [{ group: 'support', role: 'agent', teamIds: [] }],
  }
  id = (await app.owner.ok<{ id: string }>('POST', '/api/sso-providers', input)).id
  await app.owner.ok('PATCH', `/api/sso-providers/${id}`, { state: 'on' })
})
afterAll(() => liar?.close())

/** Goes there honestly, lets it lie, and comes back. */
const signIn = async (lie: (right: { nonce: string }) => void) => {
  const jar = new Jar()
  liar.honest('')
  const start = await jar.call<{ url: string }>(app.url, 'POST', `/api/sso/${id}/start`, {
    workspaceId: app.workspaceId,
  })
  const { searchParams } = new URL(start.body.url)
  const [state, nonce] = [searchParams.get('state') ?? '', searchParams.get('nonce') ?? '']
  liar.honest(nonce)
  lie({ nonce })
  const { status, body } = await jar.call(app.url, 'POST', '/api/sso/finish', {
    parameters: { state, code: 'x' },
  })
  const inside = (await jar.call(app.url, 'GET', '/api/me')).status === 200
  return { status, code: body.code, detail: body.detail, inside }
}
const now = (): number => Math.floor(Date.now() / 1000)
const untrusted = { status: 401, code: 'access.sso-untrusted', inside: false }

it('lets an honest answer in, also from a clock that is a little off', async () => {
  expect(await signIn(() => undefined)).toMatchObject({ status: 200, inside: true })
  for (const off of [-100, 100]) {
    const shifted = await signIn(() =>
      liar.token((right, keys) => keys.right({ ...right, iat: now() + off, exp: now() + off + 5 })),
    )
    expect(shifted).toMatchObject({ status: 200, inside: true })
  }
})

describe('an answer that is not to be trusted opens nothing', () => {
  it.each<[string, Parameters<LyingProvider['token']>[0]]>([
    ['for another sign-in', (right, keys) => keys.right({ ...right, nonce: 'another' })],
    ['for none', ({ nonce: _, ...right }, keys) => keys.right(right)],
    ['for another client', (right, keys) => keys.right({ ...right, aud: 'another' })],
    [
      'for several clients, of whom another asked',
      (right, keys) => keys.right({ ...right, aud: [CLIENT.id, 'b'], azp: 'b' }),
    ],
    ['from another provider', (right, keys) => keys.right({ ...right, iss: 'https://id.example' })],
    ['that ran out', (right, keys) => keys.right({ ...right, iat: now() - 900, exp: now() - 600 })],
    ['that is not good yet', (right, keys) => keys.right({ ...right, nbf: now() + 600 })],
    ['about nobody', ({ sub: _, ...right }, keys) => keys.right(right)],
    ['signed by somebody else', (right, keys) => keys.unknown(right)],
    ['signed with the client’s own secret', (right, keys) => keys.secret(right)],
    ['not signed at all', (right, keys) => keys.none(right)],
    ['that is no token', () => 'x.y.z'],
  ])('%s', async (_what, make) => {
    expect(await signIn(() => liar.token(make))).toMatchObject(untrusted)
  })

  it('nor does user info about somebody else', async () => {
    const answer = await signIn(() => {
      liar.token(({ email: _, ...right }, keys) => keys.right(right))
      liar.userInfo = { sub: 'victim', email: 'victim@shop.example', email_verified: true }
    })
    expect(answer).toMatchObject(untrusted)
  })

  it('nor may user info overrule what was signed', async () => {
    const answer = await signIn(() => {
      liar.token(({ groups: _, ...right }, keys) =>
        keys.right({ ...right, sub: 'lower', email: 'lower@else.example' }),
      )
      liar.userInfo = { sub: 'lower', email: 'owner@shop.example', email_verified: true, groups: ['support'] }
    })
    expect(answer).toMatchObject({ code: 'access.sso-domain', inside: false })
  })
})

describe('a provider that does not answer as one', () => {
  const unreachable = { status: 503, code: 'access.sso-unreachable', inside: false }
  it.each<[string, string, Parameters<LyingProvider['answers']['set']>[1]]>([
    ['is silent', '/token', () => undefined],
    ['breaks off', '/token', (response) => response.destroy()],
    [
      'answers a page',
      '/token',
      (response) => response.setHeader('content-type', 'text/html').end('<p>x</p>'),
    ],
    ['answers without end', '/keys', (response) => response.end(Buffer.alloc(600 * 1024, 0x20))],
    ['fails', '/token', (response) => response.writeHead(500).end('oops')],
  ])('%s', async (_what, path, answer) => {
    expect(await signIn(() => liar.answers.set(path, answer))).toMatchObject(unreachable)
  })

  it('knows us under another secret', async () => {
    const refused = await signIn(() =>
      liar.answers.set('/token', (response) =>
        response
          .writeHead(401, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error: 'invalid_client' })),
      ),
    )
    expect(refused).toMatchObject({ status: 403, code: 'access.sso-setup', inside: false })
    expect(refused.detail).toContain('invalid_client')
  })

  it('calls itself something else, or leads into where nobody is asked', async () => {
    expect(
      await signIn(() => {
        liar.metadata = { issuer: 'https://id.example' }
      }),
    ).toMatchObject({ inside: false, status: 401 })
    const led = await signIn(() => {
      liar.metadata = { token_endpoint: 'http://169.254.169.254/latest' }
    })
    expect(led).toMatchObject(unreachable)
  })
})

describe('looking at a provider', () => {
  const check = async () => {
    liar.honest('')
    return () =>
      app.owner.ok<{ steps: { state: string; text: { ja: string } | null }[] }>(
        'POST',
        `/api/sso-providers/${id}/check`,
      )
  }
  it('tells what fits and what does not', async () => {
    const look = await check()
    expect((await look()).steps.map(({ state }) => state)).toEqual(['ok', 'note', 'ok', 'ok'])
    liar.metadata = { scopes_supported: ['openid'], code_challenge_methods_supported: ['S256'] }
    liar.answers.set('/keys', (response) => response.end('{"keys":[]}'))
    expect((await look()).steps.map(({ state }) => state)).toEqual(['ok', 'ok', 'failed', 'note'])
    liar.metadata = { issuer: 'https://id.example' }
    const { steps } = await look()
    expect(steps.map(({ state }) => state)).toEqual(['failed'])
    expect(steps[0]?.text?.ja).toBeTruthy()
  })
})

it.each([
  [{ issuer: 'ftp://id.example' }, 'access.sso-issuer'],
  [{ issuer: 'https://id.example/?x=1' }, 'access.sso-issuer'],
  [{ issuer: 'https://login.microsoftonline.com/common/v2.0' }, 'access.sso-any-tenant'],
  [{ emailDomains: ['not a domain'] }, 'access.sso-domain-form'],
  [{ emailDomains: [], addsPeople: true }, 'access.sso-domains-needed'],
  [{ defaultRole: 'owner' }, 'access.sso-owner-role'],
  [{ mappings: [{ group: 'x', role: 'owner', teamIds: [] }] }, 'access.sso-owner-role'],
  [{ defaultRole: '00000000-0000-7000-8000-000000000000' }, 'agents.no-role'],
  [
    { mappings: [{ group: 'x', role: null, teamIds: ['00000000-0000-7000-8000-000000000000'] }] },
    'agents.unknown-team',
  ],
])('is not saved with what can’t be: %j', async (change, code) => {
  const { status, body } = await app.owner.call<{ code: string }>('PATCH', `/api/sso-providers/${id}`, change)
  expect({ status, code: body.code }).toEqual({ status: 400, code })
})

it('never gives its secret away', async () => {
  const text = JSON.stringify([
    await app.owner.ok('GET', '/api/sso-providers'),
    await app.owner.ok('GET', '/api/audit?limit=200'),
  ])
  expect(text).toContain('hasSecret')
  expect(text).not.toContain(CLIENT.secret)
})
