import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** People, teams, inboxes, tags and settings change rarely and are needed everywhere: fetched once, kept. */
const kept = { staleTime: 30 * 60_000, gcTime: Number.POSITIVE_INFINITY } as const

/** Everybody who works here. */
export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: ({ signal }) => call('agents.listAgents', { signal }),
  ...kept,
})

/** All teams. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => call('agents.listTeams', { signal }),
  ...kept,
})

/** Inboxes in the caller's sight. */
export const inboxesQuery = queryOptions({
  queryKey: ['inboxes'],
  queryFn: ({ signal }) => call('inboxes.listInboxes', { signal }),
  ...kept,
})

/** All tags. */
export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: ({ signal }) => call('conversations.listTags', { signal }),
  ...kept,
})

/** The workspace's settings. */
export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => call('workspace.getWorkspace', { signal }),
  ...kept,
})
