import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Kinds of channels that can be connected, with how their settings are asked for. Fixed while the server runs. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => call('inboxes.listChannels', { signal }),
  staleTime: 30 * 60_000,
})

/** The brands of the workspace. */
export const brandsQuery = queryOptions({
  queryKey: ['brands'],
  queryFn: ({ signal }) => call('workspace.listBrands', { signal }),
})

/** What is checked before a message is sent. */
export const sendChecksQuery = queryOptions({
  queryKey: ['send-checks'],
  queryFn: ({ signal }) => call('conversations.getSendChecks', { signal }),
})

/** Business hours and special days. */
export const hoursQuery = queryOptions({
  queryKey: ['hours'],
  queryFn: ({ signal }) => call('hours.getHours', { signal }),
})
