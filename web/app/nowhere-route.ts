import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from './shell-route.tsx'

/** Every address that is nobody else's: it says so inside the frame, so that the rail leads on. */
export const nowhereRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '$',
  component: lazyRouteComponent(() => import('./layout/NotFound.tsx'), 'NotFound'),
})
