import { describe, expect, it } from 'vitest'
import { keyOf } from './key-of.ts'

describe('the key of a new attribute', () => {
  it('is made of its name where that can be', () => {
    expect(keyOf('Loyalty rank', [])).toBe('loyalty_rank')
    expect(keyOf('  VIP!  ', [])).toBe('vip')
    expect(keyOf('x'.repeat(60), [])).toBe('x'.repeat(30))
  })
  it('is made up where the name has no letters that a key can have', () => {
    expect(keyOf('会員ランク', [])).toMatch(/^field_[a-z0-9]{6}$/)
    expect(keyOf('2026年', [])).toMatch(/^field_[a-z0-9]{6}$/)
  })
  it('is never one that is there', () => {
    expect(keyOf('Rank', ['rank'])).toBe('rank_2')
    expect(keyOf('Rank', ['rank', 'rank_2'])).toBe('rank_3')
  })
})
