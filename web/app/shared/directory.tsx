import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { agentsQuery, inboxesQuery, tagsQuery, teamsQuery } from '../../api/reads/directory.ts'
import type { Agent, Inbox, Tag, Team } from '../../api/types.ts'

const byId = <T extends { id: string }>(list: readonly T[] = []): Map<string, T> =>
  new Map(list.map((one) => [one.id, one]))

interface Directory {
  agents: Map<string, Agent>
  teams: Map<string, Team>
  inboxes: Map<string, Inbox>
  tags: Map<string, Tag>
}

const Known = createContext<Directory>({
  agents: new Map(),
  teams: new Map(),
  inboxes: new Map(),
  tags: new Map(),
})

/** Watches the lists that names are looked up in once for everything inside: every row and message asks. */
export function DirectoryProvider({ children }: { children: ReactNode }) {
  const { data: agents } = useQuery(agentsQuery)
  const { data: teams } = useQuery(teamsQuery)
  const { data: inboxes } = useQuery(inboxesQuery)
  const { data: tags } = useQuery(tagsQuery)
  const directory = useMemo(
    () => ({ agents: byId(agents), teams: byId(teams), inboxes: byId(inboxes), tags: byId(tags) }),
    [agents, teams, inboxes, tags],
  )
  return <Known value={directory}>{children}</Known>
}

/** People by id. Empty until they are loaded. */
export const useAgents = (): Map<string, Agent> => useContext(Known).agents

/** Teams by id. */
export const useTeams = (): Map<string, Team> => useContext(Known).teams

/** Inboxes by id. */
export const useInboxes = (): Map<string, Inbox> => useContext(Known).inboxes

/** Tags by id. */
export const useTags = (): Map<string, Tag> => useContext(Known).tags
