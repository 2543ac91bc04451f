import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output } from '../types.ts'

/** What somebody does just now. */
export type Presence = Output<'agents.listPresences'>[number]
export type PresenceState = Presence['state']

/** What everybody does, and whether they are here. Choices are pushed; who has gone is found by looking again. */
export const presencesQuery = queryOptions({
  queryKey: ['presences'],
  queryFn: ({ signal }) => call('agents.listPresences', { signal }),
})

/** The same for a list of people, which keeps up with who has gone. */
export const peopleHereQuery = queryOptions({
  ...presencesQuery,
  staleTime: 30_000,
  refetchInterval: 60_000,
})

/** Reasons that are offered for a state. */
export const presenceReasonsQuery = queryOptions({
  queryKey: ['presence-reasons'],
  queryFn: ({ signal }) => call('agents.listPresenceReasons', { signal }),
  staleTime: 0,
})

/** Skills that people may have, by name. */
export const skillsQuery = queryOptions({
  queryKey: ['skills'],
  queryFn: ({ signal }) => call('agents.listSkills', { signal }),
})

/** What each person can do, and how much they take at a time. Below the skills: what is pushed of them is about both. */
export const workProfilesQuery = queryOptions({
  queryKey: ['skills', 'profiles'],
  queryFn: ({ signal }) => call('agents.listWorkProfiles', { signal }),
})
