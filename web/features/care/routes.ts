import { useQuery } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { MessageSquareWarning } from 'lucide-react'
import { careWaitingQuery } from '../../api/reads/care.ts'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'

/** Complaints and harassment in the rail. */
export const carePlace: RailPlace = {
  to: '/care',
  icon: MessageSquareWarning,
  text: 'app:rail.care',
  key: 'k',
  place: 3.7,
  aside: true,
  permission: 'conversations.read',
  useCount: () => {
    const { overdueComplaints = 0, recordsToReview = 0 } = useQuery(careWaitingQuery).data ?? {}
    return overdueComplaints + recordsToReview
  },
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

const harassmentTexts = () => loadTexts('harassment')

const harassmentsRoute = createRoute({
  getParentRoute: () => careRoute,
  path: 'harassments',
  validateSearch: (search: Record<string, unknown>) => search,
  loader: harassmentTexts,
  component: lazyRouteComponent(() => import('./records/RecordsPage.tsx'), 'default'),
})

const harassmentRoute = createRoute({
  getParentRoute: () => careRoute,
  path: 'harassments/$harassmentId',
  loader: harassmentTexts,
  component: lazyRouteComponent(() => import('./records/RecordPage.tsx'), 'default'),
})

/** Screens about complaints and harassment. */
export const careRoutes = [
  careRoute.addChildren([startRoute, complaintsRoute, harassmentsRoute, harassmentRoute]),
] as const
