import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../server/kernel/db/index.ts'
import { type MailSink, startMailSink } from './chaos/mail-sink.ts'
import { testApp, type TestApp } from './harness/app.ts'

/** Machines that write to a shop: bounces, complaints, absence notices, and what becomes of them. */

let app: TestApp
let sink: MailSink
beforeAll(async () => {
  sink = await startMailSink()
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
})
afterAll(() => sink.stop())

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

const connect = async (settings: object = {}) => {
  const address = `desk${Math.random().toString(36).slice(2)}@shop.example`
  const { id, token } = await app.inbox('email', {
    settings: { address, smtp: { host: '127.0.0.1', port: sink.port, security: 'none' }, ...settings },
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
type Desk = Awaited<ReturnType<typeof connect>>

const messagesOf = async (conversationId: string) =>
  (await app.owner.ok<{ messages: Message[] }>('GET', `/api/conversations/${conversationId}/messages`))
    .messages
const messageOf = async (conversationId: string, id: string) =>
  (await messagesOf(conversationId)).find((one) => one.id === id)

/** A customer writes, and an answer of ours leaves. */
const answered = async (desk: Desk, from: string, cc: string[] = []) => {
  await desk.take([`From: ${from}`, 'Subject: Question'])
  const conversation = (await desk.conversations())[0] as Conversation
  const { id } = await app.owner.ok<{ id: string }>('POST', `/api/conversations/${conversation.id}/replies`, {
    text: 'Here you are',
    cc,
  })
  await expect
    .poll(async () => (await messageOf(conversation.id, id))?.receipt, { timeout: 30_000 })
    .toBe('sent')
  return { conversation, messageId: id }
}

const dsn = (groups: string[], id = '') =>
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
const daemon = [
  'Return-Path: <>',
  'From: MAILER-DAEMON@mx.example',
  'Subject: Undelivered Mail Returned to Sender',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
]
const gone = (address: string) =>
  `Final-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown`

const bouncedOf = (addresses: string[]) =>
  app.owner.ok<{ value: string; kind: string; reason: { ja: string } | null }[]>(
    'POST',
    '/api/addresses/bounced',
    { addresses },
  )

describe('a bounce', () => {
  it('is attached to its message, marks the address, and warns whoever writes there, until they write', async () => {
    const desk = await connect()
    const { conversation, messageId } = await answered(desk, 'Hanako <hanako@one.example>')
    expect(await bouncedOf(['hanako@one.example'])).toEqual([])
    const ours = `m.${messageId}@shop.example`
    expect(await desk.take(daemon, dsn([gone('hanako@one.example')], ours))).toMatchObject({ state: 'done' })
    expect(await messageOf(conversation.id, messageId)).toMatchObject({
      receipt: 'bounced',
      receiptReason: { ja: expect.stringMatching(/^hanako@one\.example: .*存在しません/) },
    })
    expect(await bouncedOf(['Hanako@One.example', 'nobody@one.example'])).toMatchObject([
      { value: 'hanako@one.example', kind: 'hard', reason: { ja: expect.stringContaining('存在しません') } },
    ])
    const customer = await app.owner.ok<{ identities: { bounce: object | null }[] }>(
      'GET',
      `/api/customers/${conversation.customer.id}`,
    )
    expect(customer.identities).toMatchObject([{ bounce: { kind: 'hard' } }])
    expect(await desk.conversations()).toHaveLength(1)

    await desk.take(['From: Hanako <hanako@one.example>', 'Subject: Again'])
    expect(await bouncedOf(['hanako@one.example'])).toEqual([])
  })

  it('without our id is matched by whom it names, and by nothing else', async () => {
    const desk = await connect()
    const { conversation, messageId } = await answered(desk, 'jiro@ezweb.example')
    const text =
      'Each of the following recipients was rejected by a remote mail server.\r\n\r\n<JIRO@ezweb.example>'
    const notice = [
      'Return-Path: <MAILER-DAEMON>',
      'From: Postmaster@ezweb.example',
      'Subject: Mail System Error - Returned Mail',
    ]
    const other = await connect()
    expect(await other.take(notice, text)).toEqual({
      state: 'ignored',
      reason: 'report: ',
    })
    expect((await messageOf(conversation.id, messageId))?.receipt).toBe('sent')
    expect(await desk.take(notice, text)).toMatchObject({ state: 'done' })
    expect((await messageOf(conversation.id, messageId))?.receipt).toBe('bounced')
    expect(await bouncedOf(['jiro@ezweb.example'])).toHaveLength(1)
    expect([await desk.conversations(), await other.conversations()].map((rows) => rows.length)).toEqual([
      1, 0,
    ])
  })

  it('of some of several leaves the message sent and says who did not get it', async () => {
    const desk = await connect()
    const { conversation, messageId } = await answered(desk, 'saburo@two.example', ['cc@two.example'])
    const ours = `m.${messageId}@shop.example`
    await desk.take(daemon, dsn([gone('cc@two.example')], ours))
    expect(await messageOf(conversation.id, messageId)).toMatchObject({
      receipt: 'sent',
      receiptReason: { ja: expect.stringMatching(/^一部の宛先に届きませんでした：cc@two\.example/) },
    })
    await desk.take(daemon, dsn([gone('saburo@two.example')], ours))
    expect((await messageOf(conversation.id, messageId))?.receipt).toBe('bounced')
  })

  it('that is a delay or a complaint leaves the message sent; a complaint marks the address', async () => {
    const desk = await connect()
    const { conversation, messageId } = await answered(desk, 'shiro@three.example')
    const ours = `m.${messageId}@shop.example`
    const delayed = 'Final-Recipient: rfc822; shiro@three.example\r\nAction: delayed\r\nStatus: 4.4.1'
    await desk.take(daemon, dsn([delayed], ours))
    expect(await messageOf(conversation.id, messageId)).toMatchObject({
      receipt: 'sent',
      receiptReason: { ja: expect.stringContaining('配信が遅れています') },
    })
    expect(await bouncedOf(['shiro@three.example'])).toEqual([])
    await desk.take(
      [
        'From: loop@provider.example',
        'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      ],
      `--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: shiro@three.example\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${ours}>\r\n\r\nx\r\n--b--`,
    )
    expect(await messageOf(conversation.id, messageId)).toMatchObject({
      receipt: 'sent',
      receiptReason: { ja: expect.stringContaining('迷惑メール') },
    })
    expect(await bouncedOf(['shiro@three.example'])).toMatchObject([{ kind: 'complaint' }])
    expect(await desk.conversations()).toHaveLength(1)
  })

  it('shows a colleague no address of customers whom they may not see', async () => {
    const desk = await connect()
    const { messageId } = await answered(desk, 'goro@four.example')
    await desk.take(daemon, dsn([gone('goro@four.example')], `m.${messageId}@shop.example`))
    const stranger = await app.person('agent', [await app.team('Others')])
    expect(await bouncedOf(['goro@four.example'])).toHaveLength(1)
    expect(await stranger.ok('POST', '/api/addresses/bounced', { addresses: ['goro@four.example'] })).toEqual(
      [],
    )
  })
})

describe('an absence notice', () => {
  it('joins its conversation without reopening it, and says what it is', async () => {
    const desk = await connect()
    const { conversation, messageId } = await answered(desk, 'roku@five.example')
    await app.owner.ok('PUT', `/api/conversations/${conversation.id}/status`, { status: 'resolved' })
    await desk.take([
      'From: roku@five.example',
      `Subject: =?utf-8?B?${Buffer.from('【自動返信】不在のお知らせ').toString('base64')}?=`,
      `In-Reply-To: <m.${messageId}@shop.example>`,
    ])
    const after = await app.owner.ok('GET', `/api/conversations/${conversation.id}`)
    expect(after).toMatchObject({ status: 'resolved', messageCount: 3, waitingSince: null })
    expect((await messagesOf(conversation.id)).find(({ automatic }) => automatic)).toMatchObject({
      kind: 'inbound',
      context: { machine: 'absence' },
    })
  })
})

describe('machines that answer machines', () => {
  const acknowledge = { enabled: true }
  const answersOf = async (desk: Desk) => {
    const rows = await app.db.many<{ id: string }>(sql`
      select id from messages
      where workspace_id = ${app.workspaceId} and inbox_id = ${desk.id} and kind = 'outbound' and automatic`)
    return rows.length
  }

  it('come to an end by themselves: a hundred rounds get three answers, under whichever tag', async () => {
    const desk = await connect({ acknowledge })
    let answers = 0
    for (let round = 0; round < 100; round++) {
      // It answers every mail of ours with a new one that says nothing of being a machine's, and so does not belong to any.
      await desk.take([`From: robot+${round}@loop.example`, `Subject: Your ticket ${round}`])
      answers = await answersOf(desk)
    }
    expect(answers).toBe(3)
    // What came above sixty within an hour is a machine's: nobody waits for an answer to it.
    const kept = await app.db.many<{ waits: boolean }>(sql`
      select waiting_since is not null as waits from conversations
      where workspace_id = ${app.workspaceId} and inbox_id = ${desk.id}`)
    expect(kept).toHaveLength(100)
    expect(kept.filter(({ waits }) => waits)).toHaveLength(60)
  })

  it('of ours are known in every inbox: no answer, no waiting', async () => {
    const [desk, other] = await Promise.all([connect({ acknowledge }), connect()])
    await desk.take([`From: ${other.address.replace('@', '+tag@')}`, 'Subject: Report'])
    const [conversation] = await desk.conversations()
    expect(await messagesOf(conversation?.id ?? '')).toMatchObject([
      { automatic: true, context: { machine: 'own' } },
    ])
    expect(await answersOf(desk)).toBe(0)
  })

  it('by the hundred stop the answers of the inbox until somebody lets them go on', async () => {
    const desk = await connect({ acknowledge })
    const before = Array.from({ length: 300 }, (_, at) => `flood${at}@many.example`)
    await desk.takeAll(before)
    expect(await answersOf(desk)).toBe(300)
    await desk.take(['From: late@many.example', 'Subject: x'])
    expect(await answersOf(desk)).toBe(300)
    const inbox = async () =>
      (await app.owner.ok<{ id: string; acknowledgePausedAt: string | null }[]>('GET', '/api/inboxes')).find(
        ({ id }) => id === desk.id,
      )
    expect((await inbox())?.acknowledgePausedAt).toEqual(expect.any(String))
    const agent = await app.person('agent')
    const path = `/api/inboxes/${desk.id}/resume-acknowledging`
    expect((await agent.call('POST', path, {})).status).toBe(403)
    const lead = await app.person('lead')
    await lead.ok('POST', path, {})
    expect((await inbox())?.acknowledgePausedAt).toBeNull()
    await desk.take(['From: later@many.example', 'Subject: x'])
    expect(await answersOf(desk)).toBe(301)
  })
})
