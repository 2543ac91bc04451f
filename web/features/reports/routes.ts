import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ChartColumn } from 'lucide-react'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import type { BoardSearch } from './search.ts'

/** The reports in the rail. */
export const reportsPlace: RailPlace = {
  to: '/reports',
  icon: ChartColumn,
  text: 'app:rail.reports',
  key: 'r',
  place: 5,
  aside: true,
  permission: 'reports.read',
}

// What stands there is read by the screens, so that only those who open them fetch what reads it.
const validateSearch = (search: Record<string, unknown>): BoardSearch => search

const reportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports',
  validateSearch,
  loader: ({ context: { queryClient } }) => {
    void import('./prefetch.ts').then(({ prefetchFigures }) => prefetchFigures(queryClient))
    return loadTexts('reports')
  },
  component: lazyRouteComponent(() => import('./ReportsScreen.tsx'), 'ReportsScreen'),
})

const flowRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports/flow',
  validateSearch,
  loader: ({ context: { queryClient } }) => {
    void import('./prefetch.ts').then(({ prefetchNames }) => prefetchNames(queryClient))
    return loadTexts('reports', 'flow')
  },
  component: lazyRouteComponent(() => import('./flow/FlowScreen.tsx'), 'FlowScreen'),
})

/** Screens of figures. */
export const reportsRoutes = [reportsRoute, flowRoute] as const
