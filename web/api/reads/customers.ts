import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Customers, last seen first, page by page; `q` finds names, kana and addresses. */
export const customersQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', q],
    queryFn: ({ pageParam, signal }) =>
      call('customers.listCustomers', { query: { q, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // Nothing is pushed into it.
    staleTime: 0,
  })

/** One customer with every identity. */
export const customerQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customer', customerId],
    queryFn: ({ signal }) => call('customers.getCustomer', { params: { customerId }, signal }),
  })

/** Notes about a customer, newest first. */
export const customerNotesQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customer-notes', customerId],
    queryFn: ({ signal }) => call('customers.listNotes', { params: { customerId }, signal }),
  })

/** Attributes that the workspace defined for its customers. */
export const attributesQuery = queryOptions({
  queryKey: ['customer-attributes'],
  queryFn: ({ signal }) => call('customers.listAttributes', { signal }),
  staleTime: 30 * 60_000,
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
