import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Inbox } from 'lucide-react'
import { listQuery } from '../../api/reads/conversations.ts'
import { agentsQuery, inboxesQuery, tagsQuery, teamsQuery } from '../../api/reads/directory.ts'
import { countsQuery, viewsQuery } from '../../api/reads/desk.ts'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import { filterOf, readSearch } from './filter.ts'

/** The inbox in the rail. */
export const inboxPlace: RailPlace = {
  to: '/inbox',
  icon: Inbox,
  text: 'app:rail.inbox',
  key: 'i',
  place: 1,
}

const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: readSearch,
  loaderDeps: ({ search }) => ({ filter: filterOf(search) }),
  // Everything the first look needs is asked for at once; nothing waits for it.
  loader: ({ context: { queryClient }, deps: { filter } }) => {
    void loadTexts('inbox', 'customers')
    void queryClient.prefetchInfiniteQuery(listQuery(filter))
    for (const query of [countsQuery, viewsQuery, agentsQuery, teamsQuery, inboxesQuery, tagsQuery]) {
      void queryClient.prefetchQuery(query as typeof agentsQuery)
    }
  },
  component: lazyRouteComponent(() => import('./Inbox.tsx'), 'Inbox'),
})

const nothingOpenRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./Inbox.tsx'), 'NothingOpen'),
})

const conversationRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '$conversationId',
  component: lazyRouteComponent(() => import('./conversation/ConversationPane.tsx'), 'ConversationPane'),
})

/** Screens of the inbox. */
export const inboxRoutes = [inboxRoute.addChildren([nothingOpenRoute, conversationRoute])] as const
