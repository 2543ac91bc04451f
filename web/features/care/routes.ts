import { useQuery } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { MessageSquareWarning } from 'lucide-react'
import { careWaitingQuery } from '../../api/reads/care.ts'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'

/** Complaints in the rail. */
export const carePlace: RailPlace = {
  to: '/care',
  icon: MessageSquareWarning,
  text: 'app:rail.care',
  key: 'k',
  place: 3.7,
  aside: true,
  permission: 'conversations.read',
  useCount: () => useQuery(careWaitingQuery).data?.overdueComplaints ?? 0,
}

const careRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/care',
  loader: () => loadTexts('care'),
  component: lazyRouteComponent(() => import('./Care.tsx'), 'default'),
})

const startRoute = createRoute({
  getParentRoute: () => careRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/care/complaints' as never, replace: true })
  },
})

const complaintsRoute = createRoute({
  getParentRoute: () => careRoute,
  path: 'complaints',
  // What stands there is read by the screen, so that only those who open it fetch what reads it.
  validateSearch: (search: Record<string, unknown>) => search,
  component: lazyRouteComponent(() => import('./list/ComplaintsPage.tsx'), 'default'),
})

/** Screens about complaints. */
export const careRoutes = [careRoute.addChildren([startRoute, complaintsRoute])] as const
