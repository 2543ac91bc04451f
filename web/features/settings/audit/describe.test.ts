import { describe, expect, it } from 'vitest'
import { detailsOf, wordsOf } from './describe.ts'

describe('the details of an entry', () => {
  it('say what was before and what is now, part by part', () => {
    expect(
      detailsOf({
        name: { from: 'A', to: 'B' },
        with: 'passkey',
        settings: { title: { from: '', to: '窓口' }, colour: '#123456' },
        teamIds: ['1'],
      }),
    ).toEqual([
      { field: 'name', from: 'A', to: 'B', changed: true },
      { field: 'with', to: 'passkey', changed: false },
      { field: 'settings.title', from: '', to: '窓口', changed: true },
      { field: 'settings.colour', to: '#123456', changed: false },
      { field: 'teamIds', to: ['1'], changed: false },
    ])
  })

  it('say what differs where the whole thing was kept before and after', () => {
    expect(
      detailsOf({
        before: { name: 'A', state: 'active' },
        after: { name: 'B', state: 'active' },
        settingsBefore: {
          quote: 'last',
          receive: { how: 'nothing' },
          smtp: { host: 'mail.shop.example', user: '' },
        },
        settingsAfter: { quote: 'last', receive: { how: 'imap', host: 'mail.shop.example' } },
        secretsSet: ['password'],
      }),
    ).toEqual([
      { field: 'secretsSet', to: ['password'], changed: false },
      { field: 'name', from: 'A', to: 'B', changed: true },
      { field: 'settings.receive.how', from: 'nothing', to: 'imap', changed: true },
      { field: 'settings.receive.host', from: undefined, to: 'mail.shop.example', changed: true },
      { field: 'settings.smtp.host', from: 'mail.shop.example', to: undefined, changed: true },
    ])
  })
})

describe('a value', () => {
  const names = {
    nameOf: (id: string) => (id === 'team-1' ? 'お客様相談' : undefined),
    nothing: 'なし',
    yes: 'はい',
    no: 'いいえ',
    list: (words: readonly string[]) => words.join('、'),
    day: (date: string) => `${date}の日`,
  }
  it.each([
    [null, 'なし'],
    ['', 'なし'],
    [[], 'なし'],
    [false, 'いいえ'],
    [0, '0'],
    [['team-1', 'gone'], 'お客様相談、gone'],
    [{ a: 1, b: '', c: ['x', 'y'] }, '1 x、y'],
    [{}, 'なし'],
    [{ date: '2027-01-01', name: '元日', blocks: [] }, '2027-01-01の日 元日'],
    [[[{ opens: '09:00', closes: '21:00' }], []], '09:00–21:00、なし'],
  ])('%j', (value, words) => expect(wordsOf(value, names)).toBe(words))
})
