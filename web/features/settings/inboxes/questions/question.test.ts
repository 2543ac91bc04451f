import { describe, expect, it } from 'vitest'
import {
  conditionsFor,
  freeName,
  newQuestion,
  type Question,
  replaced,
  textOf,
  tidied,
  withoutLostConditions,
} from './question.ts'

const label = { ja: '種類', en: 'Kind' }
const category: Question = {
  key: 'category',
  kind: 'choice',
  label,
  choices: [
    { value: 'a', label },
    { value: 'b', label },
  ],
}
const order: Question = {
  key: 'order',
  kind: 'text',
  label,
  showWhen: { field: 'category', equals: ['a', 'b'] },
}

describe('questions', () => {
  it('get a key of their own', () => {
    expect(freeName('choice', ['choice', 'choice2'])).toBe('choice3')
    expect(newQuestion('order-number', label, []).key).toBe('ordernumber')
    expect(newQuestion('choice', label, [category]).choices).toHaveLength(1)
    expect(newQuestion('text', label, [{ ...order, key: 'text' }]).key).toBe('text2')
  })
  it('are saved without empty parts', () => {
    const saved = tidied({
      ...order,
      help: { ja: '', en: '' },
      languages: [],
      showWhen: { field: 'category', equals: [] },
      maxLength: Number.NaN,
    })
    expect(saved).toEqual({ key: 'order', kind: 'text', label })
  })
  it('depend only on choices and boxes further up', () => {
    expect(conditionsFor([category, order], 1)).toEqual([category])
    expect(conditionsFor([order, category], 0)).toEqual([])
  })
  it('lose a condition when its question is below them, gone, or has lost the answer', () => {
    expect(withoutLostConditions([category, order])).toEqual([category, order])
    expect(withoutLostConditions([order, category])[0]).not.toHaveProperty('showWhen')
    expect(withoutLostConditions([order])[0]).not.toHaveProperty('showWhen')
    const onlyA = { ...category, choices: [{ value: 'a', label }] }
    expect(withoutLostConditions([onlyA, order])[1]?.showWhen).toEqual({ field: 'category', equals: ['a'] })
  })
  it('that get another key keep those that depend on them, and never take a key that is taken', () => {
    const renamed = replaced([category, order], 0, { ...category, key: 'topic' })
    expect(renamed.map(({ key }) => key)).toEqual(['topic', 'order'])
    expect(renamed[1]?.showWhen).toEqual({ field: 'topic', equals: ['a', 'b'] })
    expect(replaced([category, order], 1, { ...order, key: 'category' })[1]?.key).toBe('category2')
  })
  it('are named in the language of the screen where they have one', () => {
    expect(textOf(label, 'en')).toBe('Kind')
    expect(textOf({ ja: '種類' }, 'en')).toBe('種類')
  })
})
