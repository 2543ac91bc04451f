import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ContactRound } from 'lucide-react'
import { defaultFilter, listQuery } from '../../api/reads/conversations.ts'
import { customerNotesQuery, customerQuery } from '../../api/reads/customers.ts'
import { inboxesQuery } from '../../api/reads/directory.ts'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import type { CustomerSearch, ProfileSearch } from './search.ts'

/** The customers in the rail. */
export const customersPlace: RailPlace = {
  to: '/customers',
  icon: ContactRound,
  text: 'app:rail.customers',
  key: 'c',
  place: 3,
  permission: 'customers.read',
}

const customersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers',
  // What stands there is read by the screen, so that only those who open it fetch what reads it.
  validateSearch: (search: Record<string, unknown>): CustomerSearch => search,
  loaderDeps: ({ search }) => ({ search }),
  loader: ({ context: { queryClient }, deps: { search } }) => {
    void import('./list/prefetch.ts').then(({ prefetchCustomers }) =>
      prefetchCustomers(queryClient, { ...search }),
    )
    return loadTexts('customers', 'merge')
  },
  component: lazyRouteComponent(() => import('./list/CustomersScreen.tsx'), 'CustomersScreen'),
})

const duplicatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/duplicates',
  loader: () => loadTexts('customers', 'merge'),
  component: lazyRouteComponent(() => import('./merge/SuggestionsScreen.tsx'), 'SuggestionsScreen'),
})

const customerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/$customerId',
  validateSearch: ({ show, opened }: Record<string, unknown>): ProfileSearch => ({
    show: show === 'history' ? show : undefined,
    opened: typeof opened === 'string' && /^[0-9a-f-]{36}$/i.test(opened) ? opened : undefined,
  }),
  // The profile has many parts; none waits for another.
  loader: ({ context: { queryClient }, params: { customerId } }) => {
    void queryClient.prefetchQuery(customerQuery(customerId))
    void queryClient.prefetchQuery(customerNotesQuery(customerId))
    void queryClient.prefetchQuery(inboxesQuery)
    void queryClient.prefetchInfiniteQuery(listQuery({ ...defaultFilter, status: 'any', customerId }))
    return loadTexts('customers', 'merge', 'keeping')
  },
  component: lazyRouteComponent(() => import('./profile/CustomerScreen.tsx'), 'CustomerScreen'),
})

/** Screens about customers. */
export const customersRoutes = [customersRoute, duplicatesRoute, customerRoute] as const
