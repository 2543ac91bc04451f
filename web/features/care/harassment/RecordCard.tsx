import { Ban, Hand } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Harassment } from '../../../api/reads/harassment.ts'
import type { ConversationDetail } from '../../../api/types.ts'
import { useMay, useMe } from '../../../app/me.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Harassment.module.css'
import { LimitWords } from './LimitWords.tsx'
import { Kinds, RecordState } from './signs.tsx'

const TakeOverDialog = lazy(() => import('./TakeOverDialog.tsx'))
const DecideDialog = lazy(() => import('./DecideDialog.tsx'))
const LimitDialog = lazy(() => import('./LimitDialog.tsx'))

interface Props {
  record: Harassment
  conversation: ConversationDetail
}

/** One record beside its conversation: what it was, how far it is, and what a lead does next. */
export function RecordCard({ record, conversation }: Props) {
  const { t } = useTranslation('harassment')
  const may = useMay()
  const me = useMe().agent
  const agents = useAgents()
  const [shown, setShown] = useState<'take-over' | 'decide' | 'limit'>()
  const { id, kinds, state, summary, reportedBy, reportedAt, evidenceCount, limit, exposed } = record
  const handles = may('harassment.handle')
  const close = () => setShown(undefined)
  const isOpen = record.closedAt === null
  const isTheirs = handles || reportedBy === me.id || exposed.includes(me.id)
  return (
    <article className={classes.card} aria-label={t('harassment')}>
      <div className={classes.pills}>
        <RecordState state={state} />
        <Kinds kinds={kinds} />
      </div>
      {limit ? (
        <p className={classes.limited}>
          <Ban size={14} aria-hidden="true" />
          <LimitWords limit={limit} />
        </p>
      ) : null}
      <p className={classes.words}>{summary}</p>
      <p className={classes.faint}>
        {t('reportedBy', { name: agents.get(reportedBy)?.name ?? t('words:someone') })}{' '}
        <Time at={reportedAt} form="day" /> · {t('evidence.count', { count: evidenceCount })}
      </p>
      <div className={classes.buttons}>
        {handles && isOpen && conversation.assigneeId !== me.id ? (
          <SmallButton icon={<Hand size={14} />} onClick={() => setShown('take-over')}>
            {t('takeOver.label')}
          </SmallButton>
        ) : null}
        {handles && state === 'reported' ? (
          <SmallButton primary onClick={() => setShown('decide')}>
            {t('decide.label')}
          </SmallButton>
        ) : null}
        {handles && state === 'confirmed' ? (
          <SmallButton icon={<Ban size={14} />} onClick={() => setShown('limit')}>
            {t(limit ? 'limit.change' : 'limit.label')}
          </SmallButton>
        ) : null}
        {isTheirs ? (
          <PlainLink href={`/care/harassments/${id}`} className={classes.link}>
            {t('details')}
          </PlainLink>
        ) : null}
      </div>
      <Suspense>
        {shown === 'take-over' ? <TakeOverDialog record={record} onClose={close} /> : null}
        {shown === 'decide' ? <DecideDialog record={record} onClose={close} /> : null}
        {shown === 'limit' ? <LimitDialog record={record} onClose={close} /> : null}
      </Suspense>
    </article>
  )
}
