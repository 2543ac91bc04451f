import { describe, expect, it } from 'vitest'
import { lengthText } from './length.ts'

const ja = (seconds: number, business = false) => lengthText(seconds, { locale: 'ja', business })

describe('a length of time', () => {
  it('is written in full, in the words of its language', () => {
    expect([30, 90, 3600, 5400, 7830, 0].map((seconds) => ja(seconds))).toEqual([
      '30秒',
      '1分30秒',
      '1時間',
      '1時間30分',
      '2時間11分',
      '0分',
    ])
    expect(lengthText(93_600, { locale: 'en', business: false })).toBe('1d 2h')
  })
  it('is no days where only open hours count', () => {
    expect([ja(93_600), ja(93_600, true)]).toEqual(['1日2時間', '26時間'])
  })
})
