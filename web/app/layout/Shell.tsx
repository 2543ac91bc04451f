import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { onSignedOut } from '../../api/call.ts'
import { startLive } from '../../api/live/index.ts'
import { meQuery } from '../../api/reads/me.ts'
import { onNotice } from '../../api/live/notices.ts'
import { SkeletonLines } from '../../ui/states.tsx'
import { TimeProvider } from '../../ui/time/Time.tsx'
import { isLeaving } from '../account.ts'
import { listenToKeys } from '../commands/registry.ts'
import { chooseLanguage } from '../i18n.ts'
import { MeProvider } from '../me.ts'
import { DirectoryProvider } from '../shared/directory.tsx'
import { enter } from '../who.ts'
import { CommandSurface } from './CommandSurface.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { AnswersBanner } from './AnswersBanner.tsx'
import { InboxBanner } from './InboxBanner.tsx'
import { Rail } from './Rail.tsx'
import classes from './Shell.module.css'

const MustReadBanner = lazy(() => import('./MustReadBanner.tsx'))

/** Keeps the live connection and the keyboard going while somebody is signed in. */
function useRunning(agentId: string) {
  const queryClient = useQueryClient()
  const router = useRouter()
  useEffect(() => startLive(queryClient), [queryClient])
  useLayoutEffect(listenToKeys, [])
  useEffect(() => {
    const open = (href: string) => void router.navigate({ href })
    const begun = import('../notify/attention.ts').then(({ beginNotices }) => beginNotices(agentId, open))
    return () => void begun.then((stop) => stop())
  }, [agentId, router])
  useEffect(
    () =>
      onNotice((told) => {
        const open = () => void router.navigate({ href: told.href })
        void import('../notify/show-notice.ts').then(({ showNotice }) => showNotice(told, queryClient, open))
      }),
    [router, queryClient],
  )
  useEffect(
    () =>
      onSignedOut(() => {
        const { href: next, pathname } = router.state.location
        if (pathname === '/sign-in' || isLeaving()) return
        void router.navigate({ to: '/sign-in', search: { next } as never }).then(() => queryClient.clear())
      }),
    [router, queryClient],
  )
}

/** The frame around every screen: rail, banner, commands. */
export function Shell() {
  const { t, i18n } = useTranslation('app')
  const { data: me } = useSuspenseQuery(meQuery)
  useRunning(me.agent.id)
  // Somebody else signed in on another page of this browser.
  useEffect(() => {
    if (!enter(me.agent.id)) globalThis.location.reload()
  }, [me.agent.id])
  useEffect(() => {
    void chooseLanguage(me.agent.language)
  }, [me.agent.language])

  return (
    <MeProvider value={me}>
      <TimeProvider value={{ locale: i18n.language, timeZone: me.agent.timeZone ?? me.workspace.timeZone }}>
        <DirectoryProvider>
          <div className={classes.shell}>
            <a href="#screen" className={classes.skip}>
              {t('skip')}
            </a>
            <div className={classes.banners}>
              <ConnectionBanner />
              <InboxBanner />
              <AnswersBanner />
              <Suspense>
                <MustReadBanner />
              </Suspense>
            </div>
            <Rail />
            <div id="screen" className={classes.screen} tabIndex={-1}>
              {/* What is still to come of a screen leaves the rail, the keys and the commands as they are. */}
              <Suspense fallback={<SkeletonLines lines={6} className={classes.coming} />}>
                <Outlet />
              </Suspense>
            </div>
          </div>
          <CommandSurface />
        </DirectoryProvider>
      </TimeProvider>
    </MeProvider>
  )
}
