import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { FileText } from 'lucide-react'
import type { RailPlace } from '../../app/feature.ts'
import { loadTexts } from '../../app/i18n.ts'
import { shellRoute } from '../../app/shell-route.tsx'

/** The library of answers in the rail. */
export const templatesPlace: RailPlace = {
  to: '/templates',
  icon: FileText,
  text: 'app:rail.templates',
  key: 'a',
  place: 3.5,
  aside: true,
  permission: 'conversations.reply',
}

const loader = () => loadTexts('templates', 'answers')

const libraryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/templates',
  // What stands there is read by the screen, so that only those who open it fetch what reads it.
  validateSearch: (search: Record<string, unknown>) => search,
  loader,
  component: lazyRouteComponent(() => import('./library/LibraryScreen.tsx'), 'LibraryScreen'),
})

const macrosRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/templates/macros',
  loader,
  component: lazyRouteComponent(() => import('./macros/MacrosScreen.tsx'), 'MacrosScreen'),
})

const templateRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/templates/$templateId',
  loader,
  component: lazyRouteComponent(() => import('./editor/TemplateScreen.tsx'), 'TemplateScreen'),
})

/** Screens of the library of answers. */
export const templatesRoutes = [libraryRoute, macrosRoute, templateRoute] as const
