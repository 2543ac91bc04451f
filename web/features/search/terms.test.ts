import { expect, it } from 'vitest'
import { readTerms, startOf } from './terms.ts'

it('reads what makes sense', () => {
  expect(readTerms({ q: 12345, inboxId: 'x', period: 'decade' })).toEqual({ q: '12345' })
  expect(readTerms({ q: '返品', period: 'month' })).toEqual({ q: '返品', period: 'month' })
  expect(readTerms({ q: 'あ'.repeat(300) }).q).toHaveLength(200)
})

it('keeps the start of a period for an hour', () => {
  const now = Date.parse('2026-11-20T09:59:00Z')
  expect(startOf('week', now)).toBe('2026-11-13T09:00:00.000Z')
  expect(startOf('week', now - 59 * 60_000)).toBe(startOf('week', now))
  expect(startOf(undefined, now)).toBeUndefined()
})
