import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeContact, type Terms } from './judge-contact.ts'

const free: Terms = { block: false, channels: null, most: null, periodDays: null, hours: null }
const at = new Date('2026-11-24T01:00:00Z')
const contact = { channel: 'email', at, letIn: [] }

describe('what a limit says of a message', () => {
  it('holds by block, channel, hours and number, in this order', () => {
    expect(judgeContact(free, contact, 'Asia/Tokyo')).toBeNull()
    expect(judgeContact({ ...free, block: true }, contact, 'Asia/Tokyo')).toBe('block')
    expect(judgeContact({ ...free, channels: ['form'] }, contact, 'Asia/Tokyo')).toBe('channel')
    expect(judgeContact({ ...free, channels: ['email'] }, contact, 'Asia/Tokyo')).toBeNull()
    const counted = { ...free, most: 1, periodDays: 7 }
    expect(judgeContact(counted, { ...contact, letIn: [new Date(+at - 6 * 86_400_000)] }, 'Asia/Tokyo')).toBe(
      'number',
    )
    expect(
      judgeContact(counted, { ...contact, letIn: [new Date(+at - 7 * 86_400_000)] }, 'Asia/Tokyo'),
    ).toBeNull()
  })

  it('reads hours on the wall clock of the shop', () => {
    // Tuesday, 10:00 in Tokyo, 20:00 of Monday in New York.
    const hours = { days: [2], from: '10:00', to: '17:00' }
    expect(judgeContact({ ...free, hours }, contact, 'Asia/Tokyo')).toBeNull()
    expect(judgeContact({ ...free, hours }, contact, 'America/New_York')).toBe('hours')
    expect(judgeContact({ ...free, hours: { ...hours, to: '10:00' } }, contact, 'Asia/Tokyo')).toBe('hours')
  })

  it('never lets more in than the number within any period, and always lets in again after it', () => {
    const DAY = 86_400_000
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 30 * DAY }), { maxLength: 60 }),
        (most, periodDays, moments) => {
          const letIn: Date[] = []
          for (const moment of moments.toSorted((one, other) => one - other)) {
            const when = new Date(+at + moment)
            const said = judgeContact(
              { ...free, most, periodDays },
              { channel: 'email', at: when, letIn },
              'UTC',
            )
            const lately = letIn.filter((one) => +one > +when - periodDays * DAY).length
            expect(said).toBe(lately < most ? null : 'number')
            if (said === null) letIn.push(when)
          }
        },
      ),
    )
  })
})
