import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines } from './diff.ts'

describe('what became of a text', () => {
  it('is told line by line', () => {
    expect(diffLines('一\n二\n三', '一\n弐\n三\n四')).toEqual([
      { kind: 'same', text: '一' },
      { kind: 'gone', text: '二' },
      { kind: 'new', text: '弐' },
      { kind: 'same', text: '三' },
      { kind: 'new', text: '四' },
    ])
  })
  const texts = fc
    .array(fc.constantFrom('a', 'b', 'c', '', '{{x.y}}'), { maxLength: 12 })
    .map((all) => all.join('\n'))
  it('gives both texts back', () => {
    fc.assert(
      fc.property(texts, texts, (was, is) => {
        const pieces = diffLines(was, is)
        const without = (kind: string) => pieces.filter((one) => one.kind !== kind).map(({ text }) => text)
        expect(without('new').join('\n')).toBe(was)
        expect(without('gone').join('\n')).toBe(is)
      }),
    )
  })
  it('says of what is the same that nothing is new, and gives up on what is too long', () => {
    expect(diffLines('a\nb', 'a\nb').every(({ kind }) => kind === 'same')).toBe(true)
    const long = 'x\n'.repeat(700)
    expect(diffLines(long, long).some(({ kind }) => kind === 'same')).toBe(false)
  })
})
