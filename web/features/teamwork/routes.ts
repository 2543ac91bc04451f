import { useQuery } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { UsersRound } from 'lucide-react'
import { asideListQuery } from '../../api/reads/asides.ts'
import { checklistsQuery, postsQuery, taskListQuery, waitingQuery } from '../../api/reads/teamwork.ts'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import { waitingInAll } from './pages.ts'
import { filterOf, readTaskSearch } from './tasks/search.ts'

/** What a team does together, in the rail. */
export const teamPlace: RailPlace = {
  to: '/team',
  icon: UsersRound,
  text: 'app:rail.team',
  key: 't',
  place: 4.5,
  permission: 'conversations.read',
  useCount: () => {
    const { data } = useQuery(waitingQuery)
    return data ? waitingInAll(data) : 0
  },
  pages: [
    { to: '/team/tasks', text: 'app:team.tasks' },
    { to: '/team/asides', text: 'app:team.asides' },
    { to: '/team/handover', text: 'app:team.handover' },
    { to: '/team/board', text: 'app:team.board' },
  ],
}

const teamRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/team',
  loader: () => loadTexts('teamwork'),
  component: lazyRouteComponent(() => import('./Team.tsx'), 'default'),
})

const startRoute = createRoute({
  getParentRoute: () => teamRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/team/tasks' as never, replace: true })
  },
})

const tasksRoute = createRoute({
  getParentRoute: () => teamRoute,
  path: 'tasks',
  validateSearch: readTaskSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchInfiniteQuery(taskListQuery(filterOf(deps)))
    void queryClient.prefetchQuery(checklistsQuery)
  },
  component: lazyRouteComponent(() => import('./tasks/TasksPage.tsx'), 'default'),
})

const asidesRoute = createRoute({
  getParentRoute: () => teamRoute,
  path: 'asides',
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchInfiniteQuery(asideListQuery({ whose: 'me', state: 'open' }))
    return loadTexts('asides')
  },
  component: lazyRouteComponent(() => import('./asides/AsidesPage.tsx'), 'default'),
})

const handoverRoute = createRoute({
  getParentRoute: () => teamRoute,
  path: 'handover',
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchInfiniteQuery(postsQuery('handover', 'current'))
    return loadTexts('posts')
  },
  component: lazyRouteComponent(() => import('./posts/Handovers.tsx'), 'default'),
})

const boardRoute = createRoute({
  getParentRoute: () => teamRoute,
  path: 'board',
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchInfiniteQuery(postsQuery('announcement', 'current'))
    return loadTexts('posts')
  },
  component: lazyRouteComponent(() => import('./posts/Announcements.tsx'), 'default'),
})

/** Screens of what a team does together. */
export const teamRoutes = [
  teamRoute.addChildren([startRoute, tasksRoute, asidesRoute, handoverRoute, boardRoute]),
] as const
