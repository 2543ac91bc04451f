import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bWord, mail, multipart, parts, utf8 } from '../../server/channels/email/golden/build.ts'
import { japanese } from './clients.ts'
import { openStage, type Stage } from './desk.ts'
import { reply, write } from './mails.ts'

/** Who is taken for whom: Reply-To, forwards, groups, and many mails at once. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.smtp.stop())

let people = 0
const somebody = (name = 'hanako'): string => `${name}${(people += 1)}@customer.example`
const [gmail, outlook] = japanese as [(typeof japanese)[number], (typeof japanese)[number]]

describe('Reply-To', () => {
  it('of a customer who always writes so is one person in one conversation', async () => {
    const story = await stage.begin()
    const [from, work] = [somebody(), somebody('work')]
    const head = [`Reply-To: ${work}`]
    const asked = await story.take(write({ from, to: story.address, head }).raw)
    expect(asked).toEqual({ conversation: 'A', customer: work, answerTo: work, waits: true })
    const left = await story.answer('A')
    expect(await story.take(reply(gmail, left, { from, head }).raw)).toEqual(asked)
    expect(await story.take(reply(gmail, left, { from: work }).raw)).toEqual(asked)
    // Whoever may only have put somebody else's address beside their own has no part in what is said there.
    expect(await story.take(reply(gmail, left, { from }).raw)).toMatchObject({
      conversation: 'B',
      customer: from,
      suggests: 'A by message-id',
    })
  })

  it('lets nobody in who copied an id, a number or a signed address, by whichever of the two headers', async () => {
    const story = await stage.begin({ plusAddressing: true, subjectReference: true })
    const [victim, evil] = [somebody(), somebody('evil')]
    const asked = await story.take(write({ from: victim, to: story.address }).raw)
    const left = await story.answer('A')
    const forged = reply(outlook, left, { from: victim, head: [`Reply-To: ${evil}`] })
    expect(await story.take(forged.raw)).toEqual({
      conversation: 'B',
      customer: evil,
      answerTo: evil,
      waits: true,
      suggests: 'A by message-id',
    })
    const spoken = reply(outlook, left, { from: evil, head: [`Reply-To: ${victim}`] })
    expect(await story.take(spoken.raw)).toMatchObject({ conversation: 'C', suggests: 'A by message-id' })
    expect(await story.take(reply(outlook, left, { from: victim }).raw)).toEqual(asked)
  })

  it('of a form that our own domain sends is the customer’s', async () => {
    const story = await stage.begin()
    const from = somebody()
    const head = [`Reply-To: ${from}`]
    const asked = await story.take(write({ from: 'form@shop.example', to: story.address, head }).raw)
    expect(asked).toEqual({ conversation: 'A', customer: from, answerTo: from, waits: true })
    const left = await story.answer('A')
    expect(await story.take(reply(gmail, left, { from: 'form@shop.example', head }).raw)).toEqual(asked)
    expect(await story.take(reply(gmail, left, { from }).raw)).toEqual(asked)
  })

  it('is not needed where a group of ours passes mail on under its own address', async () => {
    const story = await stage.begin()
    const from = somebody()
    const head = [
      `X-Original-From: Hanako <${from}>`,
      `List-Id: <${story.address.replace('@', '.')}>`,
      'Precedence: list',
    ]
    expect(
      await story.take(
        write({ from: `"'Hanako' via Desk" <${story.address}>`, to: story.address, head }).raw,
      ),
    ).toEqual({ conversation: 'A', customer: from, answerTo: from, waits: true })
  })
})

/** What somebody wrote, passed on in the text as a program does it. */
const inText = (writer: string): string =>
  `対応をお願いします。\n\n---------- 転送メッセージ ----------\nFrom: 山田 花子 <${writer}>\nDate: 2026年11月22日(日) 9:00\nSubject: 返品について\nTo: <info@shop.example>\n\n返品したいです。`

