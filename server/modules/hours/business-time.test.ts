import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addBusinessSeconds, businessSeconds, isOpen, nextClosing, nextOpening } from './business-time.ts'
import { officeHours, type Block, type Calendar } from './calendar.ts'

const MINUTE = 60_000
const DAY = 86_400_000

// The slow and obvious way: asks the clock on the wall at every minute.
const wallClocks = new Map<string, Intl.DateTimeFormat>()
const wallClock = (timeZone: string, at: number): { date: string; minute: number } => {
  let format = wallClocks.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    wallClocks.set(timeZone, format)
  }
  const [date, time] = format.format(at).split(' ') as [string, string]
  return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) }
}

const blocksOn = (calendar: Calendar, date: string): readonly Block[] => {
  const special = calendar.days.find((day) => day.date === date)
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
  const holiday = calendar.holidays?.(Number(date.slice(0, 4))).some((one) => one.date === date)
  return special?.blocks ?? (holiday ? [] : calendar.week[weekday]) ?? []
}

const isOpenSlow = (calendar: Calendar, at: number): boolean => {
  const { date, minute } = wallClock(calendar.timeZone, at)
  const before = new Date(Date.parse(`${date}T00:00:00Z`) - DAY).toISOString().slice(0, 10)
  return (
    blocksOn(calendar, date).some(({ opens, closes }) => opens <= minute && minute < closes) ||
    blocksOn(calendar, before).some(({ opens, closes }) => opens <= minute + 1440 && minute + 1440 < closes)
  )
}

const slowSeconds = (calendar: Calendar, from: Date, to: Date): number => {
  let sum = 0
  for (let at = Math.floor(from.getTime() / MINUTE) * MINUTE; at < to.getTime(); at += MINUTE) {
    if (!isOpenSlow(calendar, at)) continue
    sum += Math.max(0, Math.min(at + MINUTE, to.getTime()) - Math.max(at, from.getTime()))
  }
  return sum / 1000
}

// Zones with every oddity: no change, both hemispheres, half hours, a night that changes at midnight, two hours,
// Ramadan, a day that was left out.
const ODD: readonly [zone: string, around: string][] = [
  ['Asia/Tokyo', '2026-11-20'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/London', '2026-03-29'],
  ['Europe/London', '2026-10-25'],
  ['Asia/Tokyo', '2026-12-31'],
  ['America/St_Johns', '2006-10-29'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Antarctica/Troll', '2026-03-29'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-05-01'],
]

const blockOf = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([opens, length]): Block => ({ opens, closes: opens + length }))
const someBlocks = fc.array(blockOf, { maxLength: 3 })

const situation = fc
  .record({
    odd: fc.constantFrom(...ODD),
    week: fc.array(someBlocks, { minLength: 7, maxLength: 7 }),
    days: fc.array(fc.record({ shift: fc.integer({ min: -3, max: 5 }), blocks: someBlocks }), {
      maxLength: 3,
    }),
    holidays: fc.array(fc.integer({ min: -3, max: 5 }), { maxLength: 3 }),
    before: fc.integer({ min: 0, max: 3 * DAY }),
    length: fc.integer({ min: 0, max: 5 * DAY }),
  })
  .map(({ odd: [timeZone, around], week, days, holidays, before, length }) => {
    const middle = Date.parse(`${around}T00:00:00Z`)
    const dateOf = (shift: number): string => new Date(middle + shift * DAY).toISOString().slice(0, 10)
    const dates = new Map(days.map(({ shift, blocks }) => [dateOf(shift), blocks]))
    const closed = holidays.map((shift) => ({ date: dateOf(shift), name: { en: '', ja: '' } }))
    const calendar: Calendar = {
      timeZone,
      week,
      days: [...dates].map(([date, blocks]) => ({ date, name: '', blocks })),
      holidays: (year) => closed.filter(({ date }) => date.startsWith(`${year}-`)),
    }
    return { calendar, from: new Date(middle - before), to: new Date(middle - before + length) }
  })

describe('business time, against the wall clock asked at every minute', () => {
  it('counts the same seconds', () => {
    fc.assert(
      fc.property(situation, ({ calendar, from, to }) => {
        expect(businessSeconds(calendar, from, to)).toBe(slowSeconds(calendar, from, to))
      }),
      { numRuns: 60 },
    )
  })

  it('opens when the wall clock first stands inside a block', () => {
    fc.assert(
      fc.property(situation, ({ calendar, from }) => {
        const found = nextOpening(calendar, from)
        const limit = from.getTime() + 9 * DAY
        let slow: number | undefined
        for (let at = Math.floor(from.getTime() / MINUTE) * MINUTE; at < limit && !slow; at += MINUTE)
          if (isOpenSlow(calendar, at)) slow = Math.max(at, from.getTime())
        expect(found && found.getTime() < limit ? found.getTime() : undefined).toBe(slow)
      }),
      { numRuns: 60 },
    )
  })
})

