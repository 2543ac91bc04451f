import type { Effect } from '../../kernel/actions/index.ts'
import type { Condition } from '../../kernel/conditions/index.ts'
import type { Expression, Leaf } from '../../kernel/contract-conditions.ts'

type Part = Expression | Expression['of'][number]

/** Conditions that all must hold. */
const demanded = (part: Part | null): Leaf[] => {
  if (part === null) return []
  if (!('of' in part)) return [part]
  return part.match === 'all' || part.of.length === 1 ? part.of.flatMap((one) => demanded(one)) : []
}

const valuesOf = ({ value }: Leaf): readonly string[] => (Array.isArray(value) ? value : [])

const PAIRS: readonly (readonly [Leaf['how'], Leaf['how']])[] = [
  ['yes', 'no'],
  ['empty', 'filled'],
]

/** True where no value fits both; of what one value alone can be. */
const apart = (one: Leaf, other: Leaf): boolean => {
  if (PAIRS.some(([a, b]) => (one.how === a && other.how === b) || (one.how === b && other.how === a)))
    return true
  if (one.how === 'any-of' && other.how === 'any-of')
    return valuesOf(one).every((value) => !valuesOf(other).includes(value))
  const [some, none] = one.how === 'any-of' ? [one, other] : [other, one]
  if (some.how !== 'any-of') return false
  if (none.how === 'empty') return true
  return none.how === 'none-of' && valuesOf(some).every((value) => valuesOf(none).includes(value))
}

const isChoice = (conditions: ReadonlyMap<string, Condition>, { condition }: Leaf): boolean =>
  ['choice', 'flag'].includes(conditions.get(condition)?.kind ?? '')

/** True where two rules can never hold for the same conversation, as far as that can be told from their conditions. */
export const excludes = (
  conditions: ReadonlyMap<string, Condition>,
  one: Expression | null,
  other: Expression | null,
): boolean =>
  demanded(one).some((leaf) =>
    demanded(other).some(
      (against) => leaf.condition === against.condition && isChoice(conditions, leaf) && apart(leaf, against),
    ),
  )

/** True where conditions can't hold right after something was set. */
export const contradicts = (
  conditions: ReadonlyMap<string, Condition>,
  applies: Expression | null,
  { of, to }: Effect,
): boolean => {
  if (to === undefined) return false
  return demanded(applies).some((leaf) => {
    if (leaf.condition !== of || !isChoice(conditions, leaf)) return false
    if (leaf.how === 'any-of') return to === null || !valuesOf(leaf).includes(to)
    if (leaf.how === 'none-of') return to !== null && valuesOf(leaf).includes(to)
    return leaf.how === 'empty' ? to !== null : leaf.how === 'filled' && to === null
  })
}
