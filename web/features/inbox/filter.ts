import { defaultFilter } from '../../api/reads/conversations.ts'
import type { Filter } from '../../api/types.ts'

/** A filter as it stands in the address: what is the default is left out. */
export type FilterSearch = Partial<Filter> & {
  /** The saved view that was chosen, so that it stays marked while its filter is changed. */
  saved?: string
  /** A message to show when a conversation opens: a hit of a search. */
  message?: string
}

const choices = {
  view: ['mine', 'unassigned', 'team', 'all', 'following', 'mentions'],
  status: ['open', 'pending', 'snoozed', 'resolved', 'any'],
  sort: ['newest', 'oldest', 'waiting', 'due'],
  priority: ['low', 'normal', 'high', 'urgent'],
} as const

const ids = ['teamId', 'inboxId', 'assigneeId', 'tagId', 'customerId', 'saved', 'message'] as const
const idShape = /^[0-9a-f-]{36}$/i

/** Reads the filter out of an address. What makes no sense is left out, so that an old link still opens. */
export function readSearch(search: Record<string, unknown>): FilterSearch {
  const read: Record<string, unknown> = {}
  for (const [name, allowed] of Object.entries(choices)) {
    const value = search[name]
    if (typeof value === 'string' && (allowed as readonly string[]).includes(value)) read[name] = value
  }
  for (const name of ids) {
    const value = search[name]
    if (typeof value === 'string' && idShape.test(value)) read[name] = value
  }
  if (search['waiting'] === true || search['waiting'] === 'true') read['waiting'] = true
  // Named even when it is refused: what is left out here would come through from the address as it is.
  const refused = Object.fromEntries(Object.keys(search).map((name) => [name, undefined]))
  return { ...refused, ...withoutDefaults(read) }
}

/** The filter without what is the default anyway, for short addresses. */
export function withoutDefaults(search: FilterSearch): FilterSearch {
  const defaults: Record<string, unknown> = defaultFilter
  return Object.fromEntries(
    Object.entries(search).filter(([name, value]) => value !== undefined && value !== defaults[name]),
  )
}

/** The whole filter behind an address, always with the same names in the same order: it is a cache key. */
export function filterOf({ saved: _saved, message: _message, ...search }: FilterSearch): Filter {
  return { ...defaultFilter, ...withoutDefaults(search) }
}

/** Whether two addresses ask for the same list. */
export function sameFilter(a: FilterSearch, b: FilterSearch): boolean {
  const text = (search: FilterSearch) => {
    const filter = filterOf(search)
    return JSON.stringify(filter, Object.keys(filter).sort())
  }
  return text(a) === text(b)
}

/** Conditions beside view, status and order: those that stand as chips above the list. */
export const conditionsOf = (filter: Filter): (keyof Filter)[] => {
  const conditions: (keyof Filter)[] = []
  if (filter.teamId && filter.view !== 'team') conditions.push('teamId')
  for (const name of ['inboxId', 'assigneeId', 'tagId', 'customerId', 'priority', 'waiting'] as const) {
    if (filter[name]) conditions.push(name)
  }
  return conditions
}
