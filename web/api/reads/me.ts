import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Who is signed in; fails with status 401 when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call('access.me', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
})

/** Whether the first owner still has to be made. */
export const setUpQuery = queryOptions({
  queryKey: ['set-up'],
  queryFn: ({ signal }) => call('access.setUpState', { signal }),
  // Who cannot be told that now sees the sign-in, which says what is wrong.
  retry: false,
})
