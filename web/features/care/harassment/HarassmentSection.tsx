import { useQuery } from '@tanstack/react-query'
import { Ban, Siren } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contactLimitQuery, harassmentsQuery } from '../../../api/reads/harassment.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import type { BesideProps } from '../../../app/shared/beside/section.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import classes from './Harassment.module.css'
import { LimitWords } from './LimitWords.tsx'
import { RecordCard } from './RecordCard.tsx'
import { useReadAgain } from './use-record-work.ts'

const ReportDialog = lazy(() => import('./ReportDialog.tsx'))

/** Records of harassment on the conversation, and how to report it. */
export default function HarassmentSection({ conversation }: BesideProps) {
  const { t } = useTranslation('harassment')
  const query = useQuery(harassmentsQuery(conversation.id))
  const readAgain = useReadAgain(conversation.id)
  const [reporting, setReporting] = useState(false)
  const { data: records = [] } = query
  const open = records.filter(({ closedAt }) => closedAt === null)
  const elsewhere = useQuery(contactLimitQuery(conversation.id)).data
  const limit = records.some((one) => one.limit) ? undefined : elsewhere
  const closed = records.filter(({ closedAt }) => closedAt !== null)
  useCommands([
    {
      id: 'harassment',
      title: t('report.title'),
      group: t('inbox:commands.conversation'),
      run: () => setReporting(true),
    },
  ])
  return (
    <Section title={t('harassment')}>
      {query.isPending ? <SkeletonLines lines={1} /> : null}
      {query.isError && !query.data ? (
        <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : null}
      {limit ? (
        <p className={classes.limited}>
          <Ban size={14} aria-hidden="true" />
          <LimitWords limit={limit} />
        </p>
      ) : null}
      {open.map((record) => (
        <RecordCard key={record.id} record={record} conversation={conversation} />
      ))}
      <button type="button" className={classes.add} onClick={() => setReporting(true)}>
        <Siren size={15} aria-hidden="true" />
        {t('report.title')}
      </button>
      {closed.length > 0 ? (
        <details className={classes.closed}>
          <summary>{t('closedCount', { count: closed.length })}</summary>
          {closed.map((record) => (
            <RecordCard key={record.id} record={record} conversation={conversation} />
          ))}
        </details>
      ) : null}
      <Suspense>
        {reporting ? (
          <ReportDialog
            conversationId={conversation.id}
            onReported={readAgain}
            onClose={() => setReporting(false)}
          />
        ) : null}
      </Suspense>
    </Section>
  )
}
