import { createServer, type Server } from 'node:http'
import { createTransport } from 'nodemailer'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type FakeHost, fakeHost } from '../../../test/mailserver/fake-host.ts'
import { type MailServer, startMailServer } from '../../../test/mailserver/index.ts'
import { type ScriptedSmtp, startScriptedSmtp } from '../../../test/mailserver/scripted-smtp.ts'
import type { Arrival, CheckStep, InboxAccount, OutgoingMessage } from '../channel.ts'
import { check } from './check/check.ts'
import { usualCheckTimes } from './check/check-times.ts'
import { channel } from './index.ts'
import { accountOf } from './account.ts'
import { secretsShape, settingsShape } from './settings.ts'

const tokens = {
  port: 0,
  server: undefined as Server | undefined,
  issued: 0,
  refresh: 'refresh-1',
  revoked: false,
}

/** A provider's token endpoint and the place where the mail server asks whether a token is good. */
const startTokens = async (): Promise<void> => {
  tokens.server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      const json = (status: number, value: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      if (url.pathname === '/info')
        return url.searchParams.get('access_token')?.startsWith('access-')
          ? json(200, { email: 'oauth@shop.example', active: 'true' })
          : json(401, { error: 'invalid_token' })
      const form = new URLSearchParams(body)
      if (tokens.revoked || form.get('refresh_token') !== tokens.refresh)
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

let refusing: ScriptedSmtp | undefined = await startScriptedSmtp({
  RCPT: '552 5.2.2 <mailbox> is over quota',
})
const started = await startMailServer({
  relay: { domains: ['full.example'], port: refusing.port },
  tokenInfoUrl: `http://127.0.0.1:${tokens.port}/info?access_token=`,
})
const times = {
  ...usualCheckTimes,
  patience: 20_000,
  every: 200,
  smtp: { connect: 5_000, greeting: 1_500, socket: 10_000 },
}
const within = { timeout: 25_000, interval: 100 }

describe.skipIf('skipped' in started)('an email inbox on real servers', () => {
  const server = started as MailServer
  const running: { stop(): Promise<void> }[] = []
  let host: FakeHost

  const account = (
    address: string,
    settings: object = {},
    secrets: object = {},
  ): InboxAccount<never, never> =>
    ({
      workspaceId: 1,
      id: address,
      name: '緑の靴店',
      address,
      language: 'ja',
      token: 'token-0001',
      brand: { name: '緑の靴店', colour: '#000000' },
      settings: settingsShape.parse({
        address,
        authority: server.authority,
        receive: {
          how: 'imap',
          host: 'localhost',
          port: server.imap.tls,
          security: 'tls',
          user: address,
          sentFolder: 'Sent',
          pollSeconds: 10,
        },
        smtp: { host: 'localhost', port: server.smtp.starttls, security: 'starttls', user: address },
        ...settings,
      }),
      secrets: secretsShape.parse({
        password: server.password,
        threadSecret: `secret-of-${address}`,
        ...secrets,
      }),
    }) as never

  const message = (changes: Partial<OutgoingMessage>): OutgoingMessage => ({
    id: '0192f000-0000-7000-8000-0000000000a1',
    conversationId: '0192f000-0000-7000-8000-0000000000c1',
    reference: '77',
    text: 'ご連絡ありがとうございます。',
    subject: '靴のサイズについて',
    to: [{ kind: 'email', value: 'hanako@customer.example', name: '山田 花子' }],
    cc: [],
    bcc: [],
    files: [],
    author: { name: '佐藤' },
    createdAt: new Date(),
    thread: { keys: [] },
    repeated: false,
    automatic: false,
    ...changes,
  })

  /** Starts the channel for these inboxes and gives what arrives, parsed. */
  const follow = async (
    ...inboxes: InboxAccount<never, never>[]
  ): Promise<(id: string) => Promise<Arrival[]>> => {
    host = fakeHost()
    host.accounts = inboxes
    running.push(await (channel.start as NonNullable<typeof channel.start>)(host))
    await expect
      .poll(() => host.health.filter(({ state }) => state === 'ok').length, within)
      .toBe(inboxes.length)
    return async (id) => {
      const inbox = inboxes.find((one) => one.id === id) as InboxAccount<never, never>
      const arrivals = await Promise.all(
        host.kept.filter(({ inboxId }) => inboxId === id).map(({ raw }) => channel.parse(raw, inbox)),
      )
      return arrivals.flat()
    }
  }
  const steps = async (inbox: InboxAccount<never, never>): Promise<CheckStep[]> => {
    const found: CheckStep[] = []
    for await (const step of check(accountOf(inbox) as never, fakeHost(), times)) found.push(step)
    return found
  }
  const states = (found: CheckStep[]): Record<string, string> =>
    Object.fromEntries(found.map(({ name, state }) => [name, state]))

  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()))
  })
  afterAll(async () => {
    await server.stop()
    await refusing?.stop()
    refusing = undefined
    tokens.server?.close()
  })

  it('takes a question in, answers it, and joins the answer to the answer', async () => {
    const shop = account('support@shop.example')
    const customer = account('hanako@customer.example')
    const arrived = await follow(shop, customer)
    const mailer = createTransport({
      host: 'localhost',
      port: server.smtp.starttls,
      requireTLS: true,
      auth: { user: 'hanako@customer.example', pass: server.password },
      tls: { ca: server.authority },
    })
    await mailer.sendMail({
      from: '"山田 花子" <hanako@customer.example>',
      to: 'support@shop.example',
      subject: '靴のサイズについて',
      text: '24.5はありますか？',
      messageId: '<question@customer.example>',
    })
    await expect.poll(async () => (await arrived(shop.id)).length, within).toBe(1)
    expect(await arrived(shop.id)).toMatchObject([
      {
        kind: 'message',
        from: [{ value: 'hanako@customer.example', name: '山田 花子' }],
        subject: '靴のサイズについて',
        text: '24.5はありますか？',
        messageKey: 'question@customer.example',
        automatic: false,
      },
    ])

    const sent = await channel.send(
      message({ thread: { keys: ['question@customer.example'], answers: 'question@customer.example' } }),
      shop,
      host,
    )
    expect(sent).toEqual({
      outcome: 'sent',
      messageKey: 'm.0192f000-0000-7000-8000-0000000000a1@shop.example',
    })
    await expect.poll(async () => (await arrived(customer.id)).length, within).toBe(1)
    expect(await arrived(customer.id)).toMatchObject([
      {
        kind: 'message',
        subject: 'Re: 靴のサイズについて',
        threadKeys: ['question@customer.example'],
        messageKey: 'm.0192f000-0000-7000-8000-0000000000a1@shop.example',
      },
    ])

    await mailer.sendMail({
      from: 'hanako@customer.example',
      to: 'support@shop.example',
      subject: 'Re: 靴のサイズについて',
      text: 'お願いします',
      inReplyTo: '<m.0192f000-0000-7000-8000-0000000000a1@shop.example>',
      references: ['<question@customer.example>', '<m.0192f000-0000-7000-8000-0000000000a1@shop.example>'],
    })
    await expect.poll(async () => (await arrived(shop.id)).length, within).toBe(2)
    expect((await arrived(shop.id))[1]).toMatchObject({
      threadKeys: ['m.0192f000-0000-7000-8000-0000000000a1@shop.example', 'question@customer.example'],
    })
    await expect.poll(() => server.maildirFlags('support@shop.example/.Sent'), within).toEqual(['S'])
  })

  it('knows the conversation by the reply address alone', async () => {
    const shop = account('plus@shop.example', { plusAddressing: true })
    const customer = account('taro@customer.example')
    const arrived = await follow(shop, customer)
    await channel.send(message({ to: [{ kind: 'email', value: 'taro@customer.example' }] }), shop, host)
    await expect.poll(async () => (await arrived(customer.id)).length, within).toBe(1)
    const [got] = await arrived(customer.id)
    const replyTo = got?.kind === 'message' ? got.from[0].value : ''
    await channel.send(
      message({ id: '0192f000-0000-7000-8000-0000000000a2', to: [{ kind: 'email', value: replyTo }] }),
      customer,
      host,
    )
    await expect.poll(async () => (await arrived(shop.id)).length, within).toBe(1)
    expect(await arrived(shop.id)).toMatchObject([
      { threadKeys: ['conversation:0192f000-0000-7000-8000-0000000000c1'] },
    ])
  })

  it('hears of a mail that bounced later', async () => {
    const shop = account('bounced@shop.example')
    const arrived = await follow(shop)
    const outgoing = message({
      id: '0192f000-0000-7000-8000-0000000000b1',
      to: [{ kind: 'email', value: 'someone@full.example' }],
    })
    expect(await channel.send(outgoing, shop, host)).toMatchObject({ outcome: 'sent' })
    await expect.poll(async () => (await arrived(shop.id)).length, within).toBe(1)
    expect(await arrived(shop.id)).toMatchObject([
      {
        kind: 'receipt',
        state: 'bounced',
        messageKey: 'm.0192f000-0000-7000-8000-0000000000b1@shop.example',
        reason: expect.stringMatching(
          /^someone@full\.example: 宛先のメールボックスが容量いっぱいです。.*over quota/,
        ),
      },
    ])
  })

  it('hears of a delivery where the inbox asks for it', async () => {
    const shop = account('dsn@shop.example', { receipts: true })
    const arrived = await follow(shop)
    await channel.send(
      message({
        id: '0192f000-0000-7000-8000-0000000000d1',
        to: [{ kind: 'email', value: 'jiro@customer.example' }],
      }),
      shop,
      host,
    )
    await expect.poll(async () => (await arrived(shop.id)).length, within).toBe(1)
    expect(await arrived(shop.id)).toMatchObject([
      {
        kind: 'receipt',
        state: 'delivered',
        messageKey: 'm.0192f000-0000-7000-8000-0000000000d1@shop.example',
      },
    ])
  })

  it('is found sound by the check, probe included, and the probe disturbs nobody', async () => {
    const shop = account('checked@shop.example')
    const arrived = await follow(shop)
    const found = await steps(shop)
    expect(states(found)).toEqual({
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
    for (const { kind } of await arrived(shop.id)) expect(kind).toBe('ignored')
  })

  const receive = (changes: object) => ({
    receive: {
      how: 'imap',
      host: 'localhost',
      port: server.imap.tls,
      security: 'tls',
      user: 'x@shop.example',
      ...changes,
    },
  })
  const smtp = (changes: object) => ({
    smtp: { host: 'localhost', port: server.smtp.tls, security: 'tls', user: 'x@shop.example', ...changes },
  })

  it.each<[string, object, object, string, RegExp]>([
    ['a wrong password', {}, { password: 'wrong' }, 'imap.signIn', /パスワード/],
    ['a wrong password for sending', {}, { smtpPassword: 'wrong' }, 'smtp.signIn', /パスワード/],
    ['a folder that is not there', receive({ folder: 'Kaiwa' }), {}, 'imap.folder', /INBOX/],
    [
      'TLS where STARTTLS is spoken',
      receive({ port: server.imap?.starttls }),
      {},
      'imap.tls',
      /ポートと暗号化方式/,
    ],
    [
      'STARTTLS where TLS is spoken',
      smtp({ security: 'starttls' }),
      {},
      'smtp.reach',
      /応答がありません|暗号化方式/,
    ],
    [
      'a certificate of another name',
      receive({ host: 'localhost.localdomain' }),
      {},
      'imap.reach',
      /見つかりません|証明書/,
    ],
    ['a port where nobody listens', receive({ port: 1 }), {}, 'imap.reach', /拒否/],
    [
      'a server that is not there',
      smtp({ host: 'no-such-host.invalid' }),
      {},
      'smtp.reach',
      /見つかりません/,
    ],
  ])('says what is wrong: %s', { timeout: 60_000 }, async (_what, settings, secrets, name, words) => {
    const found = await steps(account('x@shop.example', settings, secrets))
    const step = found.find((one) => one.state === 'failed')
    expect(step).toMatchObject({
      name,
      message: { ja: expect.stringMatching(words), en: expect.stringMatching(/\w/) },
    })
    expect(states(found)['probe.sent']).toBe('skipped')
  })

  it('says that nobody vouches for the certificate', async () => {
    const found = await steps(account('x@shop.example', { authority: undefined }))
    expect(found.find(({ state }) => state === 'failed')).toMatchObject({
      name: 'imap.tls',
      message: { en: expect.stringMatching(/self-signed/) },
    })
  })

  it('signs in by OAuth2 for both directions, keeps the changed token, and says when the permission has ended', async () => {
    const auth = {
      auth: {
        kind: 'oauth2',
        provider: 'microsoft',
        clientId: 'client',
        tokenUrl: `http://127.0.0.1:${tokens.port}/token`,
      },
    }
    const shop = account('oauth@shop.example', auth, {
      password: undefined,
      refreshToken: 'refresh-1',
      clientSecret: 'x',
    })
    const checking = fakeHost()
    const found: CheckStep[] = []
    for await (const step of check(accountOf(shop) as never, checking, times)) found.push(step)
    expect(found.filter(({ state }) => state !== 'ok')).toEqual([])
    expect(tokens.issued).toBe(1)
    expect(checking.secrets.get('oauth@shop.example refreshToken')).toBe('refresh-2')
    tokens.revoked = true
    const other = account('oauth2@shop.example', auth, { password: undefined, refreshToken: 'refresh-9' })
    const failing = (await steps(other)).find(({ state }) => state === 'failed')
    expect(failing).toMatchObject({
      name: 'imap.signIn',
      message: { ja: expect.stringMatching(/接続し直して/) },
    })
  })
})
