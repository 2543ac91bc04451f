import { expect, it } from 'vitest'
import { firstFields, isNumber, numberIn } from './step-values.ts'

const text = { en: 'x', ja: 'x' }
const action = {
  schema: {
    properties: {
      title: { type: 'string' },
      dueHours: { type: 'integer' },
      weight: { type: 'integer', default: 2 },
      for: { type: 'string' },
      tags: { type: 'array' },
    },
  },
  fields: [
    { path: 'title', label: text },
    { path: 'dueHours', label: text },
    { path: 'weight', label: text },
    { path: 'for', label: text, choices: { nobody: text, holder: text } },
    { path: 'tags', label: text, as: 'several' as const },
  ],
} as unknown as Parameters<typeof firstFields>[0]

it('begin with what is usual, and with nothing where a number may be left out', () => {
  expect(firstFields(action)).toEqual({ title: '', weight: 2, for: 'nobody', tags: [] })
})

it('take numbers as they are typed, and none where the field was emptied', () => {
  expect(isNumber(action, 'dueHours')).toBe(true)
  expect(isNumber(action, 'title')).toBe(false)
  expect(['24', '２４', ' 24 時間', '', '時間'].map(numberIn)).toEqual([24, 24, 24, undefined, undefined])
})
