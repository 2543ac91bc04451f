import { describe, expect, it } from 'vitest'
import { wrongQuestions } from './check-questions.ts'
import type { Question } from './question.ts'

const label = { ja: '名前' }
const address: Question = { key: 'address', kind: 'email', label, required: true }

describe('checking questions', () => {
  it('wants one address to answer to: required, always, in every language', () => {
    expect(wrongQuestions([address])).toEqual({})
    const bad: Question[][] = [
      [],
      [{ ...address, required: false }],
      [{ ...address, languages: ['ja'] }],
      [{ ...address, showWhen: { field: 'x', equals: ['y'] } }],
    ]
    for (const questions of bad) expect(wrongQuestions(questions)).toEqual({ '': { kind: 'noSender' } })
  })
  it('wants a name for each question and choice, and something to choose from', () => {
    const choice: Question = { key: 'a', kind: 'choice', label: { ja: ' ' }, choices: [] }
    const nameless: Question = { ...choice, label, choices: [{ value: '1', label: {} }] }
    expect(wrongQuestions([address, choice, nameless])).toEqual({
      '1.label': { kind: 'empty' },
      '1.choices': { kind: 'noChoices' },
      '2.choices.0.label': { kind: 'empty' },
    })
  })
})