describe('a mail that is passed on', () => {
  it('by an address of ours, even the inbox’s own, is its writer’s, who waits and whose answers join', async () => {
    for (const by of [undefined, 'tencho@shop.example', 'owner@shop.example']) {
      const story = await stage.begin()
      const writer = somebody()
      const letter = {
        from: by ?? story.address,
        to: story.address,
        subject: 'Fwd: 【要注意】山田様',
        text: inText(writer),
      }
      const taken = await story.take(write(letter).raw)
      expect([by, taken]).toEqual([
        by,
        { conversation: 'A', customer: writer, answerTo: writer, waits: true },
      ])
      const left = await story.answer('A')
      expect(left.subject).toBe('Re: 返品について')
      expect(await story.take(reply(gmail, left, { from: writer }).raw)).toMatchObject({ conversation: 'A' })
    }
  })

  it('as a file, in German, by a rule of the mailbox, is its writer’s, and finds the thread of its own id', async () => {
    const story = await stage.begin()
    const writer = somebody()
    const inner = mail(
      [
        `From: =?utf-8?Q?J=C3=BCrgen?= <${writer}>`,
        'To: info@shop.example',
        'Message-ID: <inner.1@customer.example>',
        'Subject: Frage',
        'Content-Type: text/plain; charset=utf-8',
      ],
      [utf8('Wo bleibt meine Ware?')],
    )
    const outer = mail(
      [
        'From: tencho@shop.example',
        `To: ${story.address}`,
        'Message-ID: <outer.1@shop.example>',
        'Subject: WG: Frage',
        'X-MS-Exchange-Inbox-Rules-Loop: tencho@shop.example',
        ...multipart('mixed', 'b1'),
      ],
      [
        parts('b1', [
          [['Content-Type: text/plain'], ''],
          [['Content-Type: message/rfc822'], inner],
        ]),
      ],
    )
    const taken = await story.take(outer)
    expect(taken).toEqual({ conversation: 'A', customer: writer, answerTo: writer, waits: true })
    const next = write({ from: writer, to: story.address, head: ['In-Reply-To: <outer.1@shop.example>'] })
    expect(await story.take(next.raw)).toEqual(taken)
  })

  it('by a customer stays theirs, and out of the thread that it was written in', async () => {
    const story = await stage.begin()
    const [from, friend] = [somebody(), somebody('friend')]
    await story.take(write({ from, to: story.address }).raw)
    const left = await story.answer('A')
    const passed = reply(outlook, left, { from: friend, subject: `WG: ${left.subject}` })
    expect(await story.take(passed.raw)).toMatchObject({
      conversation: 'B',
      customer: friend,
      suggests: 'A by message-id',
    })
  })

  it('by one of us is nobody’s where a mail system wrote it', async () => {
    const story = await stage.begin()
    const text = `---------- Forwarded message ----------\nFrom: MAILER-DAEMON@mx.example\nDate: Sun, 22 Nov 2026\nSubject: Undelivered\nTo: desk\n\n550 5.1.1 User unknown`
    const letter = { from: 'tencho@shop.example', to: story.address, subject: 'Fwd: Undelivered', text }
    expect(await story.take(write(letter).raw)).toMatchObject({ customer: 'tencho@shop.example' })
  })
})

describe('many mails of one address', () => {
  it('that lay in the mailbox for weeks are a person’s; as many within an hour are a machine’s', async () => {
    const many = async (minutes: number) => {
      const story = await stage.begin()
      const from = somebody()
      const machines: unknown[] = []
      for (let at = 0; at < 70; at++) {
        const date = new Date(Date.UTC(2026, 9, 1) + at * minutes * 60_000).toUTCString()
        const subject = `${bWord('質問')} ${at}`
        const taken = await story.take(write({ from, to: story.address, subject, date }).raw)
        if (typeof taken === 'object' && taken.machine) machines.push(at)
      }
      return machines.length
    }
    expect([await many(300), await many(0.5)]).toEqual([0, 10])
  })
})
