import { describe, expect, it } from 'vitest'
import { bodyOf, type DraftItem, isDue, moved } from './items.ts'

const item = (key: string, title = key): DraftItem => ({
  key,
  title,
  assignee: 'nobody',
  dueHours: undefined,
})
const [a, b, c] = [item('a'), item('b'), item('c')]

describe('tasks of a checklist', () => {
  it('are moved a place, and not beyond the ends', () => {
    expect(moved([a, b, c], 'b', -1)).toEqual([b, a, c])
    expect(moved([a, b, c], 'b', 1)).toEqual([a, c, b])
    expect(moved([a, b, c], 'a', -1)).toEqual([a, b, c])
    expect(moved([a, b, c], 'c', 1)).toEqual([a, b, c])
  })

  it('are sent without empty lines and blanks around them', () => {
    expect(bodyOf(' 返品 ', [item('a', ' 確認 '), item('b', '  ')])).toEqual({
      name: '返品',
      items: [{ title: '確認', assignee: 'nobody', dueHours: null }],
    })
  })

  it('have deadlines of whole hours within a year, or none', () => {
    expect([undefined, 1, 8760].map(isDue)).toEqual([true, true, true])
    expect([0, 1.5, 8761, Number.NaN].map(isDue)).toEqual([false, false, false, false])
  })
})
