import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Settings } from 'lucide-react'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import { nameOf, settingsPages } from './pages.ts'

/** The settings in the rail; their pages are commands of their own. */
export const settingsPlace: RailPlace = {
  to: '/settings',
  icon: Settings,
  text: 'app:rail.settings',
  key: ',',
  place: 90,
  aside: true,
  foot: true,
  pages: settingsPages.map((page) => ({
    to: `/settings/${page.path}`,
    text: nameOf(page),
    ...(page.permission === undefined ? {} : { permission: page.permission }),
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

// Where each screen lies is a long list: only those who come here fetch it.
const lists = () => import('./screens.ts')

const pageRoutes = settingsPages.flatMap(({ path, below = [] }) =>
  [path, ...below.map((rest) => `${path}/${rest}`)].map((address) =>
    createRoute({
      getParentRoute: () => settingsRoute,
      path: address,
      loader: async () => loadTexts(...((await lists()).screenTexts[path] ?? [])),
      component: lazyRouteComponent(async () => {
        const load = (await lists()).screens[address]
        if (!load) throw new Error(`settings/${address} has no screen`)
        return load()
      }),
    }),
  ),
)

/** Screens of the settings. */
export const settingsRoutes = [settingsRoute.addChildren([startRoute, ...pageRoutes])] as const
