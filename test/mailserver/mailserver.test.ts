import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { afterAll, describe, expect, it } from 'vitest'
import { type MailServer, startMailServer } from './index.ts'

const started = await startMailServer()

describe.skipIf('skipped' in started)('the test mail server', () => {
  const server = started as MailServer

  afterAll(() => server.stop())

  it('takes mail over STARTTLS with sign-in and shows it over IMAP with TLS', async () => {
    const transport = createTransport({
      host: server.host,
      port: server.smtp.starttls,
      requireTLS: true,
      auth: { user: 'support@shop.example', pass: server.password },
      tls: { ca: server.authority },
    })
    await transport.sendMail({
      from: 'support@shop.example',
      to: 'support+tag@shop.example',
      subject: '試験',
      text: 'こんにちは',
    })
    const client = new ImapFlow({
      host: server.host,
      port: server.imap.tls,
      secure: true,
      auth: { user: 'support@shop.example', pass: server.password },
      tls: { ca: server.authority },
      logger: false,
    })
    await client.connect()
    await client.mailboxOpen('INBOX')
    await expect
      .poll(async () => (await client.search({ all: true })) || [], { timeout: 15_000 })
      .toHaveLength(1)
    const mail = await client.fetchOne('1', { source: true })
    expect(mail && mail.source?.toString()).toContain('Delivered-To: support+tag@shop.example')
    await client.logout()
  })

  it('sends nothing out and refuses strangers', async () => {
    const transport = createTransport({ host: server.host, port: server.smtp.plain, ignoreTLS: true })
    await expect(
      transport.sendMail({ from: 'a@b.example', to: 'x@elsewhere.example', text: 'x' }),
    ).rejects.toThrow(/554|Relay/)
  })
})
