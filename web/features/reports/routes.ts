import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ChartColumn } from 'lucide-react'
import { agentsQuery, inboxesQuery, teamsQuery } from '../../api/reads/directory.ts'
import { metricsQuery } from '../../api/reads/reports.ts'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import { readBoardSearch } from './search.ts'

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

const reportsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports',
  validateSearch: readBoardSearch,
  loader: ({ context: { queryClient } }) => {
    for (const query of [metricsQuery, agentsQuery, teamsQuery, inboxesQuery])
      void queryClient.prefetchQuery(query as typeof metricsQuery)
    return loadTexts('reports')
  },
  component: lazyRouteComponent(() => import('./ReportsScreen.tsx'), 'ReportsScreen'),
})

const flowRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/reports/flow',
  validateSearch: readBoardSearch,
  loader: ({ context: { queryClient } }) => {
    for (const query of [agentsQuery, teamsQuery, inboxesQuery])
      void queryClient.prefetchQuery(query as typeof agentsQuery)
    return loadTexts('reports', 'flow')
  },
  component: lazyRouteComponent(() => import('./flow/FlowScreen.tsx'), 'FlowScreen'),
})

/** Screens of figures. */
export const reportsRoutes = [reportsRoute, flowRoute] as const
