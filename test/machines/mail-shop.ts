import { afterAll, expect } from 'vitest'
import { sql } from '../../server/kernel/db/index.ts'
import { startMailSink } from '../chaos/mail-sink.ts'
import { testApp, type TestApp } from '../harness/app.ts'

/** Machines that write to a shop: bounces, complaints, absence notices. */

interface Message {
  id: string
  kind: string
  receipt: string | null
  receiptReason: { ja: string } | null
  automatic: boolean
  context: Record<string, string>
}
interface Conversation {
  id: string
  status: string
  customer: { id: string }
  inboxId: string
}

/** Connects a mail inbox, to which mails are handed as its channel would. */
const connectDesk = async (app: TestApp, smtpPort: number, settings: object) => {
  const address = `desk${Math.random().toString(36).slice(2)}@shop.example`
  const { id, token } = await app.inbox('email', {
    settings: { address, smtp: { host: '127.0.0.1', port: smtpPort, security: 'none' }, ...settings },
  })
  let count = 0
  return {
    id,
    address,
    /** Takes a mail in; gives what became of its arrival. */
    take: async (headers: string[], body = 'Hello') => {
      const account = await app.app.channels.host.inboxByToken('email', token)
      if (!account) throw new Error('no inbox')
      count += 1
      const raw = [...headers, `To: ${address}`, `Message-ID: <${count}.${id}@c.example>`, '', body].join(
        '\r\n',
      )
      await app.app.channels.host.accept(account, Buffer.from(raw), `mail-${count}`)
      await app.settled()
      return app.db.one<{ state: string; reason: string | null }>(sql`
        select state, reason from arrivals
        where workspace_id = ${app.workspaceId} and inbox_id = ${id} and external_id = ${`mail-${count}`}`)
    },
    /** Takes a mail of each writer in, all at once. */
    takeAll: async (writers: string[]) => {
      const account = await app.app.channels.host.inboxByToken('email', token)
      if (!account) throw new Error('no inbox')
      for (const from of writers) {
        const raw = `From: ${from}\r\nTo: ${address}\r\nSubject: x\r\nMessage-ID: <${from}>\r\n\r\nHello`
        await app.app.channels.host.accept(account, Buffer.from(raw), from)
      }
      await app.settled()
    },
    conversations: async () =>
      (await app.owner.ok<{ items: Conversation[] }>('GET', '/api/conversations?limit=200')).items.filter(
        (row) => row.inboxId === id,
      ),
  }
}

/** A mail inbox of the shop. */
export type Desk = Awaited<ReturnType<typeof connectDesk>>

/** A shop with mail inboxes that are made as they are wanted, and a server that takes what leaves. Call it in a test file. */
export const mailShop = async () => {
  const sink = await startMailSink()
  const app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  afterAll(() => sink.stop())

  const connect = (settings: object = {}) => connectDesk(app, sink.port, settings)
  const messagesOf = async (conversationId: string) =>
    (await app.owner.ok<{ messages: Message[] }>('GET', `/api/conversations/${conversationId}/messages`))
      .messages
  const messageOf = async (conversationId: string, id: string) =>
    (await messagesOf(conversationId)).find((one) => one.id === id)

  /** A customer writes, and an answer of ours leaves. */
  const answered = async (desk: Desk, from: string, cc: string[] = []) => {
    await desk.take([`From: ${from}`, 'Subject: Question'])
    const conversation = (await desk.conversations())[0] as Conversation
    const { id } = await app.owner.ok<{ id: string }>(
      'POST',
      `/api/conversations/${conversation.id}/replies`,
      {
        text: 'Here you are',
        cc,
      },
    )
    await expect
      .poll(async () => (await messageOf(conversation.id, id))?.receipt, { timeout: 30_000 })
      .toBe('sent')
    return { conversation, messageId: id }
  }

  const bouncedOf = (addresses: string[]) =>
    app.owner.ok<{ value: string; kind: string; reason: { ja: string } | null }[]>(
      'POST',
      '/api/addresses/bounced',
      { addresses },
    )
  return { app, connect, messagesOf, messageOf, answered, bouncedOf }
}

/** What a mail system reports of some recipients. */
export const dsn = (groups: string[], id = '') =>
  [
    '--b',
    'Content-Type: text/plain',
    '',
    'Your mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    ...groups.map((group) => `\r\n${group}`),
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    ...(id ? [`Message-ID: <${id}>`] : []),
    'Subject: x',
    '--b--',
  ].join('\r\n')
/** The head of such a report. */
export const daemon = [
  'Return-Path: <>',
  'From: MAILER-DAEMON@mx.example',
  'Subject: Undelivered Mail Returned to Sender',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
]
/** A recipient whom nobody knows. */
export const gone = (address: string) =>
  `Final-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown`
