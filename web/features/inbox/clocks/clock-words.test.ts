import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import clocks from '../../../locales/ja/clocks.json' with { type: 'json' }
import { type Clock, inOrder, shortly, stateOf, sumInWords } from './clock-words.ts'

const texts = i18next.createInstance()
await texts.init({
  lng: 'ja',
  resources: { ja: { clocks } },
  defaultNS: 'clocks',
  interpolation: { escapeValue: false },
})
const now = Date.parse('2026-11-20T13:40:00+09:00')
const manner = {
  t: texts.getFixedT('ja', 'clocks'),
  now,
  time: { locale: 'ja', timeZone: 'Asia/Tokyo' },
}
const at = (time: string, day = '2026-11-20') => new Date(`${day}T${time}:00+09:00`).toISOString()
const stretch = (from: string, to: string | null, minutes: number) => ({ from, to, seconds: minutes * 60 })

const clock = (change: Partial<Clock> = {}): Clock => ({
  promise: 'first',
  messageId: '0',
  policyId: '0',
  policy: '標準',
  seconds: 4 * 3600,
  businessTime: true,
  startedAt: at('10:20'),
  endedAt: null,
  dueAt: at('15:30'),
  warnedAt: null,
  breachedAt: null,
  counted: 130 * 60,
  stretches: [stretch(at('10:20'), at('12:00'), 100), stretch(at('13:00'), at('13:30'), 30)],
  ...change,
})

describe('the sum of a clock', () => {
  it('is explained by the times that counted', () => {
    expect(sumInWords(clock({ endedAt: at('13:30') }), manner)).toBe(
      '2時間10分を計測：10:20〜12:00、13:00〜13:30',
    )
  })
  it('goes on until now, and names the day where that is another one', () => {
    const yesterday = '2026-11-19'
    const stretches = [
      stretch(at('17:00', yesterday), at('18:00', yesterday), 60),
      stretch(at('09:00'), at('12:00'), 180),
      stretch(at('13:00'), null, 40),
    ]
    expect(sumInWords(clock({ stretches, counted: 280 * 60 }), manner)).toBe(
      '4時間40分を計測：昨日 17:00〜18:00、今日 9:00〜12:00、13:00〜現在',
    )
  })
  it('leaves out stretches in which nothing counted, and says where there are none yet', () => {
    expect(sumInWords(clock({ stretches: [], counted: 0 }), manner)).toContain('まだ計測していません')
    const empty = [stretch(at('10:20'), at('10:20'), 0)]
    expect(sumInWords(clock({ stretches: empty, counted: 0, endedAt: at('10:20') }), manner)).toBe(
      '計測した時間はありません。',
    )
  })
  it('tells how many are before the last ones', () => {
    const stretches = Array.from({ length: 11 }, (_, nth) =>
      stretch(at('09:00', `2026-11-${nth + 1}`.replace(/-(\d)$/, '-0$1')), at('10:00'), 60),
    )
    expect(sumInWords(clock({ stretches }), manner)).toContain('ほか3区間')
  })
})

describe('a clock', () => {
  it('runs, is nearly over, over, stands, was kept, or was not', () => {
    expect(
      [
        clock(),
        clock({ warnedAt: at('13:30') }),
        clock({ dueAt: at('13:00') }),
        clock({ dueAt: null }),
        clock({ endedAt: at('13:30') }),
        clock({ endedAt: at('13:30'), dueAt: at('13:00') }),
      ].map((one) => stateOf(one, now)),
    ).toEqual(['running', 'soon', 'over', 'paused', 'kept', 'late'])
  })
  it('is told by what is left of it, or by how much it is over', () => {
    expect(shortly(clock(), manner)).toBe('あと1時間50分')
    expect(shortly(clock({ dueAt: at('06:10', '2026-11-21') }), manner)).toBe('あと16時間')
    const over = clock({ dueAt: at('13:00'), breachedAt: at('13:00'), counted: 4 * 3600 + 1200 })
    expect(shortly(over, manner)).toBe('20分超過')
    expect(shortly(clock({ businessTime: false, dueAt: at('13:00') }), manner)).toBe('40分超過')
  })
  it('comes first where it is due first', () => {
    const names = inOrder([
      clock({ policy: 'ended', endedAt: at('13:00') }),
      clock({ policy: 'stands', dueAt: null }),
      clock({ policy: 'later', dueAt: at('18:00') }),
      clock({ policy: 'soon' }),
    ]).map(({ policy }) => policy)
    expect(names).toEqual(['soon', 'later', 'stands', 'ended'])
  })
})
