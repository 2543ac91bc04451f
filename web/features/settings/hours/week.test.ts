import { describe, expect, it } from 'vitest'
import { nextBlock, normalTime, wrongBlocks } from './week.ts'

describe('times', () => {
  it('are read as people type them', () => {
    expect(['9:00', '９：３０', '0900', '26:00'].map(normalTime)).toEqual([
      '09:00',
      '09:30',
      '09:00',
      '26:00',
    ])
    expect(normalTime('noon')).toBe('noon')
  })
})

describe('the blocks of a day', () => {
  const block = (opens: string, closes: string) => ({ opens, closes })
  it('may be none, several, and go on after midnight', () => {
    expect(wrongBlocks([])).toBeUndefined()
    expect(wrongBlocks([block('09:00', '12:00'), block('13:00', '26:00')])).toBeUndefined()
  })
  it('are wrong when they are no times, end before they begin, or overlap', () => {
    expect(wrongBlocks([block('9', '12:00')])).toBe('time')
    expect(wrongBlocks([block('24:00', '25:00')])).toBe('time')
    expect(wrongBlocks([block('09:70', '12:00')])).toBe('time')
    expect(wrongBlocks([block('18:00', '09:00')])).toBe('order')
    expect(wrongBlocks([block('13:00', '18:00'), block('09:00', '14:00')])).toBe('overlap')
  })
  it('begin with usual hours and go on after the last one', () => {
    expect(nextBlock([])).toEqual({ opens: '09:00', closes: '18:00' })
    expect(nextBlock([block('09:00', '12:30')])).toEqual({ opens: '13:30', closes: '14:30' })
  })
})
