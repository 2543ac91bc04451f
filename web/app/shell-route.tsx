import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { asProblem } from '../api/problem.ts'
import { meQuery } from '../api/reads/me.ts'
import { ScreenError } from './layout/ScreenError.tsx'
import { rootRoute } from './root-route.tsx'
import { enter } from './who.ts'

/**
 * Everything behind the sign-in hangs on this route: it draws the frame and sends away who is not signed in.
 * It is a loader, not `beforeLoad`, so that screens fetch their own data at the same time.
 */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: lazyRouteComponent(() => import('./layout/Shell.tsx'), 'Shell'),
  errorComponent: ScreenError,
  loader: async ({ context, location }) => {
    try {
      const { agent } = await context.queryClient.ensureQueryData(meQuery)
      if (enter(agent.id)) return
      globalThis.location.assign(location.href)
      // Nothing is drawn until the page goes.
      await new Promise(() => undefined)
    } catch (error) {
      if (asProblem(error).status !== 401) throw error
      throw redirect({ to: '/sign-in', search: { next: location.href } as never, replace: true })
    }
  },
})
