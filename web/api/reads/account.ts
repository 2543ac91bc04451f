import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Where the caller is signed in, the last used first. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call('access.listSessions', { signal }),
})

/** The caller's passkeys. */
export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => call('access.listPasskeys', { signal }),
})

/** What the person wants to be told of. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => call('notifications.getNotificationSettings', { signal }),
})

/** Browsers that are sent what the person wants pushed. */
export const pushDevicesQuery = queryOptions({
  queryKey: ['push-devices'],
  queryFn: ({ signal }) => call('notifications.listPushDevices', { signal }),
})

/** What somebody was told and what became of it, newest first, page by page; without an id the person's own. */
export const tellingsQuery = (agentId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['tellings', agentId ?? ''],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 50, cursor: pageParam }
      return agentId === undefined
        ? call('notifications.listTellings', { query, signal })
        : call('notifications.listAgentTellings', { params: { agentId }, query, signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
