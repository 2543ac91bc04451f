import { useQuery } from '@tanstack/react-query'
import { MessageSquareWarning } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { complaintsQuery } from '../../../api/reads/care.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import type { BesideProps } from '../../../app/shared/beside/section.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { ComplaintCard } from './ComplaintCard.tsx'
import classes from './Complaints.module.css'
import { useComplaintWork } from './use-complaint-work.ts'

const OpenDialog = lazy(() => import('./OpenDialog.tsx'))

/** Complaints that were recorded on the conversation, and how to record one. */
export default function ComplaintsSection({ conversation }: BesideProps) {
  const { t } = useTranslation('care')
  const may = useMay()('complaints.write')
  const query = useQuery(complaintsQuery(conversation.id))
  const work = useComplaintWork(conversation.id)
  const [opening, setOpening] = useState(false)
  const { data: complaints = [] } = query
  const standing = complaints.filter(({ state }) => state !== 'closed')
  const closed = complaints.filter(({ state }) => state === 'closed')
  const mayOpen = may && query.data !== undefined && standing.length === 0
  useCommands(
    mayOpen
      ? [
          {
            id: 'complaint',
            title: t('open.title'),
            group: t('inbox:commands.conversation'),
            run: () => setOpening(true),
          },
        ]
      : [],
  )
  return (
    <Section title={t('complaint')}>
      {query.isPending ? <SkeletonLines lines={1} /> : null}
      {query.isError && !query.data ? (
        <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : null}
      {standing.map((complaint) => (
        <ComplaintCard key={complaint.id} complaint={complaint} work={work} may={may} />
      ))}
      {mayOpen ? (
        <button type="button" className={classes.add} onClick={() => setOpening(true)}>
          <MessageSquareWarning size={15} aria-hidden="true" />
          {t('open.title')}
        </button>
      ) : null}
      {query.data && complaints.length === 0 && !may ? <p className={classes.none}>{t('none')}</p> : null}
      {closed.length > 0 ? (
        <details className={classes.closed}>
          <summary>{t('closedCount', { count: closed.length })}</summary>
          {closed.map((complaint) => (
            <ComplaintCard key={complaint.id} complaint={complaint} work={work} may={may} />
          ))}
        </details>
      ) : null}
      <Suspense>
        {opening ? (
          <OpenDialog conversation={conversation} work={work} onClose={() => setOpening(false)} />
        ) : null}
      </Suspense>
    </Section>
  )
}
