import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { complaintSettingsQuery } from '../../../api/reads/complaints.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Complaints.module.css'
import type { KnownComplaint } from './draft.ts'
import { LikeComplaints } from './LikeComplaints.tsx'
import { Due, SeverityPill, StatePill } from './signs.tsx'
import type { ComplaintWork } from './use-complaint-work.ts'

const EditDialog = lazy(() => import('./EditDialog.tsx'))
const History = lazy(() => import('./History.tsx'))

interface Props {
  complaint: KnownComplaint
  work: ComplaintWork
  may: boolean
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Facts({ complaint }: { complaint: KnownComplaint }) {
  const { t } = useTranslation('care')
  const owner = useAgents().get(complaint.ownerId ?? '')?.name
  const causes = useQuery(complaintSettingsQuery).data?.causes
  const { causeId, promise, promiseDueAt, promiseKeptAt, apology, apologisedAt, correction, dueAt } =
    complaint
  const cause =
    causeId === null ? undefined : (causes?.find(({ id }) => id === causeId)?.name ?? t('goneCause'))
  return (
    <dl className={classes.facts}>
      <Fact name={t('field.ownerId')}>{owner ?? t('words:nobody')}</Fact>
      {dueAt ? (
        <Fact name={t('field.dueAt')}>
          <Due at={dueAt} met={complaint.state === 'closed'} />
        </Fact>
      ) : null}
      <Fact name={t('field.causeId')}>{cause ?? <span className={classes.none}>{t('notNamed')}</span>}</Fact>
      {promise || promiseDueAt ? (
        <Fact name={t('part.promise')}>
          {promise ? <p className={classes.words}>{promise}</p> : null}
          {promiseKeptAt ? (
            <span className={classes.kept}>
              {t('promise.kept')} <Time at={promiseKeptAt} form="day" />
            </span>
          ) : promiseDueAt ? (
            <Due at={promiseDueAt} met={complaint.state === 'closed'} />
          ) : null}
        </Fact>
      ) : null}
      {apology || apologisedAt ? (
        <Fact name={t('part.apology')}>
          {apology ? <p className={classes.words}>{apology}</p> : null}
          {apologisedAt ? <Time at={apologisedAt} form="day" className={classes.at} /> : null}
        </Fact>
      ) : null}
      {correction ? (
        <Fact name={t('field.correction')}>
          <p className={classes.words}>{correction}</p>
        </Fact>
      ) : null}
    </dl>
  )
}

function Buttons({ complaint, work, onEdit }: Props & { onEdit(as: 'edit' | 'close'): void }) {
  const { t } = useTranslation('care')
  const { id, state, promise, promiseDueAt, promiseKeptAt } = complaint
  const promised = (promise !== '' || promiseDueAt !== null) && promiseKeptAt === null
  if (state === 'closed')
    return (
      <div className={classes.buttons}>
        <SmallButton onClick={() => work.press(id, { state: 'acting' })}>{t('reopen')}</SmallButton>
        <SmallButton onClick={() => onEdit('edit')}>{t('edit.label')}</SmallButton>
      </div>
    )
  return (
    <div className={classes.buttons}>
      {state === 'open' ? (
        <SmallButton onClick={() => work.press(id, { state: 'acting' })}>{t('start')}</SmallButton>
      ) : null}
      {promised ? (
        <SmallButton onClick={() => work.press(id, { promiseKeptAt: new Date().toISOString() })}>
          {t('promise.keep')}
        </SmallButton>
      ) : null}
      <SmallButton onClick={() => onEdit('edit')}>{t('edit.label')}</SmallButton>
      <SmallButton primary onClick={() => onEdit('close')}>
        {t('close.label')}
      </SmallButton>
    </div>
  )
}

/** One complaint: how bad, what, by whom and until when, and what was done about it. */
export function ComplaintCard({ complaint, work, may }: Props) {
  const { t } = useTranslation('care')
  const [shown, setShown] = useState<'edit' | 'close'>()
  const [history, setHistory] = useState(false)
  const { summary, severity, state, openedAt, closedAt } = complaint
  return (
    <article className={classes.card} aria-label={t('complaint')}>
      <div className={classes.pills}>
        <SeverityPill severity={severity} />
        <StatePill state={state} />
        <span className={classes.at}>
          {closedAt ? <Time at={closedAt} form="day" /> : <Time at={openedAt} form="day" />}
        </span>
      </div>
      {summary ? <p className={classes.words}>{summary}</p> : null}
      <Facts complaint={complaint} />
      <LikeComplaints complaint={complaint} work={work} may={may} />
      {may ? <Buttons complaint={complaint} work={work} may={may} onEdit={setShown} /> : null}
      <details className={classes.history} onToggle={(event) => setHistory(event.currentTarget.open)}>
        <summary>{t('history.label')}</summary>
        <Suspense>{history ? <History complaint={complaint} /> : null}</Suspense>
      </details>
      <Suspense>
        {shown ? (
          <EditDialog
            complaint={complaint}
            work={work}
            closing={shown === 'close'}
            onClose={() => setShown(undefined)}
          />
        ) : null}
      </Suspense>
    </article>
  )
}
