import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testAccount } from '../testing.ts'
import { parse } from './parse.ts'

const account = testAccount()
const read = async (raw: string) => parse(Buffer.from(raw, 'latin1'), account)
const from = 'From: a@b.example\r\n'

describe('mail that wants to break the parser', () => {
  it.each([
    [
      'ten thousand parts',
      `${from}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(10_000)}`,
    ],
    [
      'five hundred levels',
      `${from}${Array.from({ length: 500 }, (_unused, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join('')}Content-Type: text/plain\r\n\r\nx`,
    ],
    ['a header of three megabytes', `${from}X: ${'x'.repeat(3_000_000)}\r\n\r\nx`],
    ['encoded words without end', `${from}Subject: ${'=?utf-8?B?'.repeat(20_000)}\r\n\r\nx`],
    ['addresses without end', `From: ${'"<('.repeat(20_000)}\r\n\r\nx`],
    ['parameters without end', `${from}Content-Type: text/plain; name="${'" a'.repeat(20_000)}\r\n\r\nx`],
    ['references without end', `${from}References: ${'<'.repeat(60_000)}\r\n\r\nx`],
    ['elements without end', `${from}Content-Type: text/html\r\n\r\n${'<div>'.repeat(100_000)}x`],
    ['escapes without end', `${from}\r\n${'\x1b$B\n'.repeat(100_000)}x`],
    ['carriage returns alone', `From: a@b.example\rSubject: s\r\rx`],
    ['zero bytes', `${from}\r\n\0x\0`],
  ])('%s', async (_name, raw) => {
    expect(await read(raw)).toMatchObject([{ kind: 'message', text: expect.stringContaining('x') }])
  })

  it('names no more people than anybody can answer, however many lines of them there are', async () => {
    const line = (at: number) =>
      `Cc: ${Array.from({ length: 15 }, (_, n) => `u${at}-${n}@x.example`).join(', ')}\r\n`
    const [arrival] = await read(`${from}${Array.from({ length: 1000 }, (_, at) => line(at)).join('')}\r\nx`)
    const { recipients } = arrival as { recipients: { address: { value: string } }[] }
    expect(recipients).toHaveLength(200)
    expect(recipients[199]?.address.value).toBe('u13-4@x.example')
  })

  it.each(['', '\n\n', 'hello world', '\0\0\xff\xfe'])(
    'what is no mail at all is refused: %j',
    async (raw) => {
      await expect(read(raw)).rejects.toThrow(/no mail/)
    },
  )

  it('any mixture of pieces gives one arrival', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\r\n\r\n',
        '--b',
        '--b--',
        'Content-Type: multipart/mixed; boundary=b',
        'Content-Type: text/html; charset=iso-2022-jp',
        'Content-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename*0*=x',
        '=?iso-2022-jp?B?GyRC',
        '\x1b$B',
        '\xe3\x81',
        'Subject: ',
        'From: <',
        'message/rfc822',
        'Content-Type: multipart/report; report-type=delivery-status',
      ),
      fc.string({ maxLength: 20 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
        expect(await read(from + pieces.join(''))).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })
})
