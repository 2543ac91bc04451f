import { expect, it } from 'vitest'
import { searchVariantGroups, searchVariants } from './search-text-variants.ts'

const all = searchVariantGroups.flat()

it('names single Han characters that are left as they are by NFKC, each once', () => {
  for (const character of all) {
    expect(Array.from(character)).toHaveLength(1)
    expect(character).toMatch(/^\p{Script=Han}$/u)
    expect(character.normalize('NFKC')).toBe(character)
  }
  for (const group of searchVariantGroups) expect(group.length).toBeGreaterThan(1)
})

it('gives each character one that stands for it, and none that another one stands for', () => {
  const others = searchVariantGroups.flatMap((group) => group.slice(1))
  expect(others.filter((other, at) => others.indexOf(other) !== at)).toEqual([])
  const standing = searchVariantGroups.map(([one]) => one as string)
  expect(standing.filter((one) => searchVariants.has(one))).toEqual([])
  expect(searchVariants.size).toBe(others.length)
})

it('keeps names apart that only look alike', () => {
  const one = (character: string): string => searchVariants.get(character) ?? character
  for (const [a, b] of ['阪坂', '埼崎', '畠畑', '碕崎', '太大', '未末', '己已'] as const)
    expect(one(a as string)).not.toBe(one(b as string))
})
