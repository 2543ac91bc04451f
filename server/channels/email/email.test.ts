import { createTransport } from 'nodemailer'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type FakeHost, fakeHost } from '../../../test/mailserver/fake-host.ts'
import { type MailServer, startMailServer } from '../../../test/mailserver/index.ts'
import { startScriptedSmtp } from '../../../test/mailserver/scripted-smtp.ts'
import type { Arrival } from '../channel.ts'
import type { Account } from './account.ts'
import { channel } from './index.ts'
import { testAccount, testMessage } from './testing.ts'

const refusing = await startScriptedSmtp({ RCPT: '552 5.2.2 <mailbox> is over quota' })
const started = await startMailServer({ relay: { domains: ['full.example'], port: refusing.port } })
const within = { timeout: 25_000, interval: 100 }
const ownId = (last: string): string => `0192f000-0000-7000-8000-0000000000${last}`

describe.skipIf('skipped' in started)('an email inbox on real servers', () => {
  const server = started as MailServer
  const running: { stop(): Promise<void> }[] = []
  let host: FakeHost

  const account = (address: string, settings: object = {}): Account =>
    testAccount(
      {
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
      },
      { language: 'ja', secrets: { password: server.password } },
    )

  /** Starts the channel for these inboxes and gives what arrives, parsed. */
  const follow = async (...inboxes: Account[]): Promise<(inbox: Account) => Promise<Arrival[]>> => {
    host = fakeHost()
    host.accounts = inboxes
    running.push(await (channel.start as NonNullable<typeof channel.start>)(host))
    await expect
      .poll(() => host.health.filter(({ state }) => state === 'ok').length, within)
      .toBe(inboxes.length)
    return async (inbox) => {
      const kept = host.kept.filter(({ inboxId }) => inboxId === inbox.id)
      return (await Promise.all(kept.map(({ raw }) => channel.parse(raw, inbox)))).flat()
    }
  }

  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()))
  })
  afterAll(async () => {
    await server.stop()
    await refusing.stop()
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
    const question = { from: '"山田 花子" <hanako@customer.example>', to: 'support@shop.example' }
    await mailer.sendMail({
      ...question,
      subject: '靴のサイズについて',
      text: '24.5はありますか？',
      messageId: '<question@customer.example>',
    })
    await expect.poll(async () => (await arrived(shop)).length, within).toBe(1)
    expect(await arrived(shop)).toMatchObject([
      {
        kind: 'message',
        from: [{ value: 'hanako@customer.example', name: '山田 花子' }],
        subject: '靴のサイズについて',
        text: '24.5はありますか？',
        messageKey: 'question@customer.example',
      },
    ])

    const thread = { keys: ['question@customer.example'], answers: 'question@customer.example' }
    const answer = testMessage({ id: ownId('a1'), subject: '靴のサイズについて', thread })
    const messageKey = `m.${ownId('a1')}@shop.example`
    expect(await channel.send(answer, shop, host)).toEqual({ outcome: 'sent', messageKey })
    await expect.poll(async () => (await arrived(customer)).length, within).toBe(1)
    expect(await arrived(customer)).toMatchObject([
      {
        kind: 'message',
        subject: 'Re: 靴のサイズについて',
        threadKeys: ['question@customer.example'],
        messageKey,
      },
    ])

    await mailer.sendMail({
      ...question,
      subject: 'Re: 靴のサイズについて',
      text: 'お願いします',
      inReplyTo: `<${messageKey}>`,
      references: ['<question@customer.example>', `<${messageKey}>`],
    })
    await expect.poll(async () => (await arrived(shop)).length, within).toBe(2)
    expect((await arrived(shop))[1]).toMatchObject({ threadKeys: [messageKey, 'question@customer.example'] })
    await expect.poll(() => server.maildirFlags('support@shop.example/.Sent'), within).toEqual(['S'])
  })

  it('knows the conversation by the reply address alone', async () => {
    const shop = account('plus@shop.example', { plusAddressing: true })
    const customer = account('taro@customer.example')
    const arrived = await follow(shop, customer)
    await channel.send(testMessage({ to: [{ kind: 'email', value: 'taro@customer.example' }] }), shop, host)
    await expect.poll(async () => (await arrived(customer)).length, within).toBe(1)
    const [got] = await arrived(customer)
    const replyTo = got?.kind === 'message' ? got.from[0].value : ''
    const reply = testMessage({ id: ownId('a2'), to: [{ kind: 'email', value: replyTo }] })
    await channel.send(reply, customer, host)
    await expect.poll(async () => (await arrived(shop)).length, within).toBe(1)
    expect(await arrived(shop)).toMatchObject([
      { threadKeys: ['conversation:0192f000-0000-7000-8000-00000000000c'] },
    ])
  })

  it('hears of a mail that bounced later', async () => {
    const shop = account('bounced@shop.example')
    const arrived = await follow(shop)
    const outgoing = testMessage({ id: ownId('b1'), to: [{ kind: 'email', value: 'someone@full.example' }] })
    expect(await channel.send(outgoing, shop, host)).toMatchObject({ outcome: 'sent' })
    await expect.poll(async () => (await arrived(shop)).length, within).toBe(1)
    expect(await arrived(shop)).toMatchObject([
      {
        kind: 'receipt',
        state: 'bounced',
        messageKey: `m.${ownId('b1')}@shop.example`,
        reason: {
          en: expect.stringMatching(/^someone@full\.example: .*full.*over quota/),
          ja: expect.stringMatching(
            /^someone@full\.example: 宛先のメールボックスが容量いっぱいです。.*over quota/,
          ),
        },
      },
    ])
  })

  it('hears of a delivery where the inbox asks for it', async () => {
    const shop = account('dsn@shop.example', { receipts: true })
    const arrived = await follow(shop)
    const outgoing = testMessage({ id: ownId('d1'), to: [{ kind: 'email', value: 'jiro@customer.example' }] })
    await channel.send(outgoing, shop, host)
    await expect.poll(async () => (await arrived(shop)).length, within).toBe(1)
    expect(await arrived(shop)).toMatchObject([
      { kind: 'receipt', state: 'delivered', messageKey: `m.${ownId('d1')}@shop.example` },
    ])
  })
})
