import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeHost } from '../../../../test/mailserver/fake-host.ts'
import type { EndpointRequest } from '../../channel.ts'
import type { Account } from '../account.ts'
import { testAccount } from '../testing.ts'
import { consentUrl, isOwnState } from './consent.ts'
import { finishConsent } from './finish-consent.ts'

let server: Server
let port = 0
let asked: URLSearchParams[] = []
let answer = { status: 200, body: '' }

beforeEach(async () => {
  asked = []
  answer = { status: 200, body: JSON.stringify({ access_token: 'a', refresh_token: 'kept-token' }) }
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push(new URLSearchParams(body))
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const account = (provider: 'google' | 'microsoft' = 'google'): Account =>
  testAccount(
    {
      auth: {
        kind: 'oauth2',
        provider,
        clientId: 'our-client',
        tokenUrl: `http://127.0.0.1:${port}/token`,
      },
    },
    { language: 'ja', secrets: { clientSecret: 'our-secret' } },
  )
const comeBack = (query: Record<string, string>, inbox: Account, host = fakeHost()) => {
  host.inboxByToken = async (channel, token) =>
    channel === 'email' && token === inbox.token ? inbox : undefined
  return finishConsent.handle({ query } as unknown as EndpointRequest, host)
}
const beginAt = (inbox: Account) => new URL(consentUrl(inbox, fakeHost().publicUrl, Date.now()) ?? '')

describe('connecting a mailbox by OAuth2', () => {
  it('leads to the provider with what it needs to give a lasting permission', () => {
    const google = beginAt(account())
    expect(google.origin + google.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth')
    expect(Object.fromEntries(google.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'our-client',
      redirect_uri: `${fakeHost().publicUrl}/channels/email/oauth`,
      access_type: 'offline',
      code_challenge_method: 'S256',
      login_hint: 'support@shop.example',
    })
    const microsoft = beginAt(account('microsoft'))
    expect(microsoft.pathname).toBe('/common/oauth2/v2.0/authorize')
    expect(microsoft.searchParams.get('scope')).toContain('offline_access')
    expect(consentUrl(testAccount(), 'https://desk.example', Date.now())).toBeUndefined()
  })

  it('keeps the token, proves that it began the consent, and goes on to the inbox', async () => {
    const inbox = account()
    const begun = beginAt(inbox)
    const state = begun.searchParams.get('state') ?? ''
    const host = fakeHost()
    const back = await comeBack({ state, code: 'the-code' }, inbox, host)
    expect(back).toMatchObject({ status: 303 })
    expect(back.headers?.['location']).toBe(`${host.publicUrl}/settings/inboxes/${inbox.id}?check=1`)
    expect([...host.secrets.values()]).toEqual(['kept-token'])
    const sent = Object.fromEntries(asked[0] ?? [])
    expect(sent).toMatchObject({
      grant_type: 'authorization_code',
      code: 'the-code',
      client_secret: 'our-secret',
    })
    const challenge = createHash('sha256')
      .update(sent['code_verifier'] ?? '')
      .digest('base64url')
    expect(challenge).toBe(begun.searchParams.get('code_challenge'))
  })

  it('takes no answer to a consent that it did not begin, that is too old, or of another inbox', async () => {
    const inbox = account()
    const state = beginAt(inbox).searchParams.get('state') ?? ''
    const other = { ...inbox, secrets: { ...inbox.secrets, threadSecret: 'another secret of theirs' } }
    for (const [bad, target] of [
      ['', inbox],
      ['nonsense', inbox],
      [`${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`, inbox],
      [state, other],
    ] as const) {
      expect((await comeBack({ state: bad, code: 'x' }, target)).status).toBe(400)
    }
    expect(isOwnState(inbox, state, Date.now() + 16 * 60_000)).toBe(false)
    expect(asked).toEqual([])
  })

  it('says in words what the provider refused, and lets none of its markup through', async () => {
    const inbox = account()
    const state = beginAt(inbox).searchParams.get('state') ?? ''
    const denied = await comeBack({ state, error: 'access_denied<script>' }, inbox)
    expect(denied.status).toBe(502)
    expect(denied.body).toContain('許可されませんでした')
    expect(denied.body).not.toContain('<script>')
    answer = { status: 400, body: '{"error":"invalid_grant"}' }
    const stale = await comeBack({ state, code: 'used' }, inbox)
    expect(stale.body).toContain('invalid_grant')
  })
})
