import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

// Below the keys of the customer and of the lists, so that whatever refreshes those refreshes these.

/** Who may be the same person as a customer, and who is never to be merged with them. */
export const pairsQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customer', customerId, 'pairs'],
    queryFn: ({ signal }) => call('customers.listPairs', { params: { customerId }, signal }),
    staleTime: 0,
  })

/** Merges that brought others to a customer, newest first. */
export const mergesQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customer', customerId, 'merges'],
    queryFn: ({ signal }) => call('customers.listMerges', { params: { customerId }, signal }),
    staleTime: 0,
  })

/** What merging one customer into another would do, as it is at this moment. */
export const mergePreviewQuery = (survivorId: string, mergedId: string) =>
  queryOptions({
    queryKey: ['customer', survivorId, 'merge-preview', mergedId],
    queryFn: ({ signal }) =>
      call('customers.previewMerge', { params: { customerId: survivorId, mergedId }, signal }),
    staleTime: 0,
  })

/** Pairs of customers who may be one person, page by page. */
export const suggestedMergesQuery = infiniteQueryOptions({
  queryKey: ['customers', 'suggested-merges'],
  queryFn: ({ pageParam, signal }) =>
    call('customers.listSuggestedMerges', { query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
  staleTime: 0,
})
