import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Settings } from 'lucide-react'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import { settingsPages } from './pages.ts'

/** The settings in the rail; their pages are commands of their own. */
export const settingsPlace: RailPlace = {
  to: '/settings',
  icon: Settings,
  text: 'app:rail.settings',
  key: ',',
  place: 90,
  aside: true,
  foot: true,
  pages: settingsPages.map(({ path, text, permission }) => ({
    to: `/settings/${path}`,
    text,
    ...(permission === undefined ? {} : { permission }),
  })),
}

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  loader: () => loadTexts('settings'),
  component: lazyRouteComponent(() => import('./frame/Settings.tsx'), 'Settings'),
})

const startRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./frame/Settings.tsx'), 'Start'),
})

const pageRoutes = settingsPages.flatMap(({ path, load, texts = [], below = {} }) =>
  Object.entries({ '': load, ...below }).map(([rest, screen]) =>
    createRoute({
      getParentRoute: () => settingsRoute,
      path: rest === '' ? path : `${path}/${rest}`,
      loader: () => loadTexts(...texts),
      component: lazyRouteComponent(screen, 'default'),
    }),
  ),
)

/** Screens of the settings. */
export const settingsRoutes = [settingsRoute.addChildren([startRoute, ...pageRoutes])] as const
