import { describe, expect, it } from 'vitest'
import { dueChoices, dueState } from './due.ts'

const tokyo = 'Asia/Tokyo'
const at = (text: string) => Date.parse(`${text}+09:00`)
const shown = (now: string, zone = tokyo) =>
  dueChoices(at(now), zone).map(({ name, at: then }) => `${name} ${new Date(then).toISOString()}`)

describe('deadlines to choose from', () => {
  it('are evenings of today and of days to come', () => {
    expect(shown('2026-11-30T10:00')).toEqual([
      'today 2026-11-30T09:00:00.000Z',
      'tomorrow 2026-12-01T09:00:00.000Z',
      'inThreeDays 2026-12-03T09:00:00.000Z',
      'nextWeek 2026-12-07T09:00:00.000Z',
    ])
  })

  it('leave out an evening that is over', () => {
    expect(shown('2026-11-30T18:00')[0]).toBe('tomorrow 2026-12-01T09:00:00.000Z')
  })

  it('stay at six where the clocks go back meanwhile', () => {
    expect(shown('2026-11-01T00:00', 'America/New_York').map((one) => one.split(' ')[1])).toEqual([
      '2026-10-31T22:00:00.000Z',
      '2026-11-01T23:00:00.000Z',
      '2026-11-03T23:00:00.000Z',
      '2026-11-07T23:00:00.000Z',
    ])
  })
})

describe('a deadline', () => {
  it.each([
    ['2026-11-30T09:59', 'over'],
    ['2026-11-30T10:01', 'soon'],
    ['2026-12-01T23:59', 'soon'],
    ['2026-12-02T00:00', 'later'],
  ])('of %s is %s', (due, state) => {
    expect(dueState(`${due}:00+09:00`, at('2026-11-30T10:00'), tokyo)).toBe(state)
  })
})
