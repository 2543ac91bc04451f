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
  pages: [
    {
      to: '/new-message',
      text: 'app:newMessage',
      words: 'compose write mail 新規 メール 作成',
      permission: 'conversations.reply',
    },
  ],
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

const newMessageRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/new-message',
  // Named even when it is refused: what is left out here would come through from the address as it is.
  validateSearch: ({ customer }: Record<string, unknown>): { customer?: string | undefined } => ({
    customer: typeof customer === 'string' && /^[0-9a-f-]{36}$/i.test(customer) ? customer : undefined,
  }),
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(inboxesQuery)
    return loadTexts('inbox')
  },
  component: lazyRouteComponent(() => import('./new-message/NewMessageScreen.tsx'), 'NewMessageScreen'),
})

/** Screens of the inbox. */
export const inboxRoutes = [
  inboxRoute.addChildren([nothingOpenRoute, conversationRoute]),
  newMessageRoute,
] as const
