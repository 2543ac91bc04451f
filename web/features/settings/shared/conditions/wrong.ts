import type { Condition, Leaf } from '../../../../api/types.ts'
import { type Group, leavesOf } from './tree.ts'

/** What is wrong with a condition of an expression. */
type Wrong = 'unknown' | 'comparison' | 'value' | 'choice'

const mostConditions = 50

/** What a comparison of a condition compares with. */
export const takesOf = (leaf: Leaf, condition: Condition) =>
  condition.comparisons.find(({ how }) => how === leaf.how)?.takes

/** The values of a condition that has several. */
export const valuesOf = ({ value }: Leaf): readonly string[] => (Array.isArray(value) ? value : [])

/** The length of time of a condition that has one. */
export const lengthOf = ({ value }: Leaf) =>
  typeof value === 'object' && !Array.isArray(value) ? value : undefined

const isLength = (leaf: Leaf): boolean => {
  const { amount } = lengthOf(leaf) ?? { amount: 0 }
  return Number.isInteger(amount) && amount >= 1 && amount <= 100_000
}

/** Texts are compared by their letters and digits alone. */
const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

const isFilled: Record<
  NonNullable<ReturnType<typeof takesOf>>,
  (leaf: Leaf, condition: Condition) => boolean
> = {
  nothing: () => true,
  values: (leaf, { choices }) =>
    valuesOf(leaf).length > 0 && (choices !== null || valuesOf(leaf).every(saysSomething)),
  number: ({ value }) => typeof value === 'number' && Number.isFinite(value),
  duration: isLength,
  moment: ({ value }) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
}

/** What is wrong with a condition; `condition` is undefined where it is gone. */
export function wrongOf(leaf: Leaf, condition: Condition | undefined): Wrong | undefined {
  if (!condition) return 'unknown'
  const takes = takesOf(leaf, condition)
  if (!takes) return 'comparison'
  if (!isFilled[takes](leaf, condition)) return 'value'
  const known = condition.choices?.map(({ value }) => value)
  return known && valuesOf(leaf).some((value) => !known.includes(value)) ? 'choice' : undefined
}

/** What is wrong with an expression: of its first condition that is wrong, or that there are too many. */
export function wrongIn(expression: Group, conditions: readonly Condition[]): Wrong | 'many' | undefined {
  const leaves = leavesOf(expression)
  if (leaves.length > mostConditions) return 'many'
  return leaves
    .map((leaf) =>
      wrongOf(
        leaf,
        conditions.find(({ name }) => name === leaf.condition),
      ),
    )
    .find(Boolean)
}

/** A condition with one of its comparisons, and its value as far as that fits. */
export function leafWith(condition: Condition, how: Leaf['how'], before?: Leaf): Leaf {
  const takes = condition.comparisons.find((one) => one.how === how)?.takes
  const leaf = { condition: condition.name, how }
  if (before?.value !== undefined && takesOf(before, condition) === takes)
    return { ...leaf, value: before.value }
  if (takes === 'values') return { ...leaf, value: [] }
  return takes === 'duration' ? { ...leaf, value: { amount: 1, unit: 'hours' } } : leaf
}
