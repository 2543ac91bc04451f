import { describe, expect, it } from 'vitest'
import { daemon, dsn, gone, mailShop } from './mail-shop.ts'

const { app, connect, messagesOf, messageOf, answered, bouncedOf } = await mailShop()

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
