import { createServer, type Server } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import { type FakeHost, fakeHost } from '../../../../test/mailserver/fake-host.ts'
import { type MailServer, startMailServer } from '../../../../test/mailserver/index.ts'
import type { CheckStep } from '../../channel.ts'
import type { Account } from '../account.ts'
import { testAccount } from '../testing.ts'
import { view } from '../view.ts'
import { check } from './check.ts'
import { usualCheckTimes } from './check-times.ts'

const tokens = {
  port: 0,
  server: undefined as Server | undefined,
  issued: 0,
  refresh: 'refresh-1',
  revoked: false,
}

/** A provider's token endpoint, and the place where the mail server asks whether a token is good. */
const startTokens = async (): Promise<void> => {
  tokens.server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      const json = (status: number, value: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      if (url.pathname === '/info') {
        const known = url.searchParams.get('access_token')?.startsWith('access-')
        return known
          ? json(200, { email: 'oauth@shop.example', active: 'true' })
          : json(401, { error: 'invalid_token' })
      }
      if (tokens.revoked || new URLSearchParams(body).get('refresh_token') !== tokens.refresh)
        return json(400, { error: 'invalid_grant', error_description: 'Token has been revoked.' })
      tokens.refresh = `refresh-${++tokens.issued + 1}`
      return json(200, {
        access_token: `access-${tokens.issued}`,
        expires_in: 3600,
        refresh_token: tokens.refresh,
      })
    })
  })
  await new Promise<void>((resolve) => {
    tokens.server?.listen(0, '127.0.0.1', resolve)
  })
  const address = tokens.server?.address()
  tokens.port = typeof address === 'object' && address ? address.port : 0
}
await startTokens()

const started = await startMailServer({ tokenInfoUrl: `http://127.0.0.1:${tokens.port}/info?access_token=` })
const times = {
  ...usualCheckTimes,
  patience: 20_000,
  every: 200,
  smtp: { connect: 5_000, greeting: 1_500, socket: 10_000 },
}

describe.skipIf('skipped' in started)('checking a mailbox on real servers', () => {
  const server = started as MailServer
  const address = 'checked@shop.example'
  const receive = (changes: object = {}) => ({
    receive: {
      how: 'imap',
      host: 'localhost',
      port: server.imap.tls,
      security: 'tls',
      user: address,
      ...changes,
    },
  })
  const smtp = (changes: object = {}) => ({
    smtp: { host: 'localhost', port: server.smtp.starttls, security: 'starttls', user: address, ...changes },
  })
  const account = (settings: object = {}, secrets: object = {}): Account =>
    testAccount(
      { address, authority: server.authority, ...receive({ sentFolder: 'Sent' }), ...smtp(), ...settings },
      { secrets: { password: server.password, ...secrets } },
    )
  const steps = async (inbox: Account, host: FakeHost = fakeHost()): Promise<CheckStep[]> => {
    const found: CheckStep[] = []
    for await (const step of check(inbox, host, times)) found.push(step)
    // People see which step it was by its name.
    expect(found.filter(({ name }) => view.steps?.[name] === undefined)).toEqual([])
    return found
  }
  const states = (found: CheckStep[]): Record<string, string> =>
    Object.fromEntries(found.map(({ name, state }) => [name, state]))

  afterAll(async () => {
    await server.stop()
    tokens.server?.close()
  })

  it('finds a sound one sound, test mail included', async () => {
    expect(states(await steps(account()))).toEqual({
      address: 'ok',
      'imap.reach': 'ok',
      'imap.tls': 'ok',
      'imap.signIn': 'ok',
      'imap.sentFolder': 'ok',
      'imap.folder': 'ok',
      'smtp.reach': 'ok',
      'smtp.tls': 'ok',
      'smtp.signIn': 'ok',
      'probe.sent': 'ok',
      'probe.received': 'ok',
    })
  })

  it.each<[string, () => Account, string, RegExp]>([
    ['a wrong password', () => account({}, { password: 'wrong' }), 'imap.signIn', /パスワード/],
    [
      'a wrong password for sending',
      () => account({}, { smtpPassword: 'wrong' }),
      'smtp.signIn',
      /パスワード/,
    ],
    ['a folder that is not there', () => account(receive({ folder: 'Kaiwa' })), 'imap.folder', /INBOX/],
    [
      'TLS where STARTTLS is spoken',
      () => account(receive({ port: server.imap.starttls })),
      'imap.tls',
      /ポートと暗号化方式/,
    ],
    [
      'STARTTLS where TLS is spoken',
      () => account(smtp({ port: server.smtp.tls })),
      'smtp.reach',
      /応答がありません/,
    ],
    [
      'a certificate that nobody vouches for',
      () => account({ authority: undefined }),
      'imap.tls',
      /自己署名/,
    ],
    ['a certificate of another name', () => account(receive({ host: '127.1' })), 'imap.tls', /証明書の名前/],
    ['a port where nobody listens', () => account(receive({ port: 1 })), 'imap.reach', /拒否/],
    [
      'a server that is not there',
      () => account(smtp({ host: 'no-such-host.invalid' })),
      'smtp.reach',
      /見つかりません/,
    ],
    ['an address without a domain', () => account({ address: 'support@shop' }), 'address', /形式/],
  ])('says what is wrong: %s', async (_what, inbox, name, words) => {
    const found = await steps(inbox())
    expect(found.find(({ state }) => state === 'failed')).toMatchObject({
      name,
      message: { ja: expect.stringMatching(words), en: expect.stringMatching(/\w/) },
    })
    expect(states(found)['probe.sent']).toBe('skipped')
  })

  it('tells an inbox without servers what it still needs', async () => {
    const found = await steps(testAccount())
    expect(states(found)).toMatchObject({
      receive: 'skipped',
      'smtp.reach': 'skipped',
      'probe.sent': 'skipped',
    })
    // Nothing failed before it: what it waits for is a server.
    expect(found.find(({ name }) => name === 'probe.sent')?.message.ja).toMatch(/送信メールサーバー/)
    const forwarding = testAccount({ receive: { how: 'forwarding' } })
    expect(states(await steps(forwarding))['receive']).toBe('failed')
    const listening = await steps(forwarding, fakeHost({ smtpInPort: 2525 }))
    expect(listening.find(({ name }) => name === 'receive')).toMatchObject({
      state: 'ok',
      message: { en: expect.stringContaining('token-0001@desk.example') },
    })
  })

  it('signs in by OAuth2 both ways, keeps the changed token, and says when the permission has ended', async () => {
    const auth = {
      kind: 'oauth2',
      provider: 'microsoft',
      clientId: 'client',
      tokenUrl: `http://127.0.0.1:${tokens.port}/token`,
    }
    const granted = { password: undefined, refreshToken: 'refresh-1', clientSecret: 'x' }
    const oauth = {
      address: 'oauth@shop.example',
      auth,
      ...receive({ user: 'oauth@shop.example' }),
      ...smtp({ user: 'oauth@shop.example' }),
    }
    const host = fakeHost()
    const inbox = account(oauth, granted)
    expect((await steps(inbox, host)).filter(({ state }) => state !== 'ok')).toEqual([])
    expect(tokens.issued).toBe(1)
    expect(host.secrets.get(`${inbox.id} refreshToken`)).toBe('refresh-2')
    tokens.revoked = true
    const other = account(
      { ...oauth, address: 'other@shop.example' },
      { ...granted, refreshToken: 'refresh-9' },
    )
    expect((await steps(other)).find(({ state }) => state === 'failed')).toMatchObject({
      name: 'imap.signIn',
      message: { ja: expect.stringMatching(/接続し直して/) },
    })
  })
})
