import { describe, expect, it } from 'vitest'
import { ApiProblem } from '../../api/problem.ts'
import { changesOver, errorsByField } from './form-state.ts'

describe('the state of a form', () => {
  it('is unchanged when a field is changed and changed back', () => {
    const saved = { name: '窓口', teams: ['a', 'b'], on: true }
    expect(changesOver(saved, { name: '窓口', teams: ['a', 'b'] })).toEqual({})
    expect(changesOver(saved, { name: '受付', teams: ['b', 'a'] })).toEqual({
      name: '受付',
      teams: ['b', 'a'],
    })
  })
  it('shows what the server says of a field beside that field', () => {
    const fields = [
      { path: 'body.name', message: 'too long' },
      { path: 'body.settings.smtp.host', message: 'missing' },
    ]
    expect(errorsByField(new ApiProblem({ code: 'invalid', status: 400, fields }))).toEqual({
      name: 'too long',
      'settings.smtp.host': 'missing',
    })
  })
})
