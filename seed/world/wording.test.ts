import { expect, test } from 'vitest'
import { createRandom } from './random.ts'
import { createWording } from './wording.ts'

const wording = (...traits: string[]) => createWording(createRandom('wording'), new Set(traits), 64)

test('what was told binds what follows', () => {
  const words = wording()
  expect(words.pick(['<q:rust> It rusts.'])).toBe('It rusts.')
  for (let i = 0; i < 50; i++) {
    expect(words.pick(['<q:break> A new one.', '<q:rust> Oil it.', '<q:rust,q:dust> Wipe it.'])).not.toBe(
      'A new one.',
    )
  }
  expect(words.can(['<q:break> It broke.'])).toBe(false)
  expect(words.pick(['<!q:rust> No rust.'])).toBeUndefined()
  expect(words.pick(['<+q:rust> Tried that.'])).toBe('Tried that.')
})

test('a need is not met by silence', () => {
  expect(wording().can(['<+q:rust> Tried that.'])).toBe(false)
  expect(wording().can(['<!q:rust> Fine.'])).toBe(true)
})

test('traits and ages of who speaks', () => {
  const words = wording('woman', 'skin')
  expect(words.can(['<?skin/food> x'])).toBe(true)
  expect(words.can(['<?food> x'])).toBe(false)
  expect(words.can(['<?woman,?60+> x'])).toBe(true)
  expect(words.can(['<?-42> x'])).toBe(false)
})

test('text that only looks like a condition stays', () => {
  expect(wording().pick(['@Grace are you OK with this?'])).toBe('@Grace are you OK with this?')
})
