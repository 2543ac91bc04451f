import { QueryClient } from '@tanstack/react-query'
import { asProblem } from './problem.ts'

const minute = 60_000

/** How long to wait until a read is tried again, in milliseconds: as long as the server says, if it does. */
export const waitBefore = (failures: number, error: unknown): number => {
  const { retryAfterSeconds } = asProblem(error)
  return retryAfterSeconds === undefined
    ? Math.min(1000 * 2 ** failures, 8000)
    : Math.min(retryAfterSeconds * 1000, minute)
}

/**
 * The cache of everything fetched. Pushes keep it fresh (`live/`), so nothing is polled and focus refetches nothing;
 * after a lost connection everything in use is fetched again.
 */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * minute,
        gcTime: 20 * minute,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && asProblem(error).passing,
        retryDelay: waitBefore,
      },
      mutations: { retry: false },
    },
  })
