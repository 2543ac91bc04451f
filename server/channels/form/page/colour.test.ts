import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, inkOn, readableOn } from './colour.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe('colours of a brand', () => {
  it('are measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it('stay as they are where they can be read', () => {
    expect(readableOn('#2f52a3', '#ffffff')).toBe('#2f52a3')
  })

  it('can be read on both grounds, and so can their ink, whatever the brand is', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom('#ffffff', '#171b21'), (brand, ground) => {
        const fill = readableOn(brand, ground)
        expect(contrast(fill, ground)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(inkOn(fill), fill)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })
})
