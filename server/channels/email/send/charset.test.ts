import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OutgoingMessage } from '../../channel.ts'
import { readAddresses } from '../parse/addresses.ts'
import { readMail } from '../parse/read-mail.ts'
import { testAccount, testMessage } from '../testing.ts'
import { compose } from './compose.ts'

const account = testAccount({ charset: 'iso-2022-jp' }, { language: 'ja' })

const sent = async (changes: Partial<OutgoingMessage>, from = account) => {
  const raw = await buffer(compose(testMessage(changes), from).stream())
  return { raw: raw.toString('latin1'), mail: await readMail(raw) }
}
const file = (name: string) => {
  const content = Buffer.from('%PDF-1.7 test')
  return {
    name,
    type: 'application/pdf',
    size: content.length,
    inline: false,
    open: () => Readable.from([content]),
  }
}

describe('a mailbox that writes ISO-2022-JP', () => {
  it('sends body, subject and names in it, with seven bits and short lines', async () => {
    const subject = 'ご注文の靴（25.5cm、黒）の発送日と、返品・交換のお手続きについてのご案内'
    const { raw, mail } = await sent({
      subject,
      text: 'お待たせいたしました。\nOrder 12345 を発送しました。',
    })
    expect(raw).toContain('Content-Type: text/plain; charset=iso-2022-jp')
    expect(raw).toContain('Content-Transfer-Encoding: 7bit')
    expect(raw).toContain('\x1b$B')
    expect(raw).not.toMatch(/utf-8/i)
    for (const [word] of raw.matchAll(/=\?ISO-2022-JP\?B\?[^?]*\?=/g)) {
      expect(word.length).toBeLessThanOrEqual(75)
      const said = Buffer.from(word.slice(16, -2), 'base64').toString('latin1')
      expect(said.slice(said.lastIndexOf('\x1b')).slice(0, 3)).toBe('\x1b(B')
    }
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
    for (const line of head.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78)
    expect(mail.headers.text('subject')).toBe(subject)
    expect(readAddresses(mail.headers.first('to'))).toEqual([
      { address: 'hanako@customer.example', name: '山田 花子' },
    ])
    expect(readAddresses(mail.headers.first('from'))[0]?.name).toBe('サポート窓口')
    expect(mail.text.trimEnd()).toBe('お待たせいたしました。\nOrder 12345 を発送しました。')
  })

  it('sends the HTML in it, too, with files beside it', async () => {
    const { raw, mail } = await sent({
      text: '請求書です。',
      html: '<p>請求書<b>です</b>。</p>',
      files: [file('御請求書（11月分）.pdf')],
    })
    expect(raw).toContain('Content-Type: text/html; charset=iso-2022-jp')
    expect(raw).toContain('Content-Type: text/plain; charset=iso-2022-jp')
    expect(mail.html).toContain('<p>請求書<b>です</b>。</p>')
    expect(mail.parts.map(({ name, content }) => [name, content.toString()])).toEqual([
      ['御請求書（11月分）.pdf', '%PDF-1.7 test'],
    ])
  })

  it.each([
    ['a number in a circle', { text: '①番の商品' }],
    ['an abbreviated company', { text: '㈱緑の靴店' }],
    ['a variant of a name', { text: '髙橋様' }],
    ['half-width kana', { text: 'ｶﾀｶﾅ' }],
    ['a picture', { text: 'ありがとう😊' }],
    ['another language', { text: '안녕하세요' }],
    ['a name', { to: [{ kind: 'email', value: 'a@customer.example', name: '髙橋' }] }],
    ['a subject', { subject: '㈱の件' }],
    ['a subject and nothing else', { subject: '😊', text: 'ok' }],
    ['HTML alone', { text: 'ok', html: '<p>①</p>' }],
  ] as [string, Partial<OutgoingMessage>][])('sends all of it as UTF-8 for %s', async (_what, changes) => {
    const { raw, mail } = await sent(changes)
    expect(raw).not.toMatch(/iso-2022-jp/i)
    expect(mail.text.trimEnd()).toBe(changes.text ?? testMessage().text)
    expect(mail.headers.text('subject')).toBe(changes.subject ?? testMessage().subject)
  })

  it('gives lines that are too long for mail in base64', async () => {
    const text = '長い段落です。'.repeat(200)
    const { raw, mail } = await sent({ text })
    expect(raw).toContain('charset=iso-2022-jp')
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(998)
    expect(mail.text.trimEnd()).toBe(text)
  })
})

it('writes UTF-8 where nothing else was chosen', async () => {
  const { raw } = await sent({ text: 'こんにちは' }, testAccount())
  expect(raw).toContain('charset=utf-8')
  expect(raw).not.toMatch(/iso-2022-jp/i)
})

const letters = fc.constantFrom(
  ...Array.from(
    'あいうえおカキクケコ漢字亜熙。、「」ー〜～―−￥ＡＢ１２abcXYZ 019!?=_"\\<>,;:@.()[]/+$B(J①㈱髙﨑ｱﾟ😊éΩЖ─\u00a5\u203e\u301c\u2212々〆',
  ),
)
const line = fc.array(letters, { maxLength: 120 }).map((all) => all.join(''))

it('gives every text back as it was written, in whichever charset it left', async () => {
  await fc.assert(
    fc.asyncProperty(
      line,
      fc.array(line, { maxLength: 4 }),
      line,
      line,
      async (subject, lines, name, fileName) => {
        const text = lines.map((one) => one.trimEnd()).join('\n')
        const shown = subject.trim()
        const whole = name.replaceAll(/\s+/g, ' ').trim()
        const attached = fileName
          .replaceAll(/[\\/:*?"<>|]/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim()
        const { mail } = await sent({
          subject: `件名${shown}`,
          text,
          to: [{ kind: 'email', value: 'hanako@customer.example', name: `山${whole}田` }],
          files: [file(`図${attached}.pdf`)],
        })
        expect(mail.text.trimEnd()).toBe(text.trimEnd())
        expect(mail.headers.text('subject')).toBe(`件名${shown}`)
        expect(readAddresses(mail.headers.first('to'))[0]?.name).toBe(`山${whole}田`)
        expect(mail.parts[0]?.name).toBe(`図${attached}.pdf`)
      },
    ),
    { numRuns: 150 },
  )
})
