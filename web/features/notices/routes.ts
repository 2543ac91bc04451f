import { useQuery } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Bell } from 'lucide-react'
import { noticesCountQuery, noticesQuery } from '../../api/reads/notices.ts'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'

/** The bell in the rail. */
export const noticesPlace: RailPlace = {
  to: '/notices',
  icon: Bell,
  text: 'app:rail.notices',
  key: 'n',
  place: 1.5,
  useCount: () => useQuery(noticesCountQuery).data?.unread ?? 0,
}

const noticesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notices',
  validateSearch: ({ show }: Record<string, unknown>): { show?: 'unread' | undefined } => ({
    show: show === 'unread' ? show : undefined,
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps: { show } }) => {
    void queryClient.prefetchInfiniteQuery(noticesQuery(show === 'unread'))
    return loadTexts('notices')
  },
  component: lazyRouteComponent(() => import('./NoticesScreen.tsx'), 'NoticesScreen'),
})

/** The screen of what the person was told. */
export const noticesRoutes = [noticesRoute] as const
