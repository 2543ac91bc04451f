import { afterEach, describe, expect, it } from 'vitest'
import { parse } from '../parse/parse.ts'
import { testAccount, testMessage } from '../testing.ts'
import { file, sendTo, server } from './fixtures/send-to.ts'

afterEach(() => server?.stop())

describe('what a mail looks like on the wire', () => {
  it('is the same mail at every attempt, with threading headers and our marks', async () => {
    const keys = [
      'first@customer.example',
      'conversation:x',
      'm.1@shop.example',
      'chat-session-1',
      'last@customer.example',
    ]
    const result = await sendTo({}, testMessage({ thread: { keys, answers: 'last@customer.example' } }))
    expect(result).toEqual({
      outcome: 'sent',
      messageKey: 'm.0192f000-0000-7000-8000-00000000000a@shop.example',
    })
    const mail = server?.mails[0] ?? ''
    expect(mail).toContain('Message-ID: <m.0192f000-0000-7000-8000-00000000000a@shop.example>')
    expect(mail).toContain('In-Reply-To: <last@customer.example>')
    expect(mail.replaceAll(/\r\n\s+/g, ' ')).toContain(
      'References: <first@customer.example> <m.1@shop.example> <last@customer.example>',
    )
    expect(mail).toMatch(/X-Madoguchi-Id: 0192f000-0000-7000-8000-00000000000a\.[0-9a-f]{16}/i)
    expect(mail).toContain('X-Loop: support@shop.example')
    expect(mail).not.toContain('Auto-Submitted')
    expect(mail).not.toMatch(/^Reply-To: /m)
  })

  it('caps References and keeps the root and the newest', async () => {
    const keys = Array.from({ length: 80 }, (_unused, i) => `id-${i}@customer.example`)
    await sendTo({}, testMessage({ thread: { keys, answers: 'id-79@customer.example' } }))
    const references = /References: ([^]*?)\r\n(?! )/.exec(server?.mails[0] ?? '')?.[1]?.split(/\s+/) ?? []
    expect(references).toHaveLength(20)
    expect(references[0]).toBe('<id-0@customer.example>')
    expect(references.at(-1)).toBe('<id-79@customer.example>')
  })

  it('never shows blind copies and sends to everyone once', async () => {
    const to = { kind: 'email', value: 'hanako@customer.example' }
    const secret = { kind: 'email', value: 'boss@shop.example' }
    await sendTo(
      {},
      testMessage({
        cc: [{ kind: 'email', value: 'cc@customer.example' }, to],
        bcc: [secret, { kind: 'phone', value: '090' }],
      }),
    )
    expect(server?.mails[0]).not.toContain('boss@shop.example')
    expect(server?.mails[0]).toContain('Cc: cc@customer.example')
  })

  it('reads back as it was written: Japanese names, subjects, texts and file names, pictures, signature, quotation', async () => {
    const picture = Buffer.from('89504e470d0a1a0a0000', 'hex')
    const outgoing = testMessage({
      subject: '【重要】㈱髙島屋様からのお問い合わせ①について、とても長い件名がここまで続いて折り返されます',
      text: '一行目\n.二行目は点で始まります\n三行目',
      html: '<p>一行目</p><p><img src="cid:logo@shop.example"></p>',
      files: [
        file('見積書（髙橋様）2026年度版・最終確定・改訂三版.pdf', '%PDF-1.7 …'),
        file('logo.png', picture, { type: 'image/png', inline: true, contentId: 'logo@shop.example' }),
      ],
      quoted: {
        author: '山田 花子',
        at: new Date('2026-11-22T01:00:00Z'),
        text: '届きません。\n> 以前の文',
        html: '<p>届きません。</p><script>x</script>',
      },
      thread: { keys: [], answers: 'q@customer.example' },
    })
    await sendTo({}, outgoing, { signature: '緑の靴店 サポート\nTEL 03-0000-0000' }, 'ja')
    const raw = Buffer.from((server?.mails[0] ?? '').replaceAll('\r\n..', '\r\n.'), 'latin1')
    const [arrival] = await parse(raw, testAccount({ address: 'hanako@customer.example' }))
    if (arrival?.kind !== 'message') throw new Error('no message')
    expect(arrival.from[0]).toEqual({ kind: 'email', value: 'support@shop.example', name: 'サポート窓口' })
    expect(arrival.subject).toBe(`Re: ${outgoing.subject}`)
    expect(arrival.text.trim()).toBe(
      '一行目\n.二行目は点で始まります\n三行目\n\n緑の靴店 サポート\nTEL 03-0000-0000\n\n2026年11月22日(日) 10:00 山田 花子:\n> 届きません。\n>> 以前の文',
    )
    expect(arrival.html).toContain('<p>届きません。</p>')
    expect(arrival.html).not.toContain('script')
    expect(arrival.files.map(({ name, inline, content }) => [name, inline, content.length])).toEqual([
      ['logo.png', true, 10],
      ['見積書（髙橋様）2026年度版・最終確定・改訂三版.pdf', false, 12],
    ])
    expect(arrival.threadKeys).toEqual(['q@customer.example'])
  })

  it('carries a signed reply address and the number in the subject where the inbox wants it', async () => {
    await sendTo({}, testMessage(), { plusAddressing: true, subjectReference: true })
    const raw = Buffer.from((server?.mails[0] ?? '').replaceAll('\r\n ', ' '), 'latin1')
    const replyTo =
      /^Reply-To: .*<(support\+c[0-9a-f]{32}\.[0-9a-f]{8}@shop\.example)>/m.exec(raw.toString())?.[1] ?? ''
    const answer = Buffer.from(
      `From: other@elsewhere.example\r\nTo: ${replyTo}\r\nSubject: Re: x [#12345]\r\n\r\nはい\r\n`,
    )
    const [arrival] = await parse(answer, testAccount())
    expect(arrival).toMatchObject({
      threadKeys: ['conversation:0192f000-0000-7000-8000-00000000000c', 'reference:12345'],
      context: { reference: '12345' },
    })
    const forged = Buffer.from(answer.toString().replace(/\.[0-9a-f]{8}@/, '.00000000@'))
    expect(await parse(forged, testAccount())).toMatchObject([{ threadKeys: ['reference:12345'] }])
    const [own] = await parse(raw, testAccount())
    expect(own).toMatchObject({
      kind: 'ignored',
      reason: { en: 'A mail that this inbox sent came back to it.' },
    })
  })

  it('marks what a machine wrote, without a quotation', async () => {
    const quoted = { author: 'x', at: new Date(), text: 'old words' }
    await sendTo({}, testMessage({ automatic: true, quoted }))
    expect(server?.mails[0]).toContain('Auto-Submitted: auto-replied')
    expect(server?.mails[0]).toContain('X-Auto-Response-Suppress: All')
    expect(Buffer.from(server?.mails[0] ?? '').toString()).not.toContain('old words')
  })

  it('accepts addresses of carriers that break the rules', async () => {
    const to = [{ kind: 'email', value: 'a..b.@docomo.ne.jp', name: '花子' }]
    expect(
      await sendTo({ 'RCPT TO:<a..b.@docomo.ne.jp>': '250 ok', RCPT: '550 wrong' }, testMessage({ to })),
    ).toMatchObject({ outcome: 'sent' })
  })

  it('answers under the id that the server gave the mail instead', async () => {
    const end =
      '250 2.0.0 OK <0100018c-1@TY1PR01.prod.outlook.com> [InternalId=1, Hostname=X.prod.outlook.com] Queued mail for delivery'
    expect(await sendTo({ end })).toEqual({
      outcome: 'sent',
      messageKey: '0100018c-1@TY1PR01.prod.outlook.com',
    })
  })
})
