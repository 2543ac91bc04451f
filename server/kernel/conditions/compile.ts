import type { How, Leaf } from '../contract-conditions.ts'
import { searchText } from '../search-text.ts'
import { COMPARISONS, HOWS, operandOf, OPPOSITES, type Operand } from './comparisons.ts'
import type { Condition } from './condition.ts'
import type { Seen } from './seen.ts'

/** True where a comparison holds for what was seen. */
export type Test = (seen: Seen) => boolean

/** Values made ready to be compared; without those of which nothing is left. */
const foldedWords = (operand: Operand): string[] =>
  (operand as readonly string[]).map(searchText).filter((word) => word !== '')

const textTest =
  (holds: (text: string, word: string) => boolean) =>
  (operand: Operand): Test => {
    const words = foldedWords(operand)
    return ({ folded: [text] }) => text !== undefined && words.some((word) => holds(text, word))
  }

const numberTest =
  (holds: (seen: number, wanted: number) => boolean) =>
  (operand: Operand): Test =>
  ({ value }) =>
    typeof value === 'number' && holds(value, operand as number)

const momentTest =
  (holds: (at: number, wanted: number, now: number) => boolean) =>
  (operand: Operand, now: Date): Test =>
  ({ value }) =>
    value instanceof Date && holds(value.getTime(), operand as number, now.getTime())

type Maker = (operand: Operand, now: Date) => Test

const TEXTS: Partial<Record<How, Maker>> = {
  contains: textTest((text, word) => text.includes(word)),
  'any-of': textTest((text, word) => text === word),
  'starts-with': textTest((text, word) => text.startsWith(word)),
  'ends-with': textTest((text, word) => text.endsWith(word)),
}

const NUMBERS: Partial<Record<How, Maker>> = {
  equals: numberTest((seen, wanted) => seen === wanted),
  'more-than': numberTest((seen, wanted) => seen > wanted),
  'at-least': numberTest((seen, wanted) => seen >= wanted),
  'less-than': numberTest((seen, wanted) => seen < wanted),
  'at-most': numberTest((seen, wanted) => seen <= wanted),
}

// What is still to come was neither long ago nor lately.
const MOMENTS: Partial<Record<How, Maker>> = {
  'older-than': momentTest((at, length, now) => now - at >= length),
  'younger-than': momentTest((at, length, now) => at <= now && now - at < length),
  before: momentTest((at, wanted) => at < wanted),
  after: momentTest((at, wanted) => at > wanted),
}

const FLAGS: Partial<Record<How, Maker>> = {
  yes:
    () =>
    ({ value }) =>
      value === true,
}

const CHOICES: Partial<Record<How, Maker>> = {
  'any-of': (operand) => {
    const wanted = new Set(operand as readonly string[])
    return ({ value }) => typeof value === 'string' && wanted.has(value)
  },
}

/** Lists of choices are compared as they are, free ones as texts. */
const listTest =
  (how: 'some' | 'every', isFree: boolean): Maker =>
  (operand) => {
    const wanted = isFree ? foldedWords(operand) : [...(operand as readonly string[])]
    return (seen) => {
      const has = isFree ? seen.folded : ((seen.value ?? []) as readonly string[])
      return wanted.length > 0 && wanted[how]((word) => has.includes(word))
    }
  }

const isEmpty: Test = (seen) =>
  seen.value === null ||
  (typeof seen.value === 'string' && seen.folded[0] === '') ||
  (Array.isArray(seen.value) && seen.value.length === 0)

const makerOf = ({ kind, choices }: Condition, how: How): Maker | undefined => {
  if (how === 'empty') return () => isEmpty
  if (kind === 'list') return listTest(how === 'all-of' ? 'every' : 'some', choices === undefined)
  return { choice: CHOICES, text: TEXTS, number: NUMBERS, moment: MOMENTS, flag: FLAGS }[kind][how]
}

/** A leaf made ready; undefined where it asks for what its condition does not have. Such a leaf holds for nobody. */
export const compileLeaf = (condition: Condition, { how, value }: Leaf, now: Date): Test | undefined => {
  if (!HOWS[condition.kind].includes(how)) return undefined
  const operand = operandOf(COMPARISONS[how].takes, value)
  if (operand === null) return undefined
  const opposite = OPPOSITES[how]
  const test = makerOf(condition, opposite ?? how)?.(operand, now)
  return test && opposite ? (seen) => !test(seen) : test
}

/** True where something is left of a value to be compared with. */
export const isComparable = (value: string): boolean => searchText(value) !== ''
