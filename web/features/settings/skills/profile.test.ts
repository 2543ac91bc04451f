import { describe, expect, it } from 'vitest'
import { bodyOf, draftOf, isWithin, languageItems, type Profile } from './profile.ts'

const profile: Profile = {
  agentId: 'a',
  skills: [
    { skillId: 'returns', level: 4 },
    { skillId: 'gone', level: 1 },
  ],
  languages: [{ language: 'en', level: 3 }],
  capacity: null,
  chats: 2,
}

describe('a profile in a form', () => {
  it('comes back as it was, without skills that were removed meanwhile', () => {
    const { agentId: _, ...kept } = profile
    expect(bodyOf(draftOf(profile), new Set(['returns', 'gone']))).toEqual(kept)
    expect(bodyOf(draftOf(profile), new Set(['returns'])).skills).toEqual([{ skillId: 'returns', level: 4 }])
  })
  it('knows which numbers are none', () => {
    expect([undefined, 0, 1000].map((number) => isWithin(number, 1000))).toEqual([true, true, true])
    expect([1001, -1, 2.5, Number.NaN].map((number) => isWithin(number, 1000))).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

it('offers languages by name, and keeps one that is seldom', () => {
  const items = languageItems('ja', ['eo'])
  expect(items[0]).toEqual({ id: 'ja', label: '日本語' })
  expect(items.at(-1)?.id).toBe('eo')
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
})
