import { useQuery } from '@tanstack/react-query'
import { agentsQuery, inboxesQuery, tagsQuery, teamsQuery } from '../../api/reads/directory.ts'
import type { Agent, Inbox, Tag, Team } from '../../api/types.ts'

const indexes = new WeakMap<readonly { id: string }[], Map<string, { id: string }>>()

/** Index of a fetched list by id, made once for each list. */
function byId<T extends { id: string }>(list: readonly T[]): Map<string, T> {
  const known = indexes.get(list)
  if (known) return known as Map<string, T>
  const made = new Map(list.map((one) => [one.id, one]))
  indexes.set(list, made)
  return made
}

/** People by id. Empty until they are loaded. */
export const useAgents = (): Map<string, Agent> => byId(useQuery(agentsQuery).data ?? none)

/** Teams by id. */
export const useTeams = (): Map<string, Team> => byId(useQuery(teamsQuery).data ?? none)

/** Inboxes by id. */
export const useInboxes = (): Map<string, Inbox> => byId(useQuery(inboxesQuery).data ?? none)

/** Tags by id. */
export const useTags = (): Map<string, Tag> => byId(useQuery(tagsQuery).data ?? none)

const none: never[] = []
