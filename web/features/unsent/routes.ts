import { useQuery } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { MailWarning } from 'lucide-react'
import { inboxesQuery } from '../../api/reads/directory.ts'
import { stuckQuery, unsentQuery } from '../../api/reads/unsent.ts'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import { readUnsentSearch } from './search.ts'

/** What was not sent: with a place that is always there: one that came with its count would move the others. */
export const unsentPlace: RailPlace = {
  to: '/unsent',
  icon: MailWarning,
  text: 'app:rail.unsent',
  key: 'u',
  place: 4,
  permission: 'conversations.read',
  useCount: () => useQuery(stuckQuery).data ?? 0,
}

const unsentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/unsent',
  validateSearch: readUnsentSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps: { state, inboxId } }) => {
    void queryClient.prefetchQuery(inboxesQuery)
    void queryClient.prefetchInfiniteQuery(unsentQuery(state ?? 'all', inboxId))
    return loadTexts('unsent')
  },
  component: lazyRouteComponent(() => import('./UnsentScreen.tsx'), 'UnsentScreen'),
})

/** The screen of what was not sent. */
export const unsentRoutes = [unsentRoute] as const
