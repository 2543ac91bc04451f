import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'
import { readTerms } from './terms.ts'

/** The search in the rail. */
export const searchPlace: RailPlace = {
  to: '/search',
  icon: Search,
  text: 'app:rail.search',
  key: 's',
  place: 2,
}

const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/search',
  validateSearch: readTerms,
  loader: () => loadTexts('search'),
  component: lazyRouteComponent(() => import('./SearchScreen.tsx'), 'SearchScreen'),
})

/** Screens of the search. */
export const searchRoutes = [searchRoute] as const
