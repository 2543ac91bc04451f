import { describe, expect, it } from 'vitest'
import { bodyOf, draftOf, isHours, moved } from './causes.ts'

const [a, b] = ['a', 'b'].map((id) => ({ key: id, id, name: id })) as [
  { key: string; id: string; name: string },
  { key: string; id: string; name: string },
]

describe('causes of complaints in the form', () => {
  it('are moved a place, and not beyond the ends', () => {
    expect(moved([a, b], 'b', -1)).toEqual([b, a])
    expect(moved([a, b], 'b', 1)).toEqual([a, b])
    expect(moved([a, b], 'a', -1)).toEqual([a, b])
  })

  it('are sent without empty lines, and come back as they are kept', () => {
    const kept = { causes: [{ id: 'a', name: 'a' }], hours: { minor: null, serious: 72, critical: 24 } }
    expect(bodyOf(draftOf(kept))).toEqual(kept)
    expect(
      bodyOf({
        ...draftOf(kept),
        causes: [
          { key: 'x', name: ' 破損 ' },
          { key: 'y', name: ' ' },
        ],
      }).causes,
    ).toEqual([{ name: '破損' }])
  })

  it('have deadlines of whole hours within a year, or none', () => {
    expect([undefined, 1, 8760].map(isHours)).toEqual([true, true, true])
    expect([0, 1.5, 8761, Number.NaN].map(isHours)).toEqual([false, false, false, false])
  })
})
