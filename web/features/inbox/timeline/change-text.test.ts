import i18next from 'i18next'
import { expect, it } from 'vitest'
import type { Change } from '../../../api/types.ts'
import inbox from '../../../locales/ja/inbox.json' with { type: 'json' }
import words from '../../../locales/ja/words.json' with { type: 'json' }
import { changeText } from './change-text.ts'

const texts = i18next.createInstance()
await texts.init({
  lng: 'ja',
  resources: { ja: { inbox, words } },
  defaultNS: 'inbox',
  interpolation: { escapeValue: false },
})
const known = new Map([['known', { name: '返品窓口' }]])
const names = { agents: known, teams: known, inboxes: known }
const say = (kind: Change['kind'], to: string | null, from: string | null = null) =>
  changeText(texts.getFixedT('ja', 'inbox'), names, {
    id: 'x',
    conversationId: 'c',
    at: '',
    kind,
    from,
    to,
    actor: { kind: 'agent', id: 'a', name: '佐藤' },
  } as Change)

it('names what is there', () => {
  expect(say('team', 'known')).toContain('返品窓口')
  expect(say('subject', '返品について')).toContain('返品について')
})
it('names a tag as it was called, also when it is deleted', () => {
  expect(say('tagged', '返品')).toContain('「返品」')
  expect(say('untagged', null, '返品')).toContain('「返品」')
})
it('says what was deleted since without its id', () => {
  const id = '0193c2a4-0000-7000-8000-000000000000'
  for (const kind of ['assigned', 'team', 'moved'] as const) {
    expect(say(kind, id)).not.toContain(id)
  }
  expect(say('team', id)).toContain('削除されたチーム')
})
it('tells a removed team from a removed agent', () => {
  expect(say('team', null)).toContain('チーム')
  expect(say('assigned', null)).toContain('担当')
  expect(say('team', null)).not.toBe(say('assigned', null))
})
