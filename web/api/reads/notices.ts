import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Key of the lists of what the person was told. */
export const noticesKey = ['notices', 'list'] as const

/** How much of what the person was told they have not read. Pushes bring the number. */
export const noticesCountQuery = queryOptions({
  queryKey: ['notices', 'count'],
  queryFn: ({ signal }) => call('notifications.countNotices', { signal }),
})

/** What the person was told, newest first, page by page. */
export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: [...noticesKey, unread],
    queryFn: ({ pageParam, signal }) =>
      call('notifications.listNotices', {
        query: { ...(unread ? { unread: 'true' } : {}), limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
