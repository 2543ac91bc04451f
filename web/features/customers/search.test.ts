import { expect, it } from 'vitest'
import { readCustomerSearch } from './search.ts'

it.each([
  [{ q: '山田' }, '山田'],
  [{ q: 5678 }, '5678'],
  [{ q: '  ' }, undefined],
  [{ q: ['a'] }, undefined],
  [{}, undefined],
])('%j', (search, q) => expect(readCustomerSearch(search)).toEqual({ q }))

it('keeps no more than an address bears', () => {
  expect(readCustomerSearch({ q: 'あ'.repeat(500) }).q).toHaveLength(200)
})
