import type { SpokenRow, TurnRow } from './queries/history.ts'
import type { Step } from './replay.ts'

const LEFT = ['merged', 'unsplit']

/**
 * What became of one thread that a conversation (`place`) is made of: its statuses, and that it was merged. An undone merge
 * is as if it had not been: what it did to the status of the one that stayed counts for nothing.
 */
const turnsOf = (rows: readonly TurnRow[], place: string, homes: ReadonlyMap<string, string>): Step[] => {
  const leaves = rows.findLast(({ kind, from, number }) => LEFT.includes(kind) && from === number)
  const undone = rows.filter(
    ({ id, kind, from, number }) =>
      kind === 'merged' &&
      from !== number &&
      rows.some((later) => later.kind === 'unmerged' && later.to === from && later.id > id),
  )
  return rows.flatMap(({ id, home, number, kind, at, to }): Step[] => {
    if (kind === 'status' && to !== null)
      return undone.some((merge) => merge.at.getTime() === at.getTime() && merge.id < id)
        ? []
        : [{ id, home, at, kind: 'status', to }]
    // What is split off is open, whatever it was split off from.
    if (kind === 'split' && to === number) return [{ id, home, at, kind: 'status', to: 'open' }]
    if (id !== leaves?.id || home === place) return []
    return [{ id, home, at, kind: 'joined', into: homes.get(to ?? '') ?? place }]
  })
}

/** Rows by something that several have in common. */
export const grouped = <T>(rows: readonly T[], by: (row: T) => string): Map<string, T[]> => {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const group = found.get(by(row))
    if (group) group.push(row)
    else found.set(by(row), [row])
  }
  return found
}

/** What was said and what happened in each conversation, in one order. */
export const stepsOf = (spoken: readonly SpokenRow[], turns: readonly TurnRow[]): Map<string, Step[]> => {
  const found = new Map<string, Step[]>()
  const said = grouped(spoken, ({ conversationId }) => conversationId)
  const turned = grouped(turns, ({ conversationId }) => conversationId)
  for (const place of new Set([...said.keys(), ...turned.keys()])) {
    const rows = turned.get(place) ?? []
    const homes = new Map(rows.map(({ number, home }) => [number, home]))
    const threads = [...grouped(rows, ({ home }) => home).values()]
    const steps: Step[] = [
      ...(said.get(place) ?? []).map(({ conversationId: _, ...step }) => step),
      ...threads.flatMap((thread) => turnsOf(thread, place, homes)),
    ]
    found.set(
      place,
      steps.sort((one, other) => (one.id < other.id ? -1 : 1)),
    )
  }
  return found
}
