import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { japanese, phones, world } from './clients.ts'
import { openStage, type Stage } from './desk.ts'
import { reply, write } from './mails.ts'

/** Somebody asks, we answer, they answer: with each program, and the same told of by a stranger. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.smtp.stop())

let people = 0
const somebody = (name = 'hanako'): string => `${name}${(people += 1)}@customer.example`

describe('an answer to our answer', () => {
  it.each([...japanese, ...world].map((client) => [client.name, client] as const))(
    'by %s joins, reopens and is its customer’s; the same from a stranger stands alone and is suggested',
    async (_name, client) => {
      const story = await stage.begin()
      const [from, stranger] = [somebody(), somebody('jiro')]
      const asked = await story.take(write({ from, to: story.address, client }).raw)
      expect(asked).toEqual({ conversation: 'A', customer: from, answerTo: from, waits: true })
      const left = await story.answer('A')
      await story.resolve('A')
      expect(await story.take(reply(client, left, { from }).raw)).toEqual(asked)
      expect(await story.status('A')).toBe('open')
      expect(await story.take(reply(client, left, { from: stranger }).raw)).toEqual({
        conversation: 'B',
        customer: stranger,
        answerTo: stranger,
        waits: true,
        suggests: 'A by message-id',
      })
    },
  )

  it.each(phones.map((client) => [client.name, client] as const))(
    'by a phone of %s, which tells nothing of the thread, joins by the signed address and by the number',
    async (_name, client) => {
      for (const settings of [{ plusAddressing: true }, { subjectReference: true }]) {
        const story = await stage.begin(settings)
        const from = somebody('taro..').replace('customer.example', 'docomo.ne.jp')
        const asked = await story.take(write({ from, to: story.address, client, subject: 'サイズの件' }).raw)
        const left = await story.answer('A')
        expect(await story.take(reply(client, left, { from }).raw)).toEqual(asked)
        const stranger = somebody('jiro')
        expect(await story.take(reply(client, left, { from: stranger }).raw)).toMatchObject({
          conversation: 'B',
          customer: stranger,
          suggests: `A by ${'plusAddressing' in settings ? 'token' : 'reference'}`,
        })
      }
    },
  )

  it('by a phone to an inbox without either opens anew, and the same order is suggested', async () => {
    const story = await stage.begin()
    const from = somebody()
    const text = '注文番号 7100-2345 のサイズを変えたいです。'
    await story.take(write({ from, to: story.address, text }).raw)
    const left = await story.answer('A')
    const client = phones[0] as (typeof phones)[number]
    const again = reply(client, left, { from, text: '注文番号71002345はMにしてください' })
    expect(await story.take(again.raw)).toMatchObject({
      conversation: 'B',
      customer: from,
      suggests: 'A by order',
    })
  })

  it('whose ids a relay renamed joins by the signed address, also where a colleague in Cc sends it', async () => {
    const story = await stage.begin({ plusAddressing: true })
    const [from, colleague] = [somebody(), somebody('boss')]
    const client = { ...(japanese[2] as (typeof japanese)[number]), thread: 'renamed' as const }
    const asked = await story.take(write({ from, to: story.address, cc: colleague }).raw)
    const left = await story.answer('A')
    expect(await story.take(reply(client, left, { from }).raw)).toEqual(asked)
    expect(await story.take(reply(client, left, { from: colleague }).raw)).toEqual({
      conversation: 'A',
      customer: from,
      answerTo: colleague,
      waits: true,
    })
  })

  it('under a new subject joins all the same; a letter of its own opens anew', async () => {
    const story = await stage.begin()
    const from = somebody()
    await story.take(write({ from, to: story.address }).raw)
    const left = await story.answer('A')
    const client = japanese[0] as (typeof japanese)[number]
    expect(
      await story.take(reply(client, left, { from, subject: '別件：領収書について' }).raw),
    ).toMatchObject({
      conversation: 'A',
    })
    expect(await story.take(write({ from, to: story.address, subject: '領収書について' }).raw)).toMatchObject(
      {
        conversation: 'B',
        customer: from,
      },
    )
  })

  it('that arrives before what it answers finds it later, and a second copy is nothing new', async () => {
    const story = await stage.begin()
    const from = somebody()
    const first = write({ from, to: story.address })
    const second = write({ from, to: story.address, head: [`In-Reply-To: <${first.messageId}>`] })
    expect(await story.take(second.raw)).toMatchObject({ conversation: 'A' })
    expect(await story.take(first.raw)).toMatchObject({ conversation: 'A' })
    expect(await story.take(first.raw)).toBe('twice')
  })
})

describe('a mail to many', () => {
  it('brings nobody together who got it by Bcc, whatever they answer with', async () => {
    const story = await stage.begin()
    const [from, two, three] = [somebody(), somebody(), somebody()]
    await story.take(write({ from, to: story.address }).raw)
    const left = await story.answer('A', { bcc: [two, three] })
    const client = japanese[1] as (typeof japanese)[number]
    for (const [one, conversation] of [
      [two, 'B'],
      [three, 'C'],
    ] as const)
      expect(await story.take(reply(client, left, { from: one }).raw)).toMatchObject({
        conversation,
        customer: one,
        suggests: 'A by message-id',
      })
  })

  it('of somebody else’s brings nobody together by its id', async () => {
    const story = await stage.begin()
    const newsletter = ['In-Reply-To: <news.77@mailer.example>', 'References: <news.77@mailer.example>']
    for (const conversation of ['A', 'B']) {
      const from = somebody()
      const letter = write({ from, to: story.address, subject: 'Re: 秋のセール', head: newsletter })
      expect(await story.take(letter.raw)).toEqual({
        conversation,
        customer: from,
        answerTo: from,
        waits: true,
      })
    }
  })
})
