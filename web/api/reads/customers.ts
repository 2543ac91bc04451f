import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

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
