import { useQueryClient } from '@tanstack/react-query'
import { Ban } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Appeal, ContactLimit, HarassmentRecord } from '../../../api/reads/harassment.ts'
import { useMay } from '../../../app/me.ts'
import { Section } from '../../../app/shared/Section.tsx'
import { useAgents } from '../../../app/shared/directory.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { writtenDay } from '../../../ui/time/written-day.ts'
import { LimitWords } from '../harassment/LimitWords.tsx'
import classes from './Record.module.css'

const LimitDialog = lazy(() => import('../harassment/LimitDialog.tsx'))
const ReasonDialog = lazy(() => import('../harassment/ReasonDialog.tsx'))
const AppealDialog = lazy(() => import('./AppealDialog.tsx'))
const Held = lazy(() => import('./Held.tsx'))

function Facts({ limit }: { limit: ContactLimit }) {
  const { t, i18n } = useTranslation('harassment')
  const name = useAgents().get(limit.setBy)?.name ?? t('words:someone')
  return (
    <>
      <p className={classes.text}>{limit.reason}</p>
      <p className={classes.faint}>
        {t('limit.setBy', { name })} <Time at={limit.setAt} form="day" />
        {limit.liftedAt ? (
          <>
            {' '}
            · {t('limit.lifted')} <Time at={limit.liftedAt} form="day" />
          </>
        ) : (
          ` · ${t('limit.until', { day: writtenDay(limit.reviewOn, i18n.language) })}`
        )}
        {limit.toldAt ? (
          <>
            {' '}
            · {t('limit.told')} <Time at={limit.toldAt} form="day" />
          </>
        ) : null}
      </p>
      {limit.toldProblem ? <p className={classes.alarm}>{t(`limit.problem.${limit.toldProblem}`)}</p> : null}
    </>
  )
}

type Shown = 'lift' | 'review' | 'note'

function Asked({ limit, shown, onClose }: { limit: ContactLimit; shown: Shown; onClose(): void }) {
  const { t } = useTranslation('harassment')
  const cache = useQueryClient()
  const params = { limitId: limit.id }
  const save = async (words: string, reviewOn: string) => {
    if (shown === 'lift') await call('care.liftContactLimit', { params, body: { reason: words } })
    else if (shown === 'review')
      await call('care.reviewContactLimit', { params, body: { reason: words, reviewOn } })
    else await call('care.noteAppeal', { params, body: { words } })
    await cache.invalidateQueries({ queryKey: ['harassment', limit.harassmentId] })
  }
  return (
    <ReasonDialog
      title={t(`limit.${shown}.title`)}
      lead={t(`limit.${shown}.lead`)}
      submit={t(`limit.${shown}.label`)}
      done={t(`limit.${shown}.done`)}
      label={t(shown === 'note' ? 'appeal.words' : 'field.reason')}
      {...(shown === 'review' ? { reviewIn: 90 } : {})}
      save={save}
      onClose={onClose}
    />
  )
}

function Limit({ limit, waits }: { limit: ContactLimit; waits: boolean }) {
  const { t } = useTranslation('harassment')
  const may = useMay()
  const [shown, setShown] = useState<Shown>()
  const acts = limit.liftedAt === null && may(limit.block ? 'harassment.block' : 'harassment.handle')
  return (
    <li className={classes.piece}>
      <p className={classes.head} data-lifted={limit.liftedAt !== null || undefined}>
        <Ban size={14} aria-hidden="true" /> <LimitWords limit={limit} />
      </p>
      <Facts limit={limit} />
      {acts && !waits ? (
        <div className={classes.buttons}>
          {(['review', 'lift', 'note'] as const).map((one) => (
            <SmallButton key={one} onClick={() => setShown(one)}>
              {t(`limit.${one}.label`)}
            </SmallButton>
          ))}
        </div>
      ) : null}
      {limit.held > 0 ? (
        <details className={classes.more}>
          <summary>{t('held.count', { count: limit.held })}</summary>
          <Suspense>
            <Held harassmentId={limit.harassmentId} limitId={limit.id} />
          </Suspense>
        </details>
      ) : null}
      <Suspense>
        {shown ? <Asked limit={limit} shown={shown} onClose={() => setShown(undefined)} /> : null}
      </Suspense>
    </li>
  )
}

function AppealRow({ appeal, onDecide }: { appeal: Appeal; onDecide(): void }) {
  const { t } = useTranslation('harassment')
  const agents = useAgents()
  const { words, cameAt, notedBy, outcome, answer, decidedBy, decidedAt } = appeal
  const nameOf = (id: string | null) => agents.get(id ?? '')?.name ?? t('words:someone')
  return (
    <li className={classes.piece}>
      <p className={classes.head}>
        {notedBy ? t('appeal.noted', { name: nameOf(notedBy) }) : t('appeal.own')}{' '}
        <Time at={cameAt} form="day" />
      </p>
      <p className={classes.text}>{words}</p>
      {outcome && decidedAt ? (
        <>
          <p className={classes.faint}>
            {t(`appeal.outcome.${outcome}`)} · {nameOf(decidedBy)} <Time at={decidedAt} form="day" />
          </p>
          <p className={classes.text}>{answer}</p>
        </>
      ) : (
        <div className={classes.buttons}>
          <SmallButton primary onClick={onDecide}>
            {t('appeal.decide')}
          </SmallButton>
        </div>
      )}
    </li>
  )
}

/** How the customer may write to us, what is held of them, and what they said against it. */
export function Limits({ whole, onChanged }: { whole: HarassmentRecord; onChanged(): Promise<unknown> }) {
  const { t } = useTranslation('harassment')
  const [limiting, setLimiting] = useState(false)
  const [deciding, setDeciding] = useState<Appeal>()
  const { harassment, limits, appeals } = whole
  const acts = useMay()('harassment.handle')
  const mayLimit = acts && harassment.state === 'confirmed'
  return (
    <>
      <Section
        title={t('limit.list')}
        flush
        action={
          mayLimit ? (
            <SmallButton onClick={() => setLimiting(true)}>
              {t(harassment.limit ? 'limit.change' : 'limit.label')}
            </SmallButton>
          ) : undefined
        }
      >
        {limits.length === 0 ? (
          <p className={classes.none}>
            {t(harassment.state === 'reported' ? 'limit.noneYet' : 'limit.none')}
          </p>
        ) : null}
        <ul aria-label={t('limit.list')}>
          {limits.map((limit) => (
            <Limit key={limit.id} limit={limit} waits={harassment.state === 'appealed' || !acts} />
          ))}
        </ul>
      </Section>
      {appeals.length > 0 ? (
        <Section title={t('appeal.list')} flush>
          <ul aria-label={t('appeal.list')}>
            {appeals.map((appeal) => (
              <AppealRow key={appeal.id} appeal={appeal} onDecide={() => setDeciding(appeal)} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Suspense>
        {limiting ? <LimitDialog record={harassment} onClose={() => setLimiting(false)} /> : null}
        {deciding ? (
          <AppealDialog appeal={deciding} onDecided={onChanged} onClose={() => setDeciding(undefined)} />
        ) : null}
      </Suspense>
    </>
  )
}
