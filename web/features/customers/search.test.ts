import { expect, it } from 'vitest'
import { filtersIn, readCustomerSearch, toQuery } from './search.ts'

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

it('reads filters, and nothing that is none', () => {
  const search = {
    kind: 'phone',
    language: 'ja',
    open: true,
    seen: 7,
    created: 30,
    attribute: 'rank',
    value: 3,
  }
  expect(readCustomerSearch(search)).toEqual({ ...search, q: undefined, value: '3' })
  expect(filtersIn(readCustomerSearch({ ...search, q: 'x' }))).toBe(6)
  const wrong = { kind: {}, language: '../x', open: 'maybe', seen: 5, created: '7', value: 'no attribute' }
  expect(filtersIn(readCustomerSearch(wrong))).toBe(0)
  expect(readCustomerSearch(wrong).value).toBeUndefined()
})

it('asks from the beginning of an hour', () => {
  const now = Date.parse('2026-11-22T10:42:05Z')
  expect(toQuery({ seen: 7, open: false }, now)).toMatchObject({
    seenSince: '2026-11-15T10:00:00.000Z',
    open: 'false',
  })
})
