import fc from 'fast-check'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { parseMoment } from './parse-moment.ts'

const usual = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date

describe('a moment of PostgreSQL', () => {
  it('is what the driver makes of it, at any time and with any number of digits', () => {
    const moments = fc.date({
      min: new Date('0100-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(moments, fc.stringMatching(/^(\.\d{1,6})?$/), (moment, fraction) => {
        const text = `${moment.toISOString().slice(0, 19).replace('T', ' ')}${fraction}+00`
        expect(parseMoment(text).getTime()).toBe(usual(text).getTime())
      }),
    )
  })

  it.each([
    '2026-11-22 19:00:00.5+09',
    '2026-11-22 19:00:00-03:30',
    '12026-11-22 19:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    'infinity',
  ])('is left to the driver in another form: %s', (text) => {
    expect(parseMoment(text)).toEqual(usual(text))
  })
})
