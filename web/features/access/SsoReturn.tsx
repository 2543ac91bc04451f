import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import type { Output } from '../../api/types.ts'
import { useProblemText } from '../../app/notices/problem-text.ts'
import { SkeletonLines } from '../../ui/states.tsx'
import { Frame } from '../../app/outside/Frame.tsx'
import classes from '../../app/outside/Frame.module.css'
import { useEntered } from './use-entered.ts'
import { safeNext } from './safe-next.ts'

type Finished = Output<'access.finishSso'>

const TriedReport = lazy(() => import('./TriedReport.tsx'))

let finishing: Promise<Finished> | undefined

/** Hands over what the provider sent the browser back with, once: it is good for one look. */
function finish(): Promise<Finished> {
  finishing ??= call('access.finishSso', {
    body: { parameters: Object.fromEntries(new URLSearchParams(globalThis.location.search)) },
  })
  return finishing
}

/** Where a provider sends people back to: goes on inside, or says why not. */
export function SsoReturn() {
  const { t } = useTranslation('access')
  const textOf = useProblemText()
  const navigate = useNavigate()
  const entered = useEntered()
  const [report, setReport] = useState<NonNullable<Finished['report']>>()
  const [problem, setProblem] = useState<unknown>()
  const goOn = useEffectEvent(async ({ state, next, report: tried }: Finished) => {
    // What stands in the address is used up.
    globalThis.history.replaceState(globalThis.history.state, '', '/sign-in/sso')
    if (state === 'tried' && tried) return setReport(tried)
    if (state === 'linked') return navigate({ href: '/settings/security', replace: true })
    await entered()
    const wanted = safeNext(next)
    if (wanted !== undefined) await navigate({ href: wanted, replace: true })
  })
  useEffect(() => {
    finish().then(goOn).catch(setProblem)
  }, [])
  if (report) {
    return (
      <Suspense>
        <TriedReport report={report} />
      </Suspense>
    )
  }
  if (problem === undefined) {
    return (
      <Frame title={t('sso.entering')}>
        <SkeletonLines lines={3} />
      </Frame>
    )
  }
  return (
    <Frame title={t('sso.failed')}>
      <p className={classes.problem} role="alert">
        {textOf(problem)}
      </p>
      <p className={classes.foot}>
        <Link to="/sign-in" reloadDocument>
          {t('back')}
        </Link>
      </p>
    </Frame>
  )
}
