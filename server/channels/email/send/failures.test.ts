import { Readable } from 'node:stream'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeHost } from '../../../../test/mailserver/fake-host.ts'
import { Busy } from '../net/slots.ts'
import { testAccount, testMessage } from '../testing.ts'
import { DeliveryFailure } from './deliver.ts'
import { resultOfFailure } from './explain-failure.ts'
import { file, host, sendTo, server } from './fixtures/send-to.ts'
import { send } from './send.ts'

afterEach(() => server?.stop())

describe('what becomes of a failure', () => {
  it.each([
    ['550 5.1.1 No such user here', /does not exist/, /存在しません/],
    ['552 5.2.2 Mailbox full', /full/, /容量いっぱい/],
    ['552 5.3.4 Message too big', /too large/, /上限/],
    ['552 Message size limit exceeded', /too large/, /上限/],
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
    ['RCPT', '550-5.4.5 Daily user sending limit exceeded.\r\n550 5.4.5 More information'],
    ['end', '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException'],
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

  it.each([
    ['DATA', false],
    ['end', true],
  ])(
    'ends with the time for it: the server holds %s back, so that it may have been sent: %s',
    async (step, maybe) => {
      const over = new AbortController()
      const running = sendTo({ [step]: 'hang' }, testMessage(), {}, 'en', '', over.signal)
      await vi.waitFor(() => expect(server?.said(step)).toBe(true))
      over.abort()
      const result = await running
      expect(result).toMatchObject({ outcome: 'unreachable' })
      expect('maybeSent' in result).toBe(maybe)
      await vi.waitFor(() => expect(server?.open()).toBe(0))
    },
  )

  it('is no attempt where the server had no place for it', async () => {
    const smtp = { host: 'smtp.shop.example', port: 587, security: 'starttls' as const, user: '' }
    expect(resultOfFailure(new DeliveryFailure('connect', new Busy()), smtp)).toMatchObject({
      outcome: 'unreachable',
      notBegun: true,
      reason: { ja: expect.stringMatching(/他のメールの送信に使用中/) },
    })
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

  it('says of a sending limit what it is, and not that the address is wrong or full', async () => {
    for (const answer of [
      '550 5.4.5 Daily user sending limit exceeded',
      '454 Daily message quota exceeded',
      '550 5.1.90 Your message can’t be sent: recipient rate limit exceeded',
    ]) {
      expect(await sendTo({ RCPT: answer })).toMatchObject({
        retryAfterSeconds: 3600,
        reason: { en: expect.stringMatching(/sending limit is used up/) },
      })
      await server?.stop()
    }
  })

  it.each([
    ['552 5.2.2 Recipient mailbox quota exceeded', 'refused', /mailbox is full/],
    ['552 5.2.2 Message count quota exceeded', 'refused', /mailbox is full/],
    ['552 Recipient quota exceeded', 'refused', /mailbox is full/],
    ['550 5.2.2 Mailbox message limit exceeded', 'refused', /mailbox is full/],
    ['452 4.4.5 Insufficient disk space; try again later', 'unreachable', /try again later/],
    ['452 4.3.1 Insufficient system storage', 'unreachable', /try again later/],
  ])('takes what is full elsewhere for no sending limit of ours: %s', async (answer, outcome, words) => {
    const result = await sendTo({ RCPT: answer })
    expect(result).toMatchObject({ outcome, reason: { en: expect.stringMatching(words) } })
    expect(result).not.toHaveProperty('retryAfterSeconds')
  })

  it('tries those again who were refused for now, and not those who have the mail', async () => {
    const cc = [{ kind: 'email', value: 'friend@customer.example' }]
    const script = { 'RCPT TO:<hanako@customer.example>': '450 4.2.0 Greylisted' }
    expect(await sendTo(script, testMessage({ cc }))).toMatchObject({
      outcome: 'unreachable',
      accepted: ['friend@customer.example'],
      reason: { en: expect.stringMatching(/^hanako@customer\.example: .*try again later/s) },
    })
    expect(server?.mails).toHaveLength(1)
  })

  it('shows those who have it to the others, and sends it to the others alone', async () => {
    const cc = [{ kind: 'email', value: 'Friend@customer.example' }]
    const script = { 'RCPT TO:<hanako@customer.example>': '550 5.1.1 unknown' }
    const again = testMessage({ cc, accepted: ['hanako@customer.example'] })
    expect(await sendTo(script, again)).toMatchObject({ outcome: 'sent' })
    expect(server?.mails[0]).toMatch(/^To: .*<hanako@customer\.example>\r$/m)
    await server?.stop()
    const done = testMessage({ cc, accepted: ['hanako@customer.example', 'friend@customer.example'] })
    expect(await sendTo({}, done)).toMatchObject({ outcome: 'sent', messageKey: expect.any(String) })
    expect(server?.mails).toEqual([])
  })

  it('names domains in ASCII to servers that know nothing else, and as they were given to people', async () => {
    const to = [
      { kind: 'email', value: 'a..b.@日本語.example' },
      { kind: 'email', value: 'c@例え.example' },
    ]
    const script = { RCPT: '553 no', 'RCPT TO:<a..b.@xn--wgv71a119e.example>': '250 ok' }
    expect(await sendTo(script, testMessage({ to }))).toMatchObject({
      accepted: ['a..b.@日本語.example'],
      reason: { en: expect.stringMatching(/^c@例え\.example: /) },
    })
  })

  it('waits when the password is wrong: other messages would fail as well', async () => {
    const script = { EHLO: '250-scripted\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 Error: authentication failed' }
    const result = await sendTo(script, testMessage(), {}, 'ja', 'support')
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
