import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderNumbersIn } from './order-numbers.ts'

describe('orderNumbersIn', () => {
  it.each([
    ['ご注文番号：１２３４５６７ の件です', ['1234567']],
    ['注文番号は「100-2345678」です。', ['1002345678']],
    ['【注文 20251】まだ届きません', ['20251']],
    ['受注番号\n  A-004512', ['A004512']],
    ['My order #88123 has not arrived, nor has order number: 88124.', ['88123', '88124']],
    ['TSM-10233 と tsm-10233 は同じです', ['TSM10233']],
    ['オーダーNo.5567', ['5567']],
  ])('finds %s', (text, wanted) => {
    expect(orderNumbersIn(text)).toEqual(wanted)
  })

  it.each([
    '2026年11月22日に届きました',
    '電話は 03-1234-5678 です',
    '〒150-0001 東京都',
    '注文した商品がまだ届きません。',
    'I ordered two pairs in 2026.',
    'ISO-9001 と UTF-8',
    '注文は3点です',
  ])('finds nothing in %s', (text) => {
    expect(orderNumbersIn(text)).toEqual([])
  })

  it('takes any text in its stride, and gives few and short ones', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('注', '文', '1', '-', 'A', ' ', 'o', '番'), maxLength: 400 }),
        (text) => {
          const found = orderNumbersIn(text)
          expect(found.length).toBeLessThanOrEqual(20)
          for (const one of found) expect(one).toMatch(/^[A-Z]{0,4}\d{4,20}$/)
        },
      ),
    )
    expect(orderNumbersIn(`注文${'1'.repeat(100_000)}`)).toEqual([])
    expect(orderNumbersIn('注文 '.repeat(10_000))).toEqual([])
  })
})
