import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { japanese } from './clients.ts'
import { type Left, openStage, type Stage } from './desk.ts'
import { bounce, reply, write } from './mails.ts'

/** What mail systems say of our mails, and what they say of others'. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.smtp.stop())

let people = 0
const somebody = (name = 'hanako'): string => `${name}${(people += 1)}@customer.example`
const [gmail] = japanese as [(typeof japanese)[number]]

/** A customer wrote twice and was answered twice. */
const twoAnswers = async () => {
  const story = await stage.begin()
  const from = somebody()
  await story.take(write({ from, to: story.address }).raw)
  const first = await story.answer('A')
  await story.take(reply(gmail, first, { from }).raw)
  const second = await story.answer('A')
  return { story, from, first, second, states: () => Promise.all([first, second].map(story.receipt)) }
}
const renamed = ({ header }: Left, id = '0106019a@ap-northeast-1.amazonses.com'): string =>
  header.replace(/^Message-ID: .*$/im, `Message-ID: <${id}>`)
const without = (header: string): string => header.replace(/^X-Madoguchi-Id: .*\r\n/im, '')

describe('a bounce', () => {
  it('of the first of two answers is attached to that one; whoever writes again is reached again', async () => {
    const { story, from, first, states } = await twoAnswers()
    expect(await story.take(bounce(story.address, from, first.header))).toBe('report')
    expect(await states()).toEqual(['bounced', 'sent'])
    expect(await story.marked(from)).toEqual({ [from]: 'hard' })
    await story.take(write({ from, to: story.address }).raw)
    expect(await story.marked(from)).toEqual({})
  })

  it('of a mail that a relay renamed is attached by our mark: to neither its newest nor an earlier one', async () => {
    const { story, from, first, second, states } = await twoAnswers()
    await story.take(bounce(story.address, from, renamed(first)))
    expect(await states()).toEqual(['bounced', 'sent'])
    await story.take(bounce(story.address, from, renamed(second)))
    expect(await states()).toEqual(['bounced', 'bounced'])
  })

  it('that names nothing but the address marks that, and no message where several went there', async () => {
    const { story, from, states } = await twoAnswers()
    expect(await story.take(bounce(story.address, from, ''))).toBe('report')
    expect(await states()).toEqual(['sent', 'sent'])
    expect(await story.marked(from)).toEqual({ [from]: 'hard' })
    const rows = await stage.app.owner.ok<{ reason: { ja: string } }[]>('POST', '/api/addresses/bounced', {
      addresses: [from],
    })
    expect(rows[0]?.reason.ja).toMatch(/存在しません.*特定できていません/)
  })

  it('that names nothing but the address is attached where one mail went there', async () => {
    const story = await stage.begin()
    const from = somebody()
    await story.take(write({ from, to: story.address }).raw)
    const left = await story.answer('A')
    expect(await story.take(bounce(story.address, from, ''))).toBe('report')
    expect(await story.receipt(left)).toBe('bounced')
  })

  it('of a renamed mail whose mark was taken away means the thread’s only mail to that address', async () => {
    const story = await stage.begin()
    const from = somebody()
    await story.take(write({ from, to: story.address }).raw)
    const cc = somebody('boss')
    await story.answer('A')
    const second = await story.answer('A', { to: [cc] })
    await story.take(bounce(story.address, cc, without(renamed(second))))
    expect(await story.receipt(second)).toBe('bounced')
    expect(await story.marked(from)).toEqual({})
  })
})

describe('a report about a mail that is not ours', () => {
  it.each([
    [
      'one in our name that somebody else sent',
      (us: string) => `Message-ID: <spam@botnet.example>\r\nFrom: ${us}\r\nSubject: You won`,
    ],
    ['a customer’s to somebody else', () => 'From: jiro@customer.example\r\nSubject: lunch'],
  ])('marks nobody: %s', async (_name, header) => {
    const story = await stage.begin()
    const from = somebody()
    await story.take(write({ from, to: story.address }).raw)
    const left = await story.answer('A')
    expect(await story.take(bounce(story.address, from, header(story.address)))).toBe('ignored')
    expect(await story.receipt(left)).toBe('sent')
    expect(await story.marked(from)).toEqual({})
  })

  it('marks nobody who stands in Cc of a customer’s own', async () => {
    const story = await stage.begin()
    const [from, boss] = [somebody(), somebody('boss')]
    const letter = write({ from, to: story.address, cc: boss })
    await story.take(letter.raw)
    await story.answer('A', { cc: [boss] })
    expect(
      await story.take(bounce(story.address, boss, `Message-ID: <${letter.messageId}>\r\nFrom: ${from}`)),
    ).toBe('ignored')
    expect(await story.marked(boss)).toEqual({})
  })
})

describe('a machine', () => {
  it('that answers for somebody away joins and reopens nothing', async () => {
    const story = await stage.begin()
    const from = somebody()
    await story.take(write({ from, to: story.address }).raw)
    const left = await story.answer('A')
    await story.resolve('A')
    const away = reply(gmail, left, {
      from,
      subject: `自動返信: ${left.subject}`,
      head: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
    })
    expect(await story.take(away.raw)).toEqual({
      conversation: 'A',
      customer: from,
      answerTo: from,
      waits: false,
      machine: 'absence',
    })
    expect(await story.status('A')).toBe('resolved')
  })

  it('of ours opens nothing that waits; its mail to a customer that comes back is ignored', async () => {
    const story = await stage.begin()
    const from = somebody()
    await story.take(write({ from, to: story.address }).raw)
    const left = await story.answer('A')
    expect(await story.take(Buffer.from(`${left.header}\r\n\r\nHello`, 'latin1'))).toBe('ignored')
    const notice = write({ from: story.address, to: story.address, subject: '売上報告' })
    expect(await story.take(notice.raw)).toMatchObject({ conversation: 'B', waits: false, machine: 'own' })
  })
})
