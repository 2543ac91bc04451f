import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Request } from '../types.ts'

/** Which customers are asked for. */
type CustomersQuery = Omit<NonNullable<Request<'desk.exportCustomers'>['query']>, 'open'> & { open?: string }

/** Customers, last seen first, page by page. */
export const customersQuery = (filter: CustomersQuery) =>
  infiniteQueryOptions({
    queryKey: ['customers', filter],
    queryFn: ({ pageParam, signal }) =>
      call('desk.listCustomers', { query: { ...filter, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // Nothing is pushed into it.
    staleTime: 0,
  })

/** Everything that happened with a customer, the newest first, page by page. */
export const timelineQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['customer-timeline', customerId],
    queryFn: ({ pageParam, signal }) =>
      call('desk.listTimeline', { params: { customerId }, query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    // Not all of it is pushed: names and addresses may have changed since it was looked at.
    staleTime: 0,
  })

/** Languages of the customers, without regions. */
export const customerLanguagesQuery = queryOptions({
  queryKey: ['customer-languages'],
  queryFn: ({ signal }) => call('customers.listLanguages', { signal }),
})
