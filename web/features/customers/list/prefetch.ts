import type { QueryClient } from '@tanstack/react-query'
import { customersQuery } from '../../../api/reads/customer-lists.ts'
import { readCustomerSearch, toQuery } from '../search.ts'

/** Asks for the first page while the screen is still on its way. */
export const prefetchCustomers = (cache: QueryClient, search: Record<string, unknown>): Promise<void> =>
  cache.prefetchInfiniteQuery(customersQuery(toQuery(readCustomerSearch(search), Date.now())))
