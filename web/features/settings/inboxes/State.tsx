import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Activity, CircleCheck, CircleDashed, CircleX, Loader } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import type { Inbox, Output } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import { Connect } from './Connect.tsx'
import { HealthPill, healthOf, useHealthReason } from './health.tsx'
import classes from './Inboxes.module.css'
import { WarningPills } from './WarningPills.tsx'
import { inLanguage, type Kind } from './schema/view.ts'

type Step = Output<'inboxes.checkInbox'>['steps'][number]

const signs = { ok: CircleCheck, failed: CircleX, skipped: CircleDashed }

function StepLine({ step, kind }: { step: Step; kind: Kind }) {
  const { t, i18n } = useTranslation('settings')
  const Sign = signs[step.state]
  const name = kind.view.steps?.[step.name]
  return (
    <li className={classes.step} data-state={step.state}>
      <Sign size={16} aria-label={t(`check.${step.state}`)} role="img" />
      {name ? <span className={classes.stepName}>{inLanguage(name, i18n.language)}</span> : null}
      <span className={classes.stepText}>{inLanguage(step.message, i18n.language)}</span>
    </li>
  )
}

/** The connection check: runs when asked, and by itself right after an inbox was made. */
function useCheck(inbox: Inbox, checkable: boolean) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { check } = useSearch({ strict: false }) as { check?: unknown }
  const [steps, setSteps] = useState<readonly Step[]>()
  const [busy, setBusy] = useState(false)
  const begun = useRef(false)
  const run = () => {
    setBusy(true)
    call('inboxes.checkInbox', { params: { inboxId: inbox.id }, body: {}, patienceSeconds: 100 })
      .then((result) => {
        setSteps(result.steps)
        return queryClient.invalidateQueries({ queryKey: inboxesQuery.queryKey })
      })
      .catch(sayProblem)
      .finally(() => setBusy(false))
  }
  const first = useRef(run)
  useEffect(() => {
    if (!checkable || check === undefined || begun.current) return
    begun.current = true
    first.current()
    // Opened again, the page checks when it is asked to.
    void navigate({ to: '.', search: {}, replace: true, resetScroll: false })
  }, [checkable, check, navigate])
  return { steps, busy, run, forget: () => setSteps(undefined) }
}

/** Since when a connection fails, and when it last worked: a watch that stands still shows by it. */
function Moments({ health }: { health: Inbox['health'] }) {
  const { t } = useTranslation('settings')
  return (
    <>
      {health.state === 'failing' && health.at ? (
        <span className={classes.moment}>
          {t('health.since')} <Time at={health.at} form="day" />
        </span>
      ) : null}
      {health.okAt ? (
        <span className={classes.moment}>
          {t('health.lastOk')} <Time at={health.okAt} form="day" />
        </span>
      ) : null}
    </>
  )
}

/** How an inbox is: its connection, whether it is at work, and a check of everything on request. */
export function State({ inbox, kind, unsaved }: { inbox: Inbox; kind: Kind; unsaved: boolean }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const reason = useHealthReason(inbox)
  const { steps, busy, run, forget } = useCheck(inbox, kind.checkable)
  // What was checked are other settings than those that are written now.
  if (unsaved && steps) forget()
  const open = useMay()('settings.write')
  const paused = inbox.state === 'paused'
  const pause = () => {
    const body = { state: paused ? ('active' as const) : ('paused' as const) }
    call('inboxes.updateInbox', { params: { inboxId: inbox.id }, body })
      .then(() => {
        say(paused ? t('inbox.resumed') : t('inbox.paused'))
        return queryClient.invalidateQueries({ queryKey: inboxesQuery.queryKey })
      })
      .catch(sayProblem)
  }
  return (
    <Section title={t('inbox.state')}>
      <div className={classes.state}>
        <span className={classes.pills}>
          <HealthPill inbox={inbox} checkable={kind.checkable} />
          <WarningPills inbox={inbox} />
        </span>
        <p data-long={(!paused && reason !== undefined) || undefined}>
          {paused ? t('inbox.pausedText') : (reason ?? t(`health.${healthOf(inbox, kind.checkable)}Text`))}
          {paused ? null : <Moments health={inbox.health} />}
        </p>
        <div className={classes.acts}>
          <Link to={`/settings/inboxes/${inbox.id}/health` as string} className={classes.toHealth}>
            <Activity size={15} aria-hidden="true" />
            {t('health:open')}
          </Link>
          {open ? (
            <>
              {kind.checkable ? (
                <Button variant="default" loading={busy} disabled={unsaved} onClick={run}>
                  {t('check.run')}
                </Button>
              ) : null}
              <Button variant="default" onClick={pause}>
                {paused ? t('inbox.resume') : t('inbox.pause')}
              </Button>
            </>
          ) : null}
        </div>
      </div>
      {open ? <Connect inbox={inbox} kind={kind} unsaved={unsaved} /> : null}
      {unsaved && kind.checkable ? <p>{t('check.saveFirst')}</p> : null}
      {busy ? (
        <p className={classes.step} role="status">
          <Loader size={16} aria-hidden="true" />
          {t('check.running')}
        </p>
      ) : null}
      {steps && !busy ? (
        <ol className={classes.steps} aria-label={t('check.steps')}>
          {steps.map((step) => (
            <StepLine key={step.name} step={step} kind={kind} />
          ))}
        </ol>
      ) : null}
    </Section>
  )
}
