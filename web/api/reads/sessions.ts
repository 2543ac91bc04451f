import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Where others are signed in, the newest sign-in first, page by page; everybody when nobody is named. */
export const everySessionQuery = (agentId: string) =>
  infiniteQueryOptions({
    queryKey: ['every-session', agentId],
    queryFn: ({ pageParam, signal }) =>
      call('access.listEverySession', {
        query: { agentId: agentId || undefined, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  })
