import { expect, it } from 'vitest'
import { initialsOf } from './Avatar.tsx'

it.each([
  ['山田 花子', '山'],
  ['髙橋　一郎', '髙'],
  ['𠮷田', '𠮷'],
  ['Anna Maria Berg', 'AB'],
  ['support', 'S'],
  ['  ', '?'],
  ['', '?'],
])('%j becomes %j', (name, initials) => expect(initialsOf(name)).toBe(initials))
