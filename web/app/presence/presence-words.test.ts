import i18next from 'i18next'
import { expect, it } from 'vitest'
import en from '../../locales/en/presence.json' with { type: 'json' }
import ja from '../../locales/ja/presence.json' with { type: 'json' }
import { lookOf, presenceWords } from './presence-words.ts'

const texts = i18next.createInstance()
await texts.init({
  lng: 'ja',
  resources: { ja: { presence: ja }, en: { presence: en } },
  defaultNS: 'presence',
  interpolation: { escapeValue: false },
})
const say = (language: string, ...[look, reason]: [Parameters<typeof presenceWords>[1], string | null]) =>
  presenceWords(texts.getFixedT(language, 'presence'), look, reason)

it('says what somebody does, with the reason where there is one', () => {
  expect(say('ja', 'away', '昼休み')).toBe('離席中（昼休み）')
  expect(say('en', 'away', 'lunch')).toBe('Away (lunch)')
  expect(say('ja', 'online', null)).toBe('オンライン')
})

it('tells who is online without an open screen from who is here', () => {
  expect(lookOf({ state: 'online', here: true })).toBe('online')
  expect(lookOf({ state: 'online', here: false })).toBe('gone')
  // Who said that they are on a call is on a call, whatever is open.
  expect(lookOf({ state: 'call', here: false })).toBe('call')
})
