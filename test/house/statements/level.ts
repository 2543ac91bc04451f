import type { Node } from 'libpg-query'
import { bindByConditions } from './conditions.ts'
import { readFrom, type From } from './from.ts'
import { asSelect, subLinksIn } from './nodes.ts'
import { WORKSPACE, quiet, type Context, type Entry, type Scope } from './scope.ts'

/** One level of a query: what it reads and under which condition. */
export interface Level {
  from: Node[]
  where: Node | undefined
  /** The table that an UPDATE or DELETE writes to. */
  target?: Entry
}

const read = (level: Level, known: boolean[], outer: Scope | undefined, context: Context): From => {
  const from = readFrom(level.from, level.target, known, outer, context)
  const binds = new Set(from.scope.entries)
  const where = level.where ? [{ expression: level.where, binds }] : []
  bindByConditions([...from.conditions, ...where], from.scope, context)
  return from
}

// What a LATERAL neighbour gives depends on what is bound beside it, and the other way round: read until nothing new
// comes out. Each reading can only add, so it ends.
const settle = (level: Level, outer: Scope | undefined, context: Context): boolean[] => {
  let known: boolean[] = []
  for (;;) {
    const { scope } = read(level, known, outer, quiet(context))
    const now = scope.entries.map((entry) => entry.bound)
    if (now.every((bound, at) => bound === (known[at] ?? false))) return now
    known = now
  }
}

const isPlain = (level: Level): boolean => level.from.every((item) => 'RangeVar' in item)

/** Finds out what a level binds, and reports each table of a workspace that it does not. */
export const checkLevel = (level: Level, outer: Scope | undefined, context: Context): Scope => {
  const known = isPlain(level) ? [] : settle(level, outer, context)
  const { scope } = read(level, known, outer, context)
  for (const entry of scope.entries) {
    if (entry.kind === 'table' && !entry.bound) {
      context.report(`${entry.title} is not bound: say ${entry.alias}.${WORKSPACE} = $n beside it`)
    }
  }
  return scope
}

/** Checks the sub-queries inside a statement's expressions. */
export const checkSubQueries = (statement: unknown, scope: Scope, context: Context): void => {
  for (const link of subLinksIn(statement)) {
    const select = asSelect(link.subselect)
    if (select) context.query(select, scope, context)
  }
}
