import { accessRoutes } from '../features/access/routes.ts'
import { carePlace, careRoutes } from '../features/care/routes.ts'
import { answerLinkRoutes } from '../features/answer-link/routes.ts'
import { searchPlace, searchRoutes } from '../features/search/routes.ts'
import { customersPlace, customersRoutes } from '../features/customers/routes.ts'
import { inboxPlace, inboxRoutes } from '../features/inbox/routes.ts'
import { noticesPlace, noticesRoutes } from '../features/notices/routes.ts'
import { unsentPlace, unsentRoutes } from '../features/unsent/routes.ts'
import { templatesPlace, templatesRoutes } from '../features/templates/routes.ts'
import { reportsPlace, reportsRoutes } from '../features/reports/routes.ts'
import { settingsPlace, settingsRoutes } from '../features/settings/routes.ts'
import { teamPlace, teamRoutes } from '../features/teamwork/routes.ts'
import type { RailPlace } from './feature.ts'
import { homeRoute } from './home-route.ts'
import { nowhereRoute } from './nowhere-route.ts'
import { rootRoute } from './root-route.tsx'
import { shellRoute } from './shell-route.tsx'

/** Places of the rail. A new feature adds its place here and its routes below. */
export const rail: readonly RailPlace[] = [
  inboxPlace,
  noticesPlace,
  searchPlace,
  customersPlace,
  templatesPlace,
  carePlace,
  unsentPlace,
  teamPlace,
  reportsPlace,
  settingsPlace,
]

export const routeTree = rootRoute.addChildren([
  homeRoute,
  ...accessRoutes,
  ...answerLinkRoutes,
  shellRoute.addChildren([
    ...inboxRoutes,
    ...noticesRoutes,
    ...searchRoutes,
    ...customersRoutes,
    ...templatesRoutes,
    ...careRoutes,
    ...unsentRoutes,
    ...teamRoutes,
    ...reportsRoutes,
    ...settingsRoutes,
    nowhereRoute,
  ]),
])
