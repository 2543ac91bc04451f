import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { loadTexts } from '../../app/i18n.ts'
import { rootRoute } from '../../app/root-route.tsx'

/** Where somebody without a seat answers an escalation; its token stands behind the `#`. */
export const answerLinkRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/answer',
    loader: () => loadTexts('answer', 'access'),
    component: lazyRouteComponent(() => import('./AnswerLink.tsx'), 'AnswerLink'),
  }),
] as const
