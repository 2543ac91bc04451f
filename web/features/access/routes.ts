import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { setUpQuery } from '../../api/reads/me.ts'
import { loadTexts } from '../../app/i18n.ts'
import { rootRoute } from '../../app/root-route.tsx'
import { safeNext } from './safe-next.ts'

const texts = () => void loadTexts('access')

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  // Named even when it is refused: what is left out here would come through from the address as it is.
  validateSearch: (search: Record<string, unknown>): { next?: string | undefined } => ({
    next: safeNext(search['next']),
  }),
  loader: async ({ context }) => {
    texts()
    // A fresh installation: there is nobody yet who could sign in.
    const state = await context.queryClient.fetchQuery(setUpQuery).catch(() => ({ needed: false }))
    if (state.needed) throw redirect({ to: '/setup', replace: true })
  },
  component: lazyRouteComponent(() => import('./SignIn.tsx'), 'SignIn'),
})

/** Where sign-in providers send people back to. */
const ssoReturnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/sso',
  loader: texts,
  component: lazyRouteComponent(() => import('./SsoReturn.tsx'), 'SsoReturn'),
})

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  loader: async ({ context }) => {
    texts()
    const { needed } = await context.queryClient.fetchQuery(setUpQuery)
    if (!needed) throw redirect({ to: '/sign-in', replace: true })
  },
  component: lazyRouteComponent(() => import('./SetUp.tsx'), 'SetUp'),
})

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  loader: texts,
  component: lazyRouteComponent(() => import('./ForgotPassword.tsx'), 'ForgotPassword'),
})

const setPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-password',
  loader: texts,
  component: lazyRouteComponent(() => import('./SetPassword.tsx'), 'SetPassword'),
})

/** Where customers whose contact is limited appeal. */
const appealRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/appeal',
  loader: () => void loadTexts('access', 'appeal'),
  component: lazyRouteComponent(() => import('./Appeal.tsx'), 'default'),
})

/** Screens for who is not signed in. */
export const accessRoutes = [
  signInRoute,
  ssoReturnRoute,
  setUpRoute,
  forgotRoute,
  setPasswordRoute,
  appealRoute,
] as const
