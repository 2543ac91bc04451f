import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { field, type Field } from '../fields.ts'
import { checkValue } from './check-value.ts'

const of = (kind: Field['kind'], more: object = {}): Field =>
  field.parse({ key: 'x', kind, label: { ja: '項目' }, ...more })
const valueOf = (kind: Field['kind'], given: string, more: object = {}): string | undefined => {
  const result = checkValue(of(kind, more), given)
  return 'value' in result ? result.value : undefined
}

describe('an answer', () => {
  it.each([
    ['email', ' Ｈａｎａｋｏ＠example.jp ', 'Hanako@example.jp'],
    ['email', "o'hara+x@メール.jp", "o'hara+x@メール.jp"],
    ['phone', '０３－１２３４－５６７８', '03-1234-5678'],
    ['phone', '+81 (90) 1234ー5678', '+81 (90) 1234-5678'],
    ['order-number', ' ａ－１００１　', 'a-1001'],
    ['date', '2026/02/28', '2026-02-28'],
    ['text', ' 山田\t\n花子 \u0007', '山田 花子'],
    ['textarea', '\r\n一行目\r\n二行目\u0000\n\n', '一行目\n二行目'],
    ['checkbox', 'yes', 'yes'],
    ['checkbox', 'on', ''],
  ] as const)('of the kind %s: %j becomes %j', (kind, given, kept) => {
    expect(valueOf(kind, given)).toBe(kept)
  })

  it.each([
    ['email', 'hanako'],
    ['email', 'a@b'],
    ['email', 'a@b.jp\nbcc: c@d.jp'],
    ['email', 'a@b.jp, c@d.jp'],
    ['email', `${'a'.repeat(250)}@b.jp`],
    ['phone', '12345'],
    ['phone', 'call me'],
    ['phone', '0'.repeat(30)],
    ['date', '2026-02-30'],
    ['date', 'yesterday'],
    ['date', '99999-01-01'],
  ] as const)('of the kind %s: %j is asked for again', (kind, given) => {
    expect(valueOf(kind, given)).toBeUndefined()
  })

  it('of a choice is one of the choices', () => {
    const choices = [{ value: 'a', label: { ja: 'い' } }]
    expect(valueOf('choice', 'a', { choices })).toBe('a')
    expect(valueOf('choice', '', { choices })).toBe('')
    expect(valueOf('choice', 'b', { choices })).toBeUndefined()
    expect(valueOf('choice', 'constructor', { choices })).toBeUndefined()
  })

  it('is counted in letters as people see them, and never cut', () => {
    const letters = '𠮷'.repeat(10)
    expect(valueOf('textarea', letters, { maxLength: 10 })).toBe(letters)
    expect(checkValue(of('textarea', { maxLength: 10 }), `${letters}あ`)).toEqual({
      wrong: {
        ja: '10文字以内でご入力ください（現在11文字）。',
        en: 'Please use at most 10 characters (you have 11).',
      },
    })
  })

  it('is tidied in one go however many blanks stand in the middle', () => {
    // A pattern for the blanks at the end looked at each of them up to the next letter: minutes of work.
    const given = `a${' '.repeat(1_000_000)}b`
    expect(valueOf('textarea', given, { maxLength: 10 })).toBeUndefined()
  })

  it('has no control characters whatever was sent, and is tidy already when checked again', () => {
    const kinds = ['text', 'textarea', 'email', 'phone', 'order-number', 'checkbox', 'date'] as const
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'binary', maxLength: 300 }), (kind, given) => {
        const value = valueOf(kind, given)
        expect(value ?? '').not.toMatch(/[^\P{Cc}\n\t]/u)
        expect(valueOf(kind, value ?? '')).toBe(value ?? '')
      }),
    )
  })
})
