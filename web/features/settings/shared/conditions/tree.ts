import type { Expression, Leaf } from '../../../../api/types.ts'

/** A condition with what it is compared with, or a group of such. */
export type Part = Leaf | Group

/** Conditions of which all must hold, or any. */
export interface Group {
  match: Expression['match']
  of: readonly Part[]
}

/** Where a part stands: its place in the whole, its place in that, and so on. The whole is at `[]`. */
export type Path = readonly number[]

/** An expression with where the keyboard goes on after a change. */
export interface Moved {
  whole: Group
  to: Path
}

/** Groups stand in each other so deep; the server takes no more. */
const deepest = 3

/** Whether a part is a group. */
export const isGroup = (part: Part): part is Group => 'of' in part

/** The part at a path. */
const partAt = (whole: Group, path: Path): Part | undefined =>
  path.reduce<Part | undefined>((part, at) => (part && isGroup(part) ? part.of[at] : undefined), whole)

/** All conditions of an expression, whatever group they stand in. */
export const leavesOf = (part: Part): Leaf[] => (isGroup(part) ? part.of.flatMap(leavesOf) : [part])

/** The whole with what stands at a path replaced by other parts. Groups that become empty go. */
function withParts(group: Group, [at, ...rest]: Path, parts: readonly Part[]): Group {
  const inside = (part: Part): readonly Part[] => {
    if (rest.length === 0) return parts
    if (!isGroup(part)) return [part]
    const next = withParts(part, rest, parts)
    return next.of.length === 0 ? [] : [next]
  }
  return { ...group, of: group.of.flatMap((part, place) => (place === at ? inside(part) : [part])) }
}

/** The whole with another part at a path. */
export const changedAt = (whole: Group, path: Path, part: Part): Group =>
  path.length === 0 && isGroup(part) ? part : withParts(whole, path, [part])

/** The whole with a part added behind those of the group at a path. */
export function addedTo(whole: Group, path: Path, part: Part): Moved {
  const group = partAt(whole, path)
  if (!group || !isGroup(group)) return { whole, to: path }
  const to = isGroup(part) ? [...path, group.of.length, 0] : [...path, group.of.length]
  return { whole: changedAt(whole, path, { ...group, of: [...group.of, part] }), to }
}

/** The whole without the part at a path; the keyboard goes on with what took its place, or stands before it. */
export function removedAt(whole: Group, path: Path): Moved {
  const next = withParts(whole, path, [])
  const above = path.slice(0, -1)
  const group = partAt(next, above)
  // Its group has gone with it.
  if (!group || !isGroup(group) || group.of.length === 0) return { whole: next, to: above.slice(0, -1) }
  return { whole: next, to: [...above, Math.min(path.at(-1) ?? 0, group.of.length - 1)] }
}

/** Whether a condition can go into a group: one that stands before it, or one of its own. */
export function canIndent(whole: Group, path: Path): boolean {
  const above = partAt(whole, path.slice(0, -1))
  return above !== undefined && isGroup(above) && above.of.length > 1 && path.length < deepest
}

/** Whether a group can take groups. */
export const takesGroups = (path: Path): boolean => path.length + 1 < deepest

const other = { all: 'any', any: 'all' } as const

/** Puts a condition into the group before it; where none stands there, into a group of its own. */
export function indented(whole: Group, path: Path): Moved {
  const above = path.slice(0, -1)
  const at = path.at(-1) ?? 0
  const [group, part, before] = [partAt(whole, above), partAt(whole, path), partAt(whole, [...above, at - 1])]
  if (!group || !isGroup(group) || !part || !canIndent(whole, path)) return { whole, to: path }
  if (before && isGroup(before)) {
    const into = [...above, at - 1]
    return {
      whole: changedAt(withParts(whole, path, []), into, { ...before, of: [...before.of, part] }),
      to: [...into, before.of.length],
    }
  }
  return { whole: changedAt(whole, path, { match: other[group.match], of: [part] }), to: [...path, 0] }
}

/** Takes a condition out of its group, to stand behind that. */
export function outdented(whole: Group, path: Path): Moved {
  const above = path.slice(0, -1)
  const [group, part] = [partAt(whole, above), partAt(whole, path)]
  if (above.length === 0 || !group || !isGroup(group) || !part) return { whole, to: path }
  const of = group.of.filter((_, at) => at !== path.at(-1))
  const outside = above.slice(0, -1)
  const at = (above.at(-1) ?? 0) + (of.length === 0 ? 0 : 1)
  return {
    whole: withParts(whole, above, of.length === 0 ? [part] : [{ ...group, of }, part]),
    to: [...outside, at],
  }
}
