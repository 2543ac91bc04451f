import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { rail, routeTree } from './route-tree.ts'

/** The router of the app. */
export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient, rail },
    defaultPreload: false,
    // The query cache decides what is fresh; the router only asks it.
    defaultPreloadStaleTime: 0,
    scrollRestoration: false,
    defaultPendingMs: 400,
  })

export type AppRouter = ReturnType<typeof makeRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}
