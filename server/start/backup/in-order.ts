import { nameOf } from './format.ts'

interface Needing {
  schema: string
  name: string
  needs: readonly string[]
}

/** Tables so that each comes after those that its foreign keys point to. Throws when they point in a circle. */
export const inOrder = <T extends Needing>(tables: readonly T[]): T[] => {
  const done = new Set<string>()
  const sorted: T[] = []
  let rest = [...tables]
  while (rest.length > 0) {
    const ready = rest.filter((table) =>
      table.needs.every((need) => done.has(need) || !rest.some((other) => nameOf(other) === need)),
    )
    if (ready.length === 0) throw new Error(`foreign keys point in a circle: ${rest.map(nameOf).join(', ')}`)
    for (const table of ready) {
      done.add(nameOf(table))
      sorted.push(table)
    }
    rest = rest.filter((table) => !done.has(nameOf(table)))
  }
  return sorted
}
