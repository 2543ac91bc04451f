import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router'
import { ScreenError } from './layout/ScreenError.tsx'
import type { RailPlace } from './feature.ts'

/** What every route can reach. */
export interface RouterContext {
  queryClient: QueryClient
  rail: readonly RailPlace[]
}

/** The root of all screens. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: ScreenError,
})
