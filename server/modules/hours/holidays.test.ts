import { describe, expect, it } from 'vitest'
import { holidayCountries, holidaysOf, isRegion } from './holidays.ts'

const datesIn = async (region: string, year: number) =>
  (await holidaysOf(region))(year)
    .map(({ date }) => date.slice(5))
    .join(' ')

describe('the public holidays of Japan', async () => {
  const japan = await holidaysOf('JP')
  const nameOn = (date: string) => japan(Number(date.slice(0, 4))).find((one) => one.date === date)?.name

  // As published by the Cabinet Office (国民の祝日について).
  it('are those of 2025, with days that replace a Sunday', async () => {
    expect(await datesIn('JP', 2025)).toBe(
      '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24',
    )
  })

  it('are those of 2026, with a day between two', async () => {
    expect(await datesIn('JP', 2026)).toBe(
      '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
    )
    expect(nameOn('2026-09-22')?.ja).toContain('休日')
    expect(nameOn('2026-05-06')?.ja).toContain('振替休日')
    expect(nameOn('2032-09-21')?.ja).toContain('休日')
  })

  it('were others in the years of the games and of the new emperor', async () => {
    expect(await datesIn('JP', 2021)).toBe(
      '01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23',
    )
    expect(nameOn('2019-10-22')?.ja).toBeDefined()
    expect(nameOn('2019-04-30')?.ja).toContain('休日')
  })

  it('know the equinoxes', () => {
    const springs = [2024, 2025, 2026, 2027].map(
      (year) => nameOn(`${year}-03-${year === 2027 ? 21 : 20}`)?.ja,
    )
    expect(springs).toEqual(['春分の日', '春分の日', '春分の日', '春分の日'])
  })
})

describe('the public holidays of other countries', () => {
  it('are theirs, and those of their parts', async () => {
    expect(await datesIn('US', 2026)).toContain('11-26')
    expect(await datesIn('US', 2026)).toContain('07-03')
    expect(await datesIn('DE', 2026)).toBe('01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26')
    expect(await datesIn('DE-BY', 2026)).toContain('01-06')
    expect(await datesIn('GB-ENG', 2026)).toContain('12-28')
    expect((await holidaysOf('DE'))(2026)[0]).toEqual({
      date: '2026-01-01',
      name: { en: "New Year's Day", ja: "New Year's Day" },
    })
  })

  it('are by day, each once and in order, where they begin at sunset or last for days', async () => {
    for (const region of ['TR', 'AE', 'ID', 'CN', 'KR', 'IN']) {
      const dates = (await holidaysOf(region))(2026).map(({ date }) => date)
      expect(dates.every((date) => date.startsWith('2026-'))).toBe(true)
      expect(dates).toEqual([...new Set(dates)].sort())
    }
    // Ramazan Bayramı: the three days from 20 March 2026.
    expect(await datesIn('TR', 2026)).toContain('03-20 03-21 03-22')
  })

  it('are none of a country that nobody knows', async () => {
    expect(await isRegion('JP')).toBe(true)
    expect(await isRegion('DE-BY')).toBe(true)
    expect(await isRegion('XX')).toBe(false)
    expect(await isRegion('DE-XX')).toBe(false)
    expect(await datesIn('XX', 2026)).toBe('')
    const countries = await holidayCountries()
    expect(countries.find(({ code }) => code === 'JP')).toMatchObject({ parts: [] })
    expect(countries.length).toBeGreaterThan(100)
  })
})
