import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  type ComplaintChange,
  complaintChangesQuery,
  complaintSettingsQuery,
} from '../../../api/reads/complaints.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { dayAndTime } from '../../../ui/time/format.ts'
import { Time, useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from './Complaints.module.css'
import type { KnownComplaint } from './draft.ts'

/** Fields whose values are moments. */
const moments = new Set(['dueAt', 'promiseDueAt', 'promiseKeptAt', 'apologisedAt'])

function useValueText() {
  const { t } = useTranslation('care')
  const agents = useAgents()
  const causes = useQuery(complaintSettingsQuery).data?.causes ?? []
  const settings = useTimeSettings()
  return (field: string, value: string | null): string => {
    if (value === null || value === '') return t('history.nothing')
    if (field === 'severity') return t(`severity.${value}`)
    if (field === 'state') return t(`state.${value}`)
    if (field === 'ownerId') return agents.get(value)?.name ?? t('words:someone')
    if (field === 'causeId') return causes.find(({ id }) => id === value)?.name ?? t('goneCause')
    if (field === 'repeatsId') return t('history.linked')
    if (moments.has(field)) return dayAndTime(Date.parse(value), Date.now(), settings)
    return value
  }
}

function Change({ change }: { change: ComplaintChange }) {
  const { t } = useTranslation('care')
  const textOf = useValueText()
  const { by, at, fields } = change
  const who = by.kind === 'system' ? t('history.rule') : by.name
  const opened = Object.keys(fields).length === 1 && fields['state']?.from === null
  return (
    <li className={classes.change}>
      <p className={classes.changeHead}>
        <span>{who}</span> <Time at={at} form="day" className={classes.at} />
      </p>
      {opened ? (
        <p>{t('history.opened')}</p>
      ) : (
        Object.entries(fields).map(([field, { from, to }]) => (
          <p key={field} className={classes.changed}>
            {t(`field.${field}`)}: <del>{textOf(field, from)}</del> <span aria-hidden="true">→</span>{' '}
            <ins>{textOf(field, to)}</ins>
          </p>
        ))
      )}
    </li>
  )
}

/** Who changed what of a complaint. */
export default function History({ complaint: { id, conversationId } }: { complaint: KnownComplaint }) {
  const { t } = useTranslation('care')
  const query = useQuery(complaintChangesQuery(conversationId, id))
  if (query.isPending) return <SkeletonLines lines={2} />
  if (!query.data) return <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
  return (
    <ul aria-label={t('history.label')}>
      {query.data.map((change) => (
        <Change key={change.id} change={change} />
      ))}
    </ul>
  )
}
