import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Which of some mail addresses our last mail did not reach. Anew whenever something of a customer changed. */
export const bouncedQuery = (addresses: readonly string[]) =>
  queryOptions({
    queryKey: ['bounced', [...addresses].toSorted().join(' ')],
    queryFn: ({ signal }) => call('customers.findBounced', { body: { addresses: [...addresses] }, signal }),
    staleTime: 60_000,
  })
