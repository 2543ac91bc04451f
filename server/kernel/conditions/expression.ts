import type { Expression, Leaf } from '../contract-conditions.ts'
import { COMPARISONS } from './comparisons.ts'

/** A leaf or a group of an expression. */
export type Part = Leaf | Group

interface Group {
  match: 'all' | 'any'
  of: readonly Part[]
}

/** A part with where it stands, counted from one: `2-1` is the first in the second; empty for the whole. */
interface Placed {
  place: string
  leaf: Leaf | undefined
  /** How many stand in it; of a group. */
  size: number
}

/** True for what may hold at another time although nothing happened: it compares a moment with now or with another one. */
export const dependsOnTime = (expression: Expression): boolean =>
  partsOf(expression).some(({ leaf }) => leaf && ['duration', 'moment'].includes(COMPARISONS[leaf.how].takes))

/** All parts of an expression with their places. */
export const partsOf = (expression: Expression): Placed[] => placed(expression, '')

const placed = (part: Part, place: string): Placed[] =>
  'of' in part
    ? [
        { place, leaf: undefined, size: part.of.length },
        ...part.of.flatMap((one, at) => placed(one, `${place}${place && '-'}${at + 1}`)),
      ]
    : [{ place, leaf: part, size: 0 }]
