import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blockBefore,
  blockToken,
  blockTokens,
  levelFor,
  momentOf,
  smallestBlock,
  startOfBlock,
} from './time-blocks.ts'

const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })

describe('blocks of time', () => {
  it('lead into the past without a gap, whatever the levels', () => {
    fc.assert(
      fc.property(moment, fc.array(fc.nat(6), { minLength: 1, maxLength: 40 }), (at, levels) => {
        let end = smallestBlock(at) + 1
        for (const wanted of levels) {
          const block = blockBefore(end, wanted)
          const start = startOfBlock(block)
          expect(start).toBeLessThan(end)
          expect(start + 4 ** block.level).toBeGreaterThanOrEqual(end)
          expect(smallestBlock(momentOf(start))).toBe(start)
          expect(smallestBlock(new Date(momentOf(start).getTime() - 1))).toBe(start - 1)
          end = start
        }
      }),
    )
  })

  it('hold a document exactly where its tokens say', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -50, max: 50 }), fc.nat(4), (at, shift, level) => {
        const smallest = smallestBlock(at)
        const width = 4 ** level
        const index = Math.floor(smallest / width) + shift
        const inside = smallest >= index * width && smallest < (index + 1) * width
        expect(blockTokens(at).includes(blockToken({ level, index }))).toBe(inside)
      }),
    )
  })

  it('are chosen by how dense the documents are', () => {
    const day = (n: number) => new Date(n * 86_400_000)
    expect(levelFor(2000, 2000, day(1), day(0))).toBe(1)
    expect(levelFor(2000, 2000, day(64), day(0))).toBe(4)
    expect(levelFor(2000, 2000, day(9000), day(0))).toBe(4)
    expect(levelFor(2000, 2000, day(1), day(1))).toBe(0)
  })
})
