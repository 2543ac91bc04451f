import { describe, expect, it } from 'vitest'
import { detailsOf, wordsOf } from './describe.ts'

describe('the details of an entry', () => {
  it('say what was before and what is now, one step deep', () => {
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
})

describe('a value', () => {
  const names = {
    nameOf: (id: string) => (id === 'team-1' ? 'お客様相談' : undefined),
    nothing: 'なし',
    yes: 'はい',
    no: 'いいえ',
  }
  it.each([
    [null, 'なし'],
    ['', 'なし'],
    [[], 'なし'],
    [false, 'いいえ'],
    [0, '0'],
    [['team-1', 'gone'], 'お客様相談, gone'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j', (value, words) => expect(wordsOf(value, names)).toBe(words))
})
