import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Download, Hand } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf, call } from '../../../api/call.ts'
import { type HarassmentRecord, harassmentQuery } from '../../../api/reads/harassment.ts'
import { useMay } from '../../../app/me.ts'
import { BackLink } from '../../../app/shared/BackLink.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { useAgents } from '../../../app/shared/directory.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Kinds, RecordState } from '../harassment/signs.tsx'
import { useReadAgain } from '../harassment/use-record-work.ts'
import { Evidence } from './Evidence.tsx'
import { Limits } from './Limits.tsx'
import classes from './Record.module.css'
import { Steps } from './Steps.tsx'

const TakeOverDialog = lazy(() => import('../harassment/TakeOverDialog.tsx'))
const DecideDialog = lazy(() => import('../harassment/DecideDialog.tsx'))
const ReasonDialog = lazy(() => import('../harassment/ReasonDialog.tsx'))

type Reasoned = 'close' | 'reopen' | 'erase'
type Shown = 'take-over' | 'decide' | Reasoned

/** What closes a record, opens it again, or erases it, each with a reason. */
function Asked({ whole, shown, onClose }: { whole: HarassmentRecord; shown: Reasoned; onClose(): void }) {
  const { t } = useTranslation('harassment')
  const { id, conversationId } = whole.harassment
  const navigate = useNavigate()
  const readAgain = useReadAgain(conversationId)
  const save = async (reason: string) => {
    const what = { params: { harassmentId: id }, body: { reason } }
    if (shown === 'close') await call('care.closeHarassment', what)
    else if (shown === 'reopen') await call('care.reopenHarassment', what)
    else {
      await call('care.eraseHarassment', what)
      await navigate({ to: '/care/harassments' as never, replace: true })
    }
    await readAgain()
  }
  return (
    <ReasonDialog
      title={t(`${shown}.title`)}
      lead={t(`${shown}.lead`)}
      submit={t(`${shown}.label`)}
      done={t(`${shown}.done`)}
      label={t('field.reason')}
      danger={shown === 'erase'}
      save={save}
      onClose={onClose}
    />
  )
}

function Buttons({ whole, onShow }: { whole: HarassmentRecord; onShow(shown: Shown): void }) {
  const { t } = useTranslation('harassment')
  const may = useMay()
  const { id, state, closedAt, limit } = whole.harassment
  if (!may('harassment.handle')) return null
  return (
    <div className={classes.buttons}>
      {closedAt === null ? (
        <SmallButton icon={<Hand size={14} />} onClick={() => onShow('take-over')}>
          {t('takeOver.label')}
        </SmallButton>
      ) : null}
      {state === 'reported' ? (
        <SmallButton primary onClick={() => onShow('decide')}>
          {t('decide.label')}
        </SmallButton>
      ) : null}
      {state === 'confirmed' && limit === null ? (
        <SmallButton onClick={() => onShow('close')}>{t('close.label')}</SmallButton>
      ) : null}
      {closedAt === null ? null : (
        <SmallButton onClick={() => onShow('reopen')}>{t('reopen.label')}</SmallButton>
      )}
      <a className={classes.download} href={addressOf(`/api/harassments/${id}/record.json`, {})} download>
        <Download size={14} aria-hidden="true" />
        {t('export')}
      </a>
      {may('harassment.erase') && limit === null ? (
        <SmallButton onClick={() => onShow('erase')}>{t('erase.label')}</SmallButton>
      ) : null}
    </div>
  )
}

function Head({ whole }: { whole: HarassmentRecord }) {
  const { t, i18n } = useTranslation('harassment')
  const agents = useAgents()
  const { kinds, state, summary, reportedBy, reportedAt, exposed, decision, takenOverBy, conversation } =
    whole.harassment
  const nameOf = (id: string) => agents.get(id)?.name ?? t('words:someone')
  return (
    <>
      <h2 className={classes.title}>
        {conversation.customer} · {conversation.subject || t('words:noSubject')}
      </h2>
      <p className={classes.pills}>
        <RecordState state={state} />
        <Kinds kinds={kinds} />
      </p>
      <p className={classes.text}>{summary}</p>
      <p className={classes.faint}>
        {t('reportedBy', { name: nameOf(reportedBy) })} <Time at={reportedAt} form="day" />
        {exposed.length > 0
          ? ` · ${t('exposedNames', { names: listOf(exposed.map(nameOf), i18n.language) })}`
          : null}
        {takenOverBy ? ` · ${t('takenOverBy', { name: nameOf(takenOverBy) })}` : null}
      </p>
      {decision ? <p className={classes.text}>{t('decided', { words: decision })}</p> : null}
    </>
  )
}

function Record({ whole }: { whole: HarassmentRecord }) {
  const { t } = useTranslation('harassment')
  const [shown, setShown] = useState<Shown>()
  const { conversationId, conversation, state } = whole.harassment
  const readAgain = useReadAgain(conversationId)
  const close = () => setShown(undefined)
  return (
    <article className={classes.record}>
      <Head whole={whole} />
      <PlainLink href={`/inbox/${conversationId}?status=any`} className={classes.link}>
        {t('toConversation', { number: conversation.number })}
      </PlainLink>
      <Buttons whole={whole} onShow={setShown} />
      {state === 'appealed' ? <p className={classes.alarm}>{t('appeal.waits')}</p> : null}
      <Limits whole={whole} onChanged={readAgain} />
      <Evidence whole={whole} onKept={readAgain} />
      <Steps steps={whole.steps} />
      <Suspense>
        {shown === 'take-over' ? <TakeOverDialog record={whole.harassment} onClose={close} /> : null}
        {shown === 'decide' ? <DecideDialog record={whole.harassment} onClose={close} /> : null}
        {shown === 'close' || shown === 'reopen' || shown === 'erase' ? (
          <Asked whole={whole} shown={shown} onClose={close} />
        ) : null}
      </Suspense>
    </article>
  )
}

/** One record of harassment with everything that hangs on it. */
export default function RecordPage() {
  const { t } = useTranslation('harassment')
  const { harassmentId } = useParams({ strict: false }) as { harassmentId: string }
  const query = useQuery(harassmentQuery(harassmentId))
  return (
    <>
      <BackLink href="/care/harassments">{t('list.back')}</BackLink>
      <Loaded query={query}>{(whole) => <Record whole={whole} />}</Loaded>
    </>
  )
}
