import { describe, expect, it } from 'vitest'
import { settings, secrets } from './settings.ts'
import { shownFields } from './shown.ts'

const email = { key: 'email', kind: 'email', label: { ja: 'メール' }, required: true }
const about = {
  key: 'about',
  kind: 'choice',
  label: { ja: '種類' },
  choices: [
    { value: 'a', label: { ja: 'い' } },
    { value: 'b', label: { ja: 'ろ' } },
  ],
}
const complaintsOf = (fields: unknown): string[] =>
  settings.safeParse({ fields }).error?.issues.map(({ message }) => message) ?? []

describe('the settings of a form', () => {
  it('are complete without a word from the owner, and stay as they are when read again', () => {
    const all = settings.parse({})
    expect(settings.parse(JSON.parse(JSON.stringify(all)))).toEqual(all)
    expect(all.fields.map(({ key }) => key)).toEqual([
      'name',
      'kana',
      'email',
      'category',
      'order',
      'message',
      'files',
    ])
    expect(all.acknowledge.enabled).toBe(true)
    // As a new chat: one visitor sees both of a brand.
    expect(all.theme).toBe('light')
  })

  it('have a label in at least one language', () => {
    expect(complaintsOf([{ ...email, label: { ja: '', en: ' ' } }])).toEqual([
      'Write it in at least one language.',
    ])
    expect(complaintsOf([{ ...email, label: { en: 'Mail' } }])).toEqual([])
  })

  it('ask for an address that answers can go to, always', () => {
    const wanted = [expect.stringContaining('where answers go')]
    expect(complaintsOf([about])).toEqual(wanted)
    expect(complaintsOf([{ ...email, required: false }])).toEqual(wanted)
    expect(complaintsOf([about, { ...email, showWhen: { field: 'about', equals: ['a'] } }])).toEqual(wanted)
    expect(complaintsOf([{ ...email, languages: ['ja'] }])).toEqual(wanted)
  })

  it('have conditions that can come true', () => {
    const text = (showWhen: object) => ({ key: 't', kind: 'text', label: { ja: '他' }, showWhen })
    const of = (showWhen: object) => complaintsOf([email, about, text(showWhen)])[0]
    expect(of({ field: 'about', equals: ['a'] })).toBeUndefined()
    expect(of({ field: 'about', equals: ['c'] })).toBe('about has no choice c.')
    expect(of({ field: 'email', equals: ['a'] })).toContain('neither')
    expect(of({ field: 't', equals: ['a'] })).toContain('no field further up')
    expect(of({ field: 'constructor', equals: ['a'] })).toContain('no field further up')
  })

  it('name each field and each choice once, and give choices to choices', () => {
    expect(complaintsOf([email, { ...email, kind: 'text' }])).toEqual([
      'There are two fields with the key email.',
    ])
    expect(complaintsOf([email, { ...about, choices: [] }])).toEqual([
      'A choice needs something to choose from.',
    ])
    expect(complaintsOf([email, { ...about, choices: [about.choices[0], about.choices[0]] }])).toEqual([
      'Two choices have the same value.',
    ])
    expect(complaintsOf([email, { ...about, kind: 'text' }])).toEqual([
      'Only fields of the kind choice have choices.',
    ])
  })

  it('make a signing key once', () => {
    const first = secrets.parse({})
    expect(first.signing.length).toBeGreaterThanOrEqual(32)
    expect(secrets.parse(first)).toEqual(first)
    expect(secrets.parse({}).signing).not.toBe(first.signing)
  })
})

describe('which fields are shown', () => {
  const { fields } = settings.parse({
    fields: [
      email,
      about,
      { key: 'gift', kind: 'checkbox', label: { ja: '贈答' }, showWhen: { field: 'about', equals: ['a'] } },
      { key: 'card', kind: 'text', label: { ja: '文面' }, showWhen: { field: 'gift', equals: ['yes'] } },
      { key: 'kana', kind: 'text', label: { ja: 'カナ' }, languages: ['ja'] },
    ],
  })
  const shown = (answers: Record<string, string>, language: 'ja' | 'en' = 'en') => [
    ...shownFields(fields, language, answers),
  ]

  it('follows the answers, through fields that depend on each other, and the language', () => {
    expect(shown({})).toEqual(['email', 'about'])
    expect(shown({}, 'ja')).toEqual(['email', 'about', 'kana'])
    expect(shown({ about: 'a' })).toEqual(['email', 'about', 'gift'])
    expect(shown({ about: 'a', gift: 'yes' })).toEqual(['email', 'about', 'gift', 'card'])
    expect(shown({ about: 'b', gift: 'yes' })).toEqual(['email', 'about'])
  })
})
