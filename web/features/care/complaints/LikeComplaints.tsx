import { useQuery } from '@tanstack/react-query'
import { Repeat2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type LikeComplaint, likeComplaintsQuery } from '../../../api/reads/complaints.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Complaints.module.css'
import type { KnownComplaint } from './draft.ts'
import type { ComplaintWork } from './use-complaint-work.ts'

const shownAtOnce = 3

function Line({ like, children }: { like: LikeComplaint; children?: React.ReactNode }) {
  const { t } = useTranslation('care')
  return (
    <li className={classes.like}>
      <PlainLink href={`/inbox/${like.conversationId}?status=any`} className={classes.likeLink}>
        <span className={classes.likeName}>{like.subject || t('words:noSubject')}</span>
        <span className={classes.at}>
          #{like.number} · <Time at={like.openedAt} form="day" /> · {t(`like.${like.why}`)}
        </span>
      </PlainLink>
      {children}
    </li>
  )
}

interface Props {
  complaint: KnownComplaint
  work: ComplaintWork
  may: boolean
}

/** The earlier complaint that this one repeats, or those that it may repeat. */
export function LikeComplaints({ complaint, work, may }: Props) {
  const { t } = useTranslation('care')
  const { id, conversationId, repeatsId, state } = complaint
  const { data = [] } = useQuery(likeComplaintsQuery(conversationId, id))
  const repeated = data.find((one) => one.id === repeatsId)
  if (repeatsId !== null)
    return (
      <div className={classes.repeats}>
        <p className={classes.likeTitle}>
          <Repeat2 size={14} aria-hidden="true" />
          {t('like.repeats')}
        </p>
        {repeated ? (
          <ul>
            <Line like={repeated} />
          </ul>
        ) : null}
        {may ? (
          <button type="button" className={classes.quiet} onClick={() => work.press(id, { repeatsId: null })}>
            {t('like.unlink')}
          </button>
        ) : null}
      </div>
    )
  if (data.length === 0 || state === 'closed') return null
  const lines = data.slice(0, shownAtOnce)
  return (
    <details className={classes.history}>
      <summary>{t('like.found', { count: data.length })}</summary>
      <ul>
        {lines.map((like) => (
          <Line key={like.id} like={like}>
            {may ? (
              <SmallButton
                aria-label={t('like.linkOf', { number: like.number })}
                onClick={() => work.press(id, { repeatsId: like.id })}
              >
                {t('like.link')}
              </SmallButton>
            ) : null}
          </Line>
        ))}
      </ul>
    </details>
  )
}
