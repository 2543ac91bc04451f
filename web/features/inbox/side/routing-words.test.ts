import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import en from '../../../locales/en/routing.json' with { type: 'json' }
import jaWords from '../../../locales/ja/words.json' with { type: 'json' }
import ja from '../../../locales/ja/routing.json' with { type: 'json' }
import { lengthText } from '../../../ui/time/length.ts'
import { type Manner, type Place, placeWords, type Routed, routedWords, whyWords } from './routing-words.ts'

const texts = i18next.createInstance()
await texts.init({
  lng: 'ja',
  resources: { ja: { routing: ja, words: jaWords }, en: { routing: en } },
  defaultNS: 'routing',
  interpolation: { escapeValue: false },
})
const manner = (locale: 'ja' | 'en'): Manner => ({
  t: texts.getFixedT(locale, 'routing'),
  locale,
  skillName: (id) => ({ returns: '返品' })[id],
  length: (seconds) => lengthText(seconds, { locale, business: false }),
})
const place = (part: Partial<Place>): Place => ({
  queueId: 'q',
  queue: '総合',
  since: '2026-11-23T01:00:00Z',
  position: 1,
  expectedSeconds: null,
  nobody: null,
  ...part,
})
const why = (part: Partial<NonNullable<Routed['why']>> = {}): NonNullable<Routed['why']> => ({
  mode: 'load',
  here: 3,
  able: 3,
  by: 'load',
  skills: [],
  language: null,
  points: 1,
  load: 3,
  capacity: 8,
  overflow: false,
  ...part,
})
const routed = (part: Partial<Routed> = {}): Routed => ({
  id: 'r',
  queueId: 'q',
  queue: '返品',
  since: '2026-11-23T01:00:00Z',
  at: '2026-11-23T01:12:30Z',
  agentId: 'a',
  why: why(),
  ...part,
})

describe('where a conversation waits', () => {
  it('is said with its place and that it goes on', () => {
    expect(placeWords(place({}), manner('ja'))).toEqual([
      'キュー「総合」の先頭で待っています。',
      'まもなく担当が決まります。',
    ])
  })
  it('says why nobody has it, and how long that may take, to the minute', () => {
    const waits = place({ position: 3, expectedSeconds: 610, nobody: 'room' })
    expect(placeWords(waits, manner('ja'))).toEqual([
      'キュー「総合」の3番目で待っています。',
      '対応できるメンバーは、全員が上限まで担当しています。空きができると割り当てられます。',
      '担当が決まるまで約11分の見込みです。',
    ])
    expect(placeWords({ ...waits, expectedSeconds: 20 }, manner('en'))[2]).toBe(
      'Likely to be assigned within a minute.',
    )
    expect(placeWords({ ...waits, expectedSeconds: null }, manner('en'))[2]).toBe(
      'How long this takes is not known yet.',
    )
  })
  it('promises nothing of a queue that people take from', () => {
    expect(placeWords(place({ nobody: 'by-hand', expectedSeconds: 60 }), manner('ja'))).toEqual([
      'キュー「総合」の先頭で待っています。',
      'このキューは自動では割り当てられません。メンバーが自分で担当を引き受けます。',
    ])
  })
  it('has words for everything that may be missing', () => {
    for (const nobody of ['here', 'sight', 'skill', 'language', 'room', 'by-hand'] as const)
      for (const locale of ['ja', 'en'] as const)
        expect(placeWords(place({ nobody }), manner(locale))[1]).not.toContain('nobody.')
  })
})

describe('why somebody has it', () => {
  const said = (part: Parameters<typeof why>[0], locale: 'ja' | 'en' = 'ja') =>
    whyWords(why(part), manner(locale))

  it('begins with what decided', () => {
    expect(said({})[0]).toBe('3人のうち最も余裕があったため（負荷 3/8）')
    expect(said({}, 'en')[0]).toBe('Had the most room of 3 people (load 3 of 8).')
    expect(said({ by: 'turn', mode: 'turn' })[0]).toBe(
      '3人のうち、前回の割り当てから最も時間がたっていたため（負荷 3/8）',
    )
    expect(said({ by: 'only', able: 1 })[0]).toBe('ほかに対応できる人がいなかったため（負荷 3/8）')
    expect(said({ by: 'last-agent' })[0]).toBe('前回もこの会話を担当していたため（負荷 3/8）')
  })
  it('names the skills and the language that fit, once', () => {
    const skills = [{ skillId: 'returns', level: 4 }]
    expect(said({ by: 'skills', skills, language: 'en' })).toEqual([
      '3人のうち条件に最も合っていたため（返品（レベル4）、英語）',
      'この会話の負荷は1ポイントです。',
    ])
    expect(said({ skills, language: 'en' })).toEqual([
      '3人のうち最も余裕があったため（負荷 3/8）',
      '求められた条件：返品（レベル4）、英語',
      'この会話の負荷は1ポイントです。',
    ])
    expect(said({ skills: [{ skillId: 'gone', level: 2 }] })[1]).toBe(
      '求められた条件：削除されたスキル（レベル2）',
    )
  })
  it('tells of those who were here and could not, and of help from another team', () => {
    expect(said({ here: 5, able: 3, overflow: true, points: 2 })).toEqual([
      '3人のうち最も余裕があったため（負荷 3/8）',
      'オンラインの5人のうち、対応できたのは3人でした。',
      'お待たせする時間が長くなったため、ほかのチームから応援に入りました。',
      'この会話の負荷は2ポイントです。',
    ])
    expect(said({ points: 2 }, 'en').at(-1)).toBe('This conversation counts as 2 points.')
    expect(said({ points: 1 }, 'en').at(-1)).toBe('This conversation counts as 1 point.')
  })
})

describe('how a conversation left its queue', () => {
  it('is given, taken by hand, or needed by nobody', () => {
    expect(routedWords(routed(), '佐藤', manner('ja'))).toBe(
      'キュー「返品」から佐藤さんに割り当てました（待ち時間は12分30秒）。',
    )
    expect(routedWords(routed({ at: '2026-11-23T01:00:20Z' }), 'Sato', manner('en'))).toBe(
      'Assigned from the queue “返品” to Sato, after less than a minute.',
    )
    expect(routedWords(routed({ why: null }), undefined, manner('ja'))).toContain(
      '不明な担当者さんが手動で担当になりました',
    )
    expect(routedWords(routed({ agentId: null, why: null }), undefined, manner('ja'))).toBe(
      'キュー「返品」で待っていましたが、割り当てる必要がなくなりました。',
    )
  })
})
