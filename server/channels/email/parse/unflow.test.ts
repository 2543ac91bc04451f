import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unflow } from './unflow.ts'

/** A text as a program sends it flowed: paragraphs cut at words, lines that begin like marks stuffed. */
const flow = (paragraphs: readonly { depth: number; words: readonly string[] }[], delSp: boolean): string =>
  paragraphs
    .map(({ depth, words }) =>
      words
        .map((word, index) => {
          const line =
            index < words.length - 1 ? `${word}${delSp ? ' ' : ''} `.slice(0, word.length + 1) : word
          return depth > 0 ? `${'>'.repeat(depth)} ${line}` : /^[ >]|^From /.test(line) ? ` ${line}` : line
        })
        .join('\n'),
    )
    .join('\n')

const word = fc.stringMatching(/^[a-z>あ漢.]{1,8}$/)
const paragraph = fc.record({ depth: fc.nat(3), words: fc.array(word, { minLength: 1, maxLength: 5 }) })

it.each([false, true])('gives back what was flowed, DelSp %s', (delSp) => {
  fc.assert(
    fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), (paragraphs) => {
      const meant = paragraphs
        .map(
          ({ depth, words }) => `${'>'.repeat(depth)}${depth > 0 ? ' ' : ''}${words.join(delSp ? '' : ' ')}`,
        )
        .join('\n')
      expect(unflow(flow(paragraphs, delSp), delSp)).toBe(meant)
    }),
  )
})

it('leaves a text without a space at any line’s end as it is, its stuffing aside', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zあ]{0,8}$/), { minLength: 1 }), (lines) => {
      expect(unflow(lines.join('\n'), true)).toBe(lines.join('\n'))
    }),
  )
})
