import type { Db } from '../db/handles.ts'
import type { Expression, Leaf } from '../contract-conditions.ts'
import { compileLeaf, type Test } from './compile.ts'
import { readAll, type Relation } from '../relations.ts'
import type { Condition } from './condition.ts'
import { partsOf, type Part } from './expression.ts'
import { Seen, type SeenValue } from './seen.ts'

/** Why an expression holds or not: each leaf with the value that it saw, in the shape of the expression. */
export type Why = WhyGroup | WhyLeaf

export interface WhyGroup {
  match: 'all' | 'any'
  held: boolean
  of: Why[]
}

export interface WhyLeaf extends Leaf {
  held: boolean
  /** Null where nothing was to be seen. */
  seen: SeenValue
}

/** What became of expressions over subjects; both answers are made when they are asked for, out of what was read. */
export interface Judged {
  /** Whether the expression at a place of those given holds for a subject. */
  holds(index: number, id: string): boolean
  why(index: number, id: string): WhyGroup
}

/** What is judged, and whom. */
export interface Judging {
  about: string
  ids: readonly string[]
  expressions: readonly Expression[]
  now: Date
  /** Of some, what of them just came, by its id. */
  at?: ReadonlyMap<string, string> | undefined
}

/** Judges expressions over subjects, each source of a condition read once. Who or what is not there holds for nothing. */
export const judge = async (
  db: Db,
  judging: Judging,
  known: ReadonlyMap<string, Condition>,
  relations: readonly Relation[],
): Promise<Judged> => {
  const leaves = judging.expressions.flatMap((one) => partsOf(one).flatMap(({ leaf }) => leaf ?? []))
  const used = [...new Set(leaves.map(({ condition }) => condition))].flatMap((name) => known.get(name) ?? [])
  const rowOf = await readAll(db, judging, used, relations)
  const tests = new Map<Leaf, Test | undefined>()
  for (const leaf of leaves) {
    const condition = known.get(leaf.condition)
    tests.set(leaf, condition && compileLeaf(condition, leaf, judging.now))
  }
  const seenBefore = new Map<string, Map<string, Seen | undefined>>(used.map(({ name }) => [name, new Map()]))
  const look = (name: string, id: string): Seen | undefined => {
    const [condition, before] = [known.get(name), seenBefore.get(name)]
    if (!condition || !before) return undefined
    if (!before.has(id)) {
      const row = rowOf(condition, id)
      before.set(id, row && new Seen(condition.kind, condition.value(row)))
    }
    return before.get(id)
  }
  const leafHolds = (leaf: Leaf, id: string): boolean => {
    const test = tests.get(leaf)
    const seen = test && look(leaf.condition, id)
    return seen !== undefined && (test?.(seen) ?? false)
  }
  const holds = (part: Part, id: string): boolean => {
    if (!('of' in part)) return leafHolds(part, id)
    if (part.of.length === 0) return false
    return part.match === 'all'
      ? part.of.every((one) => holds(one, id))
      : part.of.some((one) => holds(one, id))
  }
  const why = (part: Part, id: string): Why =>
    'of' in part
      ? { match: part.match, held: holds(part, id), of: part.of.map((one) => why(one, id)) }
      : { ...part, held: leafHolds(part, id), seen: look(part.condition, id)?.value ?? null }
  const at = (index: number): Expression => judging.expressions[index] as Expression
  return { holds: (index, id) => holds(at(index), id), why: (index, id) => why(at(index), id) as WhyGroup }
}
