import type { Conversation } from '../../../api/types.ts'

/** What a list shows while it holds still, and how much news waits above. */
export interface HeldList {
  rows: Conversation[]
  /** Conversations that are new or have moved up since the list was last let go. */
  news: number
}

/**
 * Keeps the order that somebody reads: rows change where they are and leave, but nothing new comes in between and
 * nothing moves. What a further page brings is added at the end.
 */
export function holdOrder(shown: readonly string[], rows: readonly Conversation[]): HeldList {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const held: Conversation[] = []
  for (const id of shown) {
    const row = byId.get(id)
    if (row) held.push(row)
  }
  const known = new Set(shown)
  const lastKnown = rows.findLastIndex((row) => known.has(row.id))
  const further = held.length === 0 ? [] : rows.slice(lastKnown + 1)
  return { rows: [...held, ...further], news: countNews(held, rows, known, lastKnown) }
}

function countNews(
  held: Conversation[],
  rows: readonly Conversation[],
  known: Set<string>,
  lastKnown: number,
) {
  const place = new Map(held.map((row, index) => [row.id, index]))
  const seen = rows.slice(0, lastKnown + 1)
  let news = seen.filter((row) => !known.has(row.id)).length
  // A known row that now stands above one it stood below has moved up: something happened in it.
  let lowest = Number.POSITIVE_INFINITY
  for (const row of seen.toReversed()) {
    const at = place.get(row.id)
    if (at === undefined) continue
    if (at > lowest) news += 1
    lowest = Math.min(lowest, at)
  }
  return news
}

/** Rows with the open conversation kept at its place after it left the list: what one reads does not vanish. */
export function keepOpenRow(
  rows: readonly Conversation[],
  open: Conversation | undefined,
  place: number,
): Conversation[] {
  if (!open || place < 0 || rows.some((row) => row.id === open.id)) return [...rows]
  return rows.toSpliced(Math.min(place, rows.length), 0, open)
}