describe('being open, against the wall clock asked at every minute', () => {
  it('is told of any moment', () => {
    fc.assert(
      fc.property(situation, ({ calendar, from }) => {
        for (let hours = 0; hours < 72; hours += 1) {
          const at = new Date(from.getTime() + hours * 3_599_000)
          expect(isOpen(calendar, at)).toBe(isOpenSlow(calendar, at.getTime()))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('ends when the wall clock first stands outside of every block', () => {
    fc.assert(
      fc.property(situation, ({ calendar, from }) => {
        const found = nextClosing(calendar, from)
        const limit = from.getTime() + 9 * DAY
        let slow: number | undefined
        for (let at = Math.floor(from.getTime() / MINUTE) * MINUTE; at < limit && !slow; at += MINUTE)
          if (!isOpenSlow(calendar, at)) slow = Math.max(at, from.getTime())
        expect(found && found.getTime() < limit ? found.getTime() : undefined).toBe(slow)
      }),
      { numRuns: 60 },
    )
  })

  it('takes so many open seconds as the wall clock counts one by one', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 1, max: 3000 }), ({ calendar, from }, minutes) => {
        const limit = from.getTime() + 9 * DAY
        let left = minutes * MINUTE
        let slow: number | undefined
        for (let at = Math.floor(from.getTime() / MINUTE) * MINUTE; at < limit && !slow; at += MINUTE) {
          if (!isOpenSlow(calendar, at)) continue
          const here = at + MINUTE - Math.max(at, from.getTime())
          if (left <= here) slow = Math.max(at, from.getTime()) + left
          left -= here
        }
        const found = addBusinessSeconds(calendar, from, minutes * 60)
        expect(found && found.getTime() <= limit ? found.getTime() : undefined).toBe(slow)
      }),
      { numRuns: 60 },
    )
  })
})

describe('business time', () => {
  it('adds up: from here to there and on is the same as all the way', () => {
    fc.assert(
      fc.property(situation, fc.double({ min: 0, max: 1, noNaN: true }), ({ calendar, from, to }, part) => {
        const between = new Date(Math.round(from.getTime() + part * (to.getTime() - from.getTime())))
        const [a, b] = [businessSeconds(calendar, from, between), businessSeconds(calendar, between, to)]
        expect(Math.round((a + b) * 1000)).toBe(Math.round(businessSeconds(calendar, from, to) * 1000))
      }),
    )
  })

  it('adds so many seconds that exactly these have passed, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 1, max: 400_000_000 }), ({ calendar, from }, milliseconds) => {
        const then = addBusinessSeconds(calendar, from, milliseconds / 1000)
        if (!then) return
        expect(businessSeconds(calendar, from, then)).toBe(milliseconds / 1000)
        const earlier = new Date(then.getTime() - 1)
        expect(businessSeconds(calendar, from, earlier)).toBe((milliseconds - 1) / 1000)
      }),
    )
  })

  const tokyo = officeHours('Asia/Tokyo')
  // 20 November 2026 is a Friday.
  const friday = (time: string): Date => new Date(`2026-11-20T${time}+09:00`)
  const monday = (time: string): Date => new Date(`2026-11-23T${time}+09:00`)

  it('stands still over a weekend', () => {
    expect(businessSeconds(tokyo, friday('17:30:00'), monday('09:15:30'))).toBe(30 * 60 + 15 * 60 + 30)
    expect(nextOpening(tokyo, friday('18:00:00'))).toEqual(monday('09:00:00'))
    expect(nextOpening(tokyo, friday('12:00:00'))).toEqual(friday('12:00:00'))
    expect(addBusinessSeconds(tokyo, friday('17:00:00'), 2 * 3600)).toEqual(monday('10:00:00'))
    expect(addBusinessSeconds(tokyo, friday('17:00:00'), 3600)).toEqual(friday('18:00:00'))
    expect(addBusinessSeconds(tokyo, friday('20:00:00'), 0)).toEqual(friday('20:00:00'))
  })

  it('leaves lunch out', () => {
    const lunch: Calendar = {
      ...tokyo,
      week: tokyo.week.map(() => [
        { opens: 540, closes: 720 },
        { opens: 780, closes: 1080 },
      ]),
    }
    expect(businessSeconds(lunch, friday('11:00:00'), friday('14:00:00'))).toBe(2 * 3600)
  })

  it('knows closed days, days with hours of their own, and the night before them', () => {
    const days = [
      { date: '2026-11-23', name: '勤労感謝の日', blocks: [] },
      { date: '2026-11-24', name: '棚卸し', blocks: [{ opens: 600, closes: 660 }] },
    ]
    const holiday: Calendar = { ...tokyo, days }
    const wednesday = new Date('2026-11-25T09:30:00+09:00')
    expect(businessSeconds(holiday, friday('17:00:00'), wednesday)).toBe(3600 + 3600 + 1800)
    const night: Calendar = { ...holiday, week: tokyo.week.map(() => [{ opens: 22 * 60, closes: 26 * 60 }]) }
    expect(businessSeconds(night, monday('00:00:00'), new Date('2026-11-24T00:00:00+09:00'))).toBe(2 * 3600)
  })

  it('counts the hour that is repeated twice, and the one that is skipped not at all', () => {
    const always: Calendar = {
      timeZone: 'Europe/Berlin',
      week: officeHours('').week.map(() => [{ opens: 0, closes: 1440 }]),
      days: [],
    }
    const spring = [new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z')] as const
    const autumn = [new Date('2026-10-24T22:00:00Z'), new Date('2026-10-25T23:00:00Z')] as const
    expect(businessSeconds(always, ...spring)).toBe(23 * 3600)
    expect(businessSeconds(always, ...autumn)).toBe(25 * 3600)
  })

  it('is nothing, and comes to no end, where nothing is ever open', () => {
    const never: Calendar = { timeZone: 'Asia/Tokyo', week: [[], [], [], [], [], [], []], days: [] }
    expect(businessSeconds(never, friday('09:00:00'), monday('09:00:00'))).toBe(0)
    expect(nextOpening(never, friday('09:00:00'))).toBeUndefined()
    expect(addBusinessSeconds(never, friday('09:00:00'), 1)).toBeUndefined()
    const once: Calendar = {
      ...never,
      days: [{ date: '2030-01-04', name: '', blocks: [{ opens: 0, closes: 60 }] }],
    }
    expect(nextOpening(once, friday('09:00:00'))).toEqual(new Date('2030-01-04T00:00:00+09:00'))
    expect(addBusinessSeconds(once, friday('09:00:00'), 3600)).toEqual(new Date('2030-01-04T01:00:00+09:00'))
    expect(addBusinessSeconds(once, friday('09:00:00'), 3601)).toBeUndefined()
  })

  it('is closed on public holidays, unless a special day says otherwise', () => {
    const named = (date: string) => ({ date, name: { en: 'Labour Thanksgiving Day', ja: '勤労感謝の日' } })
    const holidays = (year: number) => [named(`${year}-11-23`)]
    expect(businessSeconds({ ...tokyo, holidays }, friday('17:00:00'), monday('18:00:00'))).toBe(3600)
    const days = [{ date: '2026-11-23', name: '', blocks: [{ opens: 600, closes: 660 }] }]
    expect(businessSeconds({ ...tokyo, holidays, days }, friday('17:00:00'), monday('18:00:00'))).toBe(7200)
    expect(nextOpening({ ...tokyo, holidays }, monday('09:00:00'))).toEqual(
      new Date('2026-11-24T09:00:00+09:00'),
    )
  })

  it('closes when its hours end, goes on where the next ones join them, and may never close', () => {
    expect(nextClosing(tokyo, friday('10:00:00'))).toEqual(friday('18:00:00'))
    expect(nextClosing(tokyo, friday('18:00:00'))).toEqual(friday('18:00:00'))
    const nights: Calendar = {
      ...tokyo,
      week: tokyo.week.map(() => [
        { opens: 540, closes: 1440 },
        { opens: 0, closes: 120 },
      ]),
    }
    expect(nextClosing(nights, friday('10:00:00'))).toEqual(new Date('2026-11-21T02:00:00+09:00'))
    const always: Calendar = { ...tokyo, week: tokyo.week.map(() => [{ opens: 0, closes: 1440 }]) }
    expect(nextClosing(always, friday('10:00:00'))).toBeUndefined()
    expect(isOpen(always, friday('23:59:59'))).toBe(true)
    const never: Calendar = { ...tokyo, week: [[], [], [], [], [], [], []] }
    expect([isOpen(never, friday('10:00:00')), nextClosing(never, friday('10:00:00'))]).toEqual([
      false,
      friday('10:00:00'),
    ])
  })

  it('is nothing backwards', () => {
    expect(businessSeconds(tokyo, monday('09:00:00'), friday('09:00:00'))).toBe(0)
    expect(businessSeconds(tokyo, monday('10:00:00'), monday('10:00:00'))).toBe(0)
  })
})
