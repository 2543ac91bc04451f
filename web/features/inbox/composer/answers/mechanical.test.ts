import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMechanical } from './mechanical.ts'
import { unfilledIn } from './unfilled.ts'

const answer = '山田 花子 様\n\nいつもご利用いただき、ありがとうございます。\n返品を承ります。'

describe('an answer to which nothing was added', () => {
  it('is the text of the library, whatever its spaces, width and marks', () => {
    expect(isMechanical(answer, [answer])).toBe(true)
    expect(isMechanical(`${answer}\n\nABC。`, [answer, 'ＡＢＣ'])).toBe(true)
    expect(isMechanical(answer.replaceAll(' ', ''), [answer])).toBe(true)
    expect(isMechanical(`${answer}\n以上`, [answer])).toBe(true)
  })
  it('is so no more with a sentence of one’s own, or a changed line', () => {
    expect(isMechanical(`${answer}\nお怪我がなくて何よりです。`, [answer])).toBe(false)
    expect(isMechanical(answer.replace('返品を', 'お色違いへの交換と返品を'), [answer])).toBe(false)
  })
  it('is nothing that was written by hand', () => {
    expect(isMechanical('はい', [])).toBe(false)
    expect(isMechanical('', [answer])).toBe(false)
    expect(isMechanical('はい', [answer])).toBe(false)
    expect(isMechanical('……', ['…'])).toBe(false)
  })
  it('is known whatever stands in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(text, (inserted) => {
        expect(isMechanical(inserted, [inserted])).toBe(/[\p{L}\p{N}]/u.test(inserted.normalize('NFKC')))
        expect(isMechanical(`${inserted}\nこれはわたしの言葉です`, [inserted])).toBe(false)
      }),
    )
  })
})

describe('what is missing in an answer', () => {
  it('is named once for each place that reads otherwise', () => {
    const text = '{{customer.kana}} 様、{{customer.kana}}、｛｛customer．name｝｝、{{ agent.name | upper }}'
    expect(unfilledIn(text)).toEqual([
      { source: '{{customer.kana}}', name: 'customer.kana' },
      { source: '｛｛customer．name｝｝', name: 'customer.name' },
      { source: '{{ agent.name | upper }}', name: 'agent.name' },
    ])
  })
  it('is no code that customers ask for', () => {
    expect(unfilledIn('{{ product.title }} {{name}} {{ }} {x}')).toEqual([])
  })
  it('is looked for quickly in what nobody means', () => {
    expect(unfilledIn('{{'.repeat(100_000))).toEqual([])
    expect(unfilledIn('{{customer.'.repeat(20_000))).toEqual([])
    expect(unfilledIn(`{{customer${'.a'.repeat(50_000)}`)).toEqual([])
  })
})
