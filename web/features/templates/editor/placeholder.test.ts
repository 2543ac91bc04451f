import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeholder } from './placeholder.ts'

describe('a placeholder', () => {
  const plain = { filter: '', argument: '', fallBack: '' }
  it('bears what was chosen, in the order in which it is read', () => {
    expect(placeholder('customer.name', plain)).toBe('{{customer.name}}')
    expect(placeholder('customer.name', { ...plain, fallBack: 'お客様' })).toBe(
      '{{customer.name | default: お客様}}',
    )
    expect(placeholder('x.price', { filter: 'money', argument: 'JPY', fallBack: '無料' })).toBe(
      '{{x.price | money: JPY | default: 無料}}',
    )
  })
  it('ends where it ends, whatever is written instead of a value', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}｛｝|｜:a \n')) }), (fallBack) => {
        const made = placeholder('a.b', { ...plain, fallBack })
        expect(made.slice(2, -2)).not.toMatch(/[{}｛｝\n]/)
        expect(made.split(/[|｜]/).length).toBeLessThanOrEqual(2)
      }),
    )
  })
})
