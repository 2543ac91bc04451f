import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { addressOf, call } from '../call.ts'
import { laterRoutes } from '../routes-later.gen.ts'

/** How long each kind of data is kept. */
export const keepingRulesQuery = queryOptions({
  queryKey: ['keeping', 'rules'],
  queryFn: ({ signal }) => call('keeping.listRules', { signal }),
})

/** What a rule would remove today. */
export const dueQuery = (kind: string, days: number) =>
  queryOptions({
    queryKey: ['keeping', 'due', kind, days],
    queryFn: ({ signal }) => call('keeping.tryRule', { params: { kind }, query: { days }, signal }),
    retry: false,
    staleTime: 0,
  })

/** What rules removed, the newest first, page by page. */
export const keepingRunsQuery = infiniteQueryOptions({
  queryKey: ['keeping', 'runs'],
  queryFn: ({ pageParam, signal }) =>
    call('keeping.listRuns', { query: { limit: 20, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
})

/** Who was erased, the newest first, page by page; read again while one is under way. */
export const erasuresQuery = infiniteQueryOptions({
  queryKey: ['keeping', 'erasures'],
  queryFn: ({ pageParam, signal }) =>
    call('keeping.listErasures', { query: { limit: 20, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ items }) => items.some((one) => one.state === 'running')) ? 2000 : false,
})

/** Files with all of a customer's data; read again while one is made. */
export const customerExportsQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['keeping', 'exports', customerId],
    queryFn: ({ signal }) => call('keeping.listExports', { params: { customerId }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'waiting' || one.state === 'running') ? 1500 : false,
  })

/** Where such a file is fetched. */
export const exportFileAddress = (exportId: string): string =>
  addressOf(laterRoutes['keeping.getExportFile'].slice('GET '.length), { params: { exportId } })
