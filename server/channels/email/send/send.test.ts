import { Readable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { fakeHost } from '../../../../test/mailserver/fake-host.ts'
import {
  type Script,
  type ScriptedSmtp,
  startScriptedSmtp,
} from '../../../../test/mailserver/scripted-smtp.ts'
import type { OutgoingMessage, SendResult } from '../../channel.ts'
import { parse } from '../parse/parse.ts'
import { testAccount, testMessage } from '../testing.ts'
import { send } from './send.ts'

const file = (
  name: string,
  content: string | Buffer,
  changes: object = {},
): OutgoingMessage['files'][number] => {
  const bytes = Buffer.from(content)
  return {
    name,
    type: 'application/pdf',
    size: bytes.length,
    inline: false,
    open: () => Readable.from([bytes]),
    ...changes,
  }
}

const host = fakeHost()
let server: ScriptedSmtp | undefined

const sendTo = async (
  script: Script,
  outgoing = testMessage(),
  settings: object = {},
  language = 'en',
): Promise<SendResult> => {
  server = await startScriptedSmtp(script)
  const smtp = { host: '127.0.0.1', port: server.port, security: 'none', user: '' }
  return send(outgoing, testAccount({ smtp, ...settings }, { language }), host)
}

afterEach(async () => {
  await server?.stop()
})

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
      threadKeys: ['conversation:0192f000-0000-7000-8000-00000000000c'],
      context: { reference: '12345' },
    })
    const forged = Buffer.from(answer.toString().replace(/\.[0-9a-f]{8}@/, '.00000000@'))
    expect(await parse(forged, testAccount())).toMatchObject([{ threadKeys: [] }])
    const [own] = await parse(raw, testAccount())
    expect(own).toEqual({ kind: 'ignored', reason: 'A mail that this inbox sent came back to it.' })
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

describe('what becomes of a failure', () => {
  it.each([
    ['550 5.1.1 No such user here', /does not exist/, /存在しません/],
    ['552 5.2.2 Mailbox full', /full/, /容量いっぱい/],
    ['552 5.3.4 Message too big', /too large/, /上限/],
    ['553 sorry, that address is unknown', /does not exist/, /存在しません/],
    ['554 5.7.1 Spam message rejected', /as spam/, /迷惑メール/],
  ])('%s is final and said in plain words', async (answer, en, ja) => {
    const first = await sendTo({ RCPT: answer })
    expect(first).toMatchObject({ outcome: 'refused', reason: { en: expect.stringMatching(en) } })
    await server?.stop()
    const second = await sendTo({ end: answer }, testMessage(), {}, 'ja')
    expect(second).toMatchObject({ outcome: 'refused', reason: { ja: expect.stringMatching(ja) } })
  })

  it.each([
    ['RCPT', '450 4.2.0 Greylisted, try again later'],
    ['end', '451 4.3.0 Temporary failure'],
    ['greeting', '421 4.7.0 Too busy'],
    ['greeting', '554 5.7.1 Your address is blocked'],
    ['MAIL', '503 bad sequence'],
  ])('%s %s is tried again', async (step, answer) => {
    expect(await sendTo({ [step]: answer })).toMatchObject({
      outcome: 'unreachable',
      reason: { en: expect.stringContaining(answer.slice(4, 12)) },
    })
  })

  it('says that the mail may have been sent when the answer is missing after all of it was handed over', async () => {
    const result = await sendTo({ end: 'drop' })
    expect(result).toMatchObject({
      outcome: 'unreachable',
      maybeSent: true,
      reason: { en: expect.stringMatching(/may have been sent/) },
    })
    expect(server?.mails).toHaveLength(1)
  })

  it('is certain that nothing was sent when the connection broke earlier', async () => {
    for (const step of ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA']) {
      const result = await sendTo({ [step]: 'drop' })
      expect(result).toMatchObject({ outcome: 'unreachable' })
      expect(result).not.toHaveProperty('maybeSent')
      await server?.stop()
    }
  })

  it('sends nothing when an attachment cannot be read, breaks off, or is not there', async () => {
    const broken = [
      file('壊れた.pdf', 'x', {
        open: () =>
          Readable.from(
            (function* () {
              yield Buffer.from('x')
              throw new Error('disk')
            })(),
          ),
      }),
      file('短い.pdf', 'x', { size: 500 }),
      file('無い.pdf', 'x', {
        open: () => {
          throw new Error('missing')
        },
      }),
    ]
    for (const one of broken) {
      const result = await sendTo({}, testMessage({ files: [file('good.pdf', 'good'), one] }), {}, 'ja')
      expect(result).toEqual({
        outcome: 'refused',
        reason: {
          en: expect.stringContaining(one.name),
          ja: `添付ファイル「${one.name}」を読み込めなかったため、送信を中止しました。もう一度添付してください。`,
        },
      })
      expect(server?.mails).toEqual([])
      await server?.stop()
    }
  })

  it('names the recipient who was refused while the others have the mail', async () => {
    const cc = [{ kind: 'email', value: 'friend@customer.example' }]
    const result = await sendTo(
      { 'RCPT TO:<hanako@customer.example>': '550 5.1.1 unknown' },
      testMessage({ cc }),
    )
    expect(result).toMatchObject({
      outcome: 'refused',
      reason: { en: expect.stringMatching(/^hanako@customer\.example: .*friend@customer\.example/s) },
    })
    expect(server?.mails).toHaveLength(1)
  })

  it('waits when the password is wrong: other messages would fail as well', async () => {
    const script = { EHLO: '250-scripted\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 Error: authentication failed' }
    server = await startScriptedSmtp(script)
    const smtp = { host: '127.0.0.1', port: server.port, security: 'none', user: 'support' }
    const result = await send(testMessage(), testAccount({ smtp }, { language: 'ja' }), host)
    expect(result).toMatchObject({
      outcome: 'unreachable',
      retryAfterSeconds: 600,
      reason: { ja: expect.stringMatching(/パスワード/) },
    })
  })

  it('refuses a mail above the size that the server announces before sending it', async () => {
    const files = [file('big.bin', Buffer.alloc(200_000))]
    const result = await sendTo({ EHLO: '250-scripted\r\n250 SIZE 100000' }, testMessage({ files }))
    expect(result).toMatchObject({ outcome: 'refused', reason: { en: expect.stringMatching(/too large/) } })
  })

  it('goes nowhere inside private networks unless that is allowed, and reports an unknown host', async () => {
    const smtp = { host: '10.0.0.1', port: 25, security: 'none' }
    const closed = fakeHost({ allowPrivateNetwork: false })
    expect(await send(testMessage(), testAccount({ smtp }), closed)).toMatchObject({
      outcome: 'unreachable',
      reason: { en: expect.stringMatching(/private network/) },
    })
    const unknown = { host: 'no-such-host.invalid', port: 25, security: 'none' }
    expect(await send(testMessage(), testAccount({ smtp: unknown }), host)).toMatchObject({
      reason: { en: expect.stringMatching(/No server named/) },
    })
  })

  it('waits while nothing is set up, and needs a recipient', async () => {
    expect(await send(testMessage(), testAccount(), host)).toMatchObject({
      outcome: 'unreachable',
      reason: { en: expect.stringMatching(/SMTP/) },
    })
    expect(await sendTo({}, testMessage({ to: [{ kind: 'visitor', value: 'v1' }] }))).toMatchObject({
      outcome: 'refused',
    })
    expect(server?.connections()).toBe(0)
  })
})
