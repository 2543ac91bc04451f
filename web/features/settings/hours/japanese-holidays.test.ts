import { describe, expect, it } from 'vitest'
import { japaneseHolidays } from './japanese-holidays.ts'

const datesOf = (year: number) => japaneseHolidays(year).map(({ date }) => date.slice(5))
const nameOn = (date: string) =>
  japaneseHolidays(Number(date.slice(0, 4))).find((one) => one.date === date)?.name

// As published by the Cabinet Office (国民の祝日について).
describe('the public holidays of Japan', () => {
  it('are those of 2025, with three that replace a Sunday', () => {
    expect(datesOf(2025)).toEqual(
      '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24'.split(
        ' ',
      ),
    )
  })
  it('are those of 2026, with a day between two', () => {
    expect(datesOf(2026)).toEqual(
      '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23'.split(
        ' ',
      ),
    )
    expect(nameOn('2026-09-22')).toBe('between')
    expect(nameOn('2026-05-06')).toBe('substitute')
  })
  it('know the equinoxes', () => {
    const springs = [2024, 2025, 2026, 2027].map((year) => nameOn(`${year}-03-${year === 2027 ? 21 : 20}`))
    expect(springs).toEqual(Array.from({ length: 4 }, () => 'springEquinox'))
    expect(nameOn('2024-09-22')).toBe('autumnEquinox')
    expect(nameOn('2024-09-23')).toBe('substitute')
  })
})
