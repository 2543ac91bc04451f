import { queryOptions } from '@tanstack/react-query'
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
