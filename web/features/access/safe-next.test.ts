import { expect, it } from 'vitest'
import { safeNext } from './safe-next.ts'

it.each([
  ['/inbox/1?view=mine', '/inbox/1?view=mine'],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['https://evil.example', undefined],
  ['/sign-in?next=/x', undefined],
  [['/inbox'], undefined],
  [undefined, undefined],
])('%j', (next, expected) => expect(safeNext(next)).toBe(expected))
