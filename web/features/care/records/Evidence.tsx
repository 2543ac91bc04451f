import { Paperclip, ShieldCheck, TriangleAlert } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/call.ts'
import type { Evidence as Piece, HarassmentRecord } from '../../../api/reads/harassment.ts'
import { useMay } from '../../../app/me.ts'
import { Section } from '../../../app/shared/Section.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Record.module.css'

const KeepDialog = lazy(() => import('./KeepDialog.tsx'))

function PieceRow({ piece, recordId }: { piece: Piece; recordId: string }) {
  const { t } = useTranslation('harassment')
  const opens = useMay()('harassment.handle')
  const { id, message, file, keptAt, keptBy, intact, hash } = piece
  return (
    <li className={classes.piece}>
      {message ? (
        <>
          <p className={classes.head}>
            <strong>{message.author || message.from}</strong> <Time at={message.at} form="day" />
          </p>
          {message.subject ? <p className={classes.faint}>{message.subject}</p> : null}
          <p className={classes.text}>{message.text}</p>
        </>
      ) : null}
      {file ? (
        <p className={classes.file}>
          <Paperclip size={14} aria-hidden="true" />
          {opens ? (
            <a href={addressOf(`/api/harassments/${recordId}/evidence/${id}/file`, {})} download>
              {file.name}
            </a>
          ) : (
            <span>{file.name}</span>
          )}
        </p>
      ) : null}
      <p className={classes.proof} data-broken={!intact || undefined}>
        {intact ? (
          <ShieldCheck size={13} aria-hidden="true" />
        ) : (
          <TriangleAlert size={13} aria-hidden="true" />
        )}
        <span>
          {t(intact ? 'evidence.intact' : 'evidence.broken')} ·{' '}
          {t('evidence.keptBy', { name: keptBy.name || t('words:someone') })} <Time at={keptAt} form="day" />{' '}
          · <code title={hash}>{hash.slice(0, 12)}</code>
        </span>
      </p>
    </li>
  )
}

/** What was kept for a record, and whether it is as it was. */
export function Evidence({ whole, onKept }: { whole: HarassmentRecord; onKept(): Promise<unknown> }) {
  const { t } = useTranslation('harassment')
  const [keeping, setKeeping] = useState(false)
  const { evidence, complete, harassment } = whole
  const mayAdd = harassment.closedAt === null
  return (
    <Section
      title={t('evidence.title')}
      lead={t('evidence.lead')}
      flush
      action={
        mayAdd ? <SmallButton onClick={() => setKeeping(true)}>{t('evidence.add')}</SmallButton> : undefined
      }
    >
      {complete ? null : (
        <p className={classes.alarm} role="alert">
          <TriangleAlert size={16} aria-hidden="true" />
          {t('evidence.incomplete')}
        </p>
      )}
      {evidence.length === 0 ? <p className={classes.none}>{t('evidence.none')}</p> : null}
      <ul aria-label={t('evidence.title')}>
        {evidence.map((piece) => (
          <PieceRow key={piece.id} piece={piece} recordId={harassment.id} />
        ))}
      </ul>
      <Suspense>
        {keeping ? (
          <KeepDialog record={harassment} onKept={onKept} onClose={() => setKeeping(false)} />
        ) : null}
      </Suspense>
    </Section>
  )
}
