import type { Request } from '../../api/types.ts'

const states = ['usable', 'waiting', 'expired', 'archived', 'all'] as const

/** What of the library is looked at, as it stands in the address. */
export interface LibrarySearch {
  q?: string | undefined
  state?: (typeof states)[number] | undefined
  folder?: string | undefined
  teamId?: string | undefined
  language?: string | undefined
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : undefined

/** Reads what of the library is looked at out of an address. */
export function readLibrarySearch(search: Record<string, unknown>): LibrarySearch {
  const teamId = textOf(search['teamId'])
  const language = textOf(search['language'])
  return {
    q: textOf(search['q'])?.trim() || undefined,
    state: states.find((one) => one === search['state']),
    folder: textOf(search['folder'])?.slice(0, 100) || undefined,
    teamId: /^[0-9a-f-]{36}$/i.test(teamId ?? '') ? teamId : undefined,
    language: /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(language ?? '') ? language : undefined,
  }
}

/** The query of the API for it. Where nothing is said, everything that is not put away: drafts of one's own among it. */
export const toQuery = (
  { state = 'all', ...rest }: LibrarySearch,
  limit: number,
): NonNullable<Request<'templates.listTemplates'>['query']> => ({ ...rest, state, limit })
