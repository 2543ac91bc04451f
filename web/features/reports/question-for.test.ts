import { expect, it } from 'vitest'
import { questionFor } from './question-for.ts'

const question = { from: '2026-11-01', to: '2026-11-22', agentId: 'a', openedBy: 'us' } as const

it('asks a level for no filter that it does not have', () => {
  expect(questionFor({ kind: 'flow' }, question)).toEqual(question)
  expect(questionFor({ kind: 'level' }, question)).toEqual({ ...question, openedBy: undefined })
})
