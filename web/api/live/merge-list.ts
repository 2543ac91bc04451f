import type { InfiniteData } from '@tanstack/react-query'
import type { Conversation, Filter } from '../types.ts'
import { belongs, compareRows, type Viewer } from './belongs.ts'

interface Page {
  items: Conversation[]
  next: string | null
}

/** A conversation list as the cache keeps it. */
export type ListData = InfiniteData<Page, string | undefined>

/** A list without a row. */
export const without = (data: ListData, id: string): ListData => ({
  ...data,
  pages: data.pages.map((page) =>
    page.items.some((item) => item.id === id)
      ? { ...page, items: page.items.filter((item) => item.id !== id) }
      : page,
  ),
})

function withRow(data: ListData, row: Conversation, sort: Filter['sort']): ListData {
  const pages = [...data.pages]
  for (const [index, page] of pages.entries()) {
    const place = page.items.findIndex((item) => compareRows(sort, row, item) < 0)
    if (place >= 0) {
      pages[index] = { ...page, items: page.items.toSpliced(place, 0, row) }
      return { ...data, pages }
    }
  }
  const last = pages.at(-1)
  // Below everything that is loaded: it comes with its page, unless there is none.
  if (!last || last.next !== null) return data
  pages[pages.length - 1] = { ...last, items: [...last.items, row] }
  return { ...data, pages }
}

/**
 * A list after a conversation was pushed: the row changes, enters, leaves or moves. Gives the same object when
 * nothing changes (an older version, not on this list), and 'unknown' when only the server can tell. `anew`: a row of
 * the version that is shown is another one, too, since what this screen guessed changes no version.
 */
export function mergeIntoList(
  data: ListData,
  row: Conversation,
  filter: Filter,
  viewer: Viewer,
  anew = false,
): ListData | 'unknown' {
  const present = data.pages.flatMap((page) => page.items).find((item) => item.id === row.id)
  if (present && (present.version > row.version || (!anew && present.version === row.version))) return data
  const verdict = belongs(filter, row, viewer)
  if (verdict === 'unknown' && !present) return 'unknown'
  if (verdict === false) return present ? without(data, row.id) : data
  return withRow(present ? without(data, row.id) : data, row, filter.sort)
}

/** The rows of a list in order, each once: a row that moved between two fetches would stand on two pages. */
export function rowsOf(data: { pages: Page[] } | undefined): Conversation[] {
  const seen = new Set<string>()
  const rows: Conversation[] = []
  for (const row of data?.pages.flatMap((page) => page.items) ?? []) {
    if (seen.has(row.id)) continue
    seen.add(row.id)
    rows.push(row)
  }
  return rows
}
