import type { Wrong } from '../schema/wrong.ts'
import type { Question } from './question.ts'

/** Kind of the question whose answer is where our answer goes. */
const sender = 'email' // not-a-channel: the kind of a question

const isUnnamed = ({ ja = '', en = '' }: { ja?: string; en?: string }) => (ja + en).trim() === ''

/** What is wrong among the questions of a page, by path below them: `2.label`, `2.choices.0.label`, or `` for all. */
export function wrongQuestions(questions: readonly Question[]): Record<string, Wrong> {
  const found: Record<string, Wrong> = {}
  questions.forEach(({ kind, label, choices = [] }, place) => {
    if (isUnnamed(label)) found[`${place}.label`] = { kind: 'empty' }
    if (kind === 'choice' && choices.length === 0) found[`${place}.choices`] = { kind: 'noChoices' }
    choices.forEach((choice, at) => {
      if (isUnnamed(choice.label)) found[`${place}.choices.${at}.label`] = { kind: 'empty' }
    })
  })
  const first = questions.find(({ kind }) => kind === sender)
  if (!first?.required || first.showWhen || first.languages) found[''] = { kind: 'noSender' }
  return found
}
