import { expect, it } from 'vitest'
import { writtenDay } from './written-day.ts'

it.each([
  ['2027-01-01', 'ja', '2027/1/1(金)'],
  ['2027-01-01', 'en', 'Fri, Jan 1, 2027'],
  ['2027-13-41', 'ja', '2027-13-41'],
])('writes %s in %s as %s', (date, language, words) => expect(writtenDay(date, language)).toBe(words))
