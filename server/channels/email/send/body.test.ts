import { describe, expect, it } from 'vitest'
import { testAccount, testMessage } from '../testing.ts'
import { bodyOf } from './body.ts'

const author = { name: '佐藤 花', signature: '佐藤 花\nカスタマーサポート\n' }
const said = (author: string, text: string, hour: number) => ({
  author,
  text,
  at: new Date(Date.UTC(2026, 10, 22, hour)),
})

describe('the end of a mail', () => {
  it('is the signature of its author, then the inbox’s', () => {
    const account = testAccount({ signature: '緑の靴店\nTEL 03-0000-0000' })
    const message = testMessage({ text: 'はい。', html: '<p>はい。</p>', author })
    const { text, html } = bodyOf(message, account)
    expect(text).toBe('はい。\n\n佐藤 花\nカスタマーサポート\n\n緑の靴店\nTEL 03-0000-0000\n')
    expect(html).toContain('佐藤 花<br>\nカスタマーサポート<br>\n<br>\n緑の靴店')
  })

  it('is one of them where there is no other, and nothing where there is none', () => {
    expect(bodyOf(testMessage({ text: 'A', author }), testAccount()).text).toBe(
      'A\n\n佐藤 花\nカスタマーサポート\n',
    )
    expect(bodyOf(testMessage({ text: 'A' }), testAccount({ signature: 'B' })).text).toBe('A\n\nB\n')
    expect(bodyOf(testMessage({ text: 'A' }), testAccount()).text).toBe('A\n')
  })
})

describe('what is quoted', () => {
  const quoted = said(
    'Hanako',
    'Still nothing.\n\nOn Sat, 21 Nov 2026, 09:00, Shop wrote:\n> We look.\n> Soon.\n> Truly.\n> Yes.',
    1,
  )
  const history = [said('Sato', 'We look.', 0), said('Hanako', 'Where is it?', -1)]
  const message = testMessage({ text: 'Here.', quoted, history })

  it('is the last mail as it came, with its date in the time of the workspace', () => {
    const { text } = bodyOf({ ...message, timeZone: 'America/New_York' }, testAccount({ quote: 'last' }))
    expect(text).toContain('Sat, 21 Nov 2026, 20:00 GMT-5, Hanako wrote:\n> Still nothing.')
    expect(text).toContain('>> We look.')
    expect(text).not.toContain('Where is it?')
  })

  it('is introduced in the customer’s language where that is known, else in the inbox’s', () => {
    const account = testAccount({ quote: 'last' })
    expect(bodyOf({ ...message, language: 'ja' }, account).text).toContain('2026年11月22日(日) 10:00 Hanako:')
    expect(bodyOf({ ...message, language: 'en-gb' }, { ...account, language: 'ja' }).text).toContain(
      'Hanako wrote:',
    )
    expect(bodyOf(message, { ...account, language: 'ja' }).text).not.toContain('Hanako wrote:')
  })

  it('is everything, each message once, the newest first', () => {
    const { text } = bodyOf(message, testAccount({ quote: 'all' }))
    expect(text.match(/^> .*/gm)).toEqual(['> Still nothing.', '> We look.', '> Where is it?'])
    expect(text.match(/ wrote:$/gm)).toHaveLength(3)
  })

  it('is nothing where the inbox wants nothing', () => {
    expect(bodyOf(message, testAccount({ quote: 'none' })).text).toBe('Here.\n')
  })
})
