import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { businessSeconds, type Calendar } from '../hours/index.ts'
import { openSince, ruleOf } from './cutoffs.ts'

const office: Calendar = {
  timeZone: 'Asia/Tokyo',
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [{ opens: 540, closes: 1080 }] : [])),
  days: [],
}

describe('since when somebody waits too long', () => {
  it('is the latest moment since which so much time was open', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        fc.integer({ min: 60, max: 10 * 9 * 3600 }),
        (now, seconds) => {
          const since = openSince(office, now, seconds)
          expect(businessSeconds(office, since, now)).toBeGreaterThanOrEqual(seconds)
          const later = new Date(since.getTime() + 2000)
          expect(businessSeconds(office, later, now)).toBeLessThan(seconds)
        },
      ),
    )
  })

  it('is two years ago where hardly anything is ever open', () => {
    const closed = { ...office, week: office.week.map(() => []) }
    const now = new Date('2026-11-23T00:00:00Z')
    expect(now.getTime() - openSince(closed, now, 3600).getTime()).toBe(2 * 366 * 86_400_000)
  })

  it('goes by the inbox, then the team, then everywhere', () => {
    const one = { seconds: 60, businessTime: false, tells: [] }
    const everywhere = { ...one, inboxId: null, teamId: null }
    const [ofTeam, ofInbox] = [
      { ...everywhere, teamId: 'team' },
      { ...everywhere, inboxId: 'inbox' },
    ]
    const rules = [everywhere, ofTeam, ofInbox]
    expect(ruleOf(rules, { inboxId: 'inbox', teamId: 'team' })).toBe(ofInbox)
    expect(ruleOf(rules, { inboxId: 'other', teamId: 'team' })).toBe(ofTeam)
    expect(ruleOf(rules, { inboxId: 'other', teamId: null })).toBe(everywhere)
    expect(ruleOf([ofTeam], { inboxId: 'other', teamId: null })).toBeUndefined()
  })
})
