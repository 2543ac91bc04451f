import { describe, expect, it } from 'vitest'
import { detailsOf, startOfDay, wordsOf } from './describe.ts'

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

describe('a day', () => {
  it('begins at midnight of the workspace, also when clocks change', () => {
    expect(startOfDay('2026-11-22', 'Asia/Tokyo')).toBe('2026-11-21T15:00:00.000Z')
    expect(startOfDay('2026-11-22', 'Asia/Tokyo', 1)).toBe('2026-11-22T15:00:00.000Z')
    expect(startOfDay('2026-03-29', 'Europe/London')).toBe('2026-03-29T00:00:00.000Z')
    expect(startOfDay('2026-03-29', 'Europe/London', 1)).toBe('2026-03-29T23:00:00.000Z')
    expect(startOfDay('', 'Asia/Tokyo')).toBeUndefined()
  })
})
