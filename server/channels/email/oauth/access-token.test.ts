import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeHost } from '../../../../test/mailserver/fake-host.ts'
import type { Account } from '../account.ts'
import { testAccount } from '../testing.ts'
import { accessToken, forgetToken } from './access-token.ts'

describe('accessToken', () => {
  let server: Server
  let port = 0
  let asked: URLSearchParams[] = []
  let answer: (count: number) => { status: number; body: string } = () => ({ status: 500, body: '' })
  let next = 0

  const account = (changes: object = {}, refreshToken = 'first'): Account => ({
    ...testAccount(
      {
        auth: {
          kind: 'oauth2',
          provider: 'google',
          clientId: 'id',
          tokenUrl: `http://127.0.0.1:${port}/token`,
          ...changes,
        },
      },
      { language: 'ja', secrets: { refreshToken, clientSecret: 'secret' } },
    ),
    id: `inbox-${next}`,
  })
  const token = (changes: object = {}) => ({
    status: 200,
    body: JSON.stringify({ access_token: `access-${asked.length}`, expires_in: 3600, ...changes }),
  })

  beforeEach(async () => {
    next += 1
    asked = []
    answer = () => token()
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        asked.push(new URLSearchParams(body))
        const { status, body: text } = answer(asked.length)
        response.writeHead(status, { 'content-type': 'application/json' }).end(text)
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

  it('tells when access was renewed, and until when it holds where the provider says so', async () => {
    const host = fakeHost()
    await accessToken(account(), host)
    expect(host.access).toEqual([
      {
        renewedAt: expect.any(Date),
        words: { en: expect.stringMatching(/no end date/), ja: expect.any(String) },
      },
    ])
    answer = () => token({ refresh_token_expires_in: 604_800 })
    forgetToken(account())
    await accessToken(account(), host)
    const { renewedAt, endsAt, words } = host.access.at(-1) ?? {}
    expect(((endsAt?.getTime() ?? 0) - (renewedAt?.getTime() ?? 0)) / 1000).toBeCloseTo(604_800, -1)
    expect(words?.en).toMatch(/limited time/)
  })

  it('asks once for many callers, and again only when the token is about to end or was refused', async () => {
    const inbox = account()
    const host = fakeHost()
    expect(await Promise.all([1, 2, 3].map(() => accessToken(inbox, host)))).toEqual([
      'access-1',
      'access-1',
      'access-1',
    ])
    expect(await accessToken(inbox, host)).toBe('access-1')
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      client_id: 'id',
      client_secret: 'secret',
      refresh_token: 'first',
    })
    forgetToken(inbox)
    expect(await accessToken(inbox, host)).toBe('access-2')
    answer = () => token({ expires_in: 200 })
    forgetToken(inbox)
    await accessToken(inbox, host)
    await accessToken(inbox, host)
    expect(asked).toHaveLength(4)
  })

  it('follows a provider that changes the refresh token, and keeps the new one', async () => {
    const host = fakeHost()
    const key = `${account().id} refreshToken`
    answer = (count) => token({ refresh_token: `changed-${count}`, expires_in: 1 })
    await accessToken(account(), host)
    await accessToken(account(), host)
    expect(asked.map((form) => form.get('refresh_token'))).toEqual(['first', 'changed-1'])
    expect(host.secrets.get(key)).toBe('changed-2')
    // A person has connected the mailbox anew; who calls may have read the settings before.
    host.secrets.set(key, 'by-hand')
    await accessToken(account(), host)
    expect(asked.at(-1)?.get('refresh_token')).toBe('by-hand')
  })

  it('goes on with the new one also where it could not be kept', async () => {
    const host = fakeHost()
    const { renewSecrets } = host
    answer = (count) => token({ refresh_token: `changed-${count}`, expires_in: 1 })
    host.renewSecrets = async (inbox, renew) => {
      await renew(inbox.secrets as Record<string, unknown>)
      throw new Error('the database is away')
    }
    const words = { en: expect.stringMatching(/could not be read or kept/) }
    await expect(accessToken(account(), host)).rejects.toMatchObject({ refused: false, words })
    host.renewSecrets = renewSecrets
    await accessToken(account(), host)
    expect(asked.map((form) => form.get('refresh_token'))).toEqual(['first', 'changed-1'])
  })

  it('says of one that has no turn that another process is asking, not that anything could not be read', async () => {
    const host = fakeHost()
    host.renewSecrets = async () => false
    const words = { en: expect.stringMatching(/^Another process/), ja: expect.stringMatching(/別のプロセス/) }
    await expect(accessToken(account(), host)).rejects.toMatchObject({ refused: false, words })
    expect(asked).toEqual([])
  })

  it('asks once for all processes, and never twice by the same refresh token', async () => {
    const host = fakeHost()
    answer = (count) => token({ refresh_token: `changed-${count}` })
    vi.resetModules()
    const other = await import('./access-token.ts')
    const both = (settings: Account) =>
      Promise.all([accessToken(settings, host), other.accessToken(settings, host)])
    expect(await accessToken(account(), host)).toBe('access-1')
    expect(await both(account())).toEqual(['access-1', 'access-1'])
    // As it stands in the settings by now.
    expect(await both(account({}, 'changed-1'))).toEqual(['access-1', 'access-1'])
    forgetToken(account())
    expect(await accessToken(account(), host)).toBe('access-2')
    other.forgetToken(account())
    expect(await both(account())).toEqual(['access-2', 'access-2'])
    expect(asked.map((form) => form.get('refresh_token'))).toEqual(['first', 'changed-1'])
  })

  it('tells a permission that has ended from a provider that is away', async () => {
    answer = () => ({
      status: 400,
      body: '{"error":"invalid_grant","error_description":"Token has been expired or revoked."}',
    })
    await expect(accessToken(account(), fakeHost())).rejects.toMatchObject({
      refused: true,
      words: { ja: expect.stringMatching(/接続し直して/) },
    })
    answer = () => ({ status: 503, body: '<html>' })
    await expect(accessToken(account(), fakeHost())).rejects.toMatchObject({
      refused: false,
      words: { en: expect.stringMatching(/HTTP 503/) },
    })
    const away = account({ tokenUrl: 'http://127.0.0.1:1/token' })
    await expect(accessToken(away, fakeHost())).rejects.toMatchObject({ refused: false })
    await expect(accessToken(account(), fakeHost({ allowPrivateNetwork: false }))).rejects.toMatchObject({
      words: { ja: expect.stringMatching(/プライベートネットワーク/) },
    })
  })

  it('says the same of the same trouble, whatever ids and times the provider adds', async () => {
    const description = (n: number) =>
      `AADSTS700082: The refresh token has expired due to inactivity. Trace ID: 3f9b-${n} Correlation ID: 77-${n} Timestamp: 2026-11-22 09:0${n}:00Z`
    answer = (count) => ({
      status: 400,
      body: JSON.stringify({ error: 'invalid_grant', error_description: description(count) }),
    })
    const said = async () => accessToken(account(), fakeHost()).catch((error: Error) => error.message)
    const first = await said()
    expect(first).toContain('AADSTS700082: The refresh token has expired due to inactivity.')
    expect(first).not.toMatch(/trace|correlation|timestamp|09:0/i)
    expect(await said()).toBe(first)
    expect(asked).toHaveLength(2)
  })

  it('is nothing for an inbox with a password', async () => {
    expect(await accessToken(testAccount(), fakeHost())).toBeUndefined()
  })
})
