import { useInfiniteQuery } from '@tanstack/react-query'
import { History as HistoryIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { timelineQuery } from '../../../../api/reads/customer-lists.ts'
import { useProblemText } from '../../../../app/notices/problem-text.ts'
import { useInboxes } from '../../../../app/shared/directory.tsx'
import { MoreButton } from '../../../../ui/MoreButton.tsx'
import { MoreFailed } from '../../../../ui/MoreFailed.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../../ui/states.tsx'
import { Merges } from '../../merge/Merges.tsx'
import { Entry } from './Entry.tsx'
import past from '../Past.module.css'

/** Everything that happened with the customer, the newest first, over all inboxes in sight. */
export default function History({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers')
  const textOf = useProblemText()
  const inboxes = useInboxes()
  const query = useInfiniteQuery(timelineQuery(customerId))
  if (query.isPending) return <SkeletonLines lines={6} className={past.loading} />
  if (query.isError && !query.data) {
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  }
  const entries = query.data?.pages.flatMap((page) => page.items) ?? []
  if (entries.length === 0) {
    return (
      <EmptyState icon={<HistoryIcon size={28} strokeWidth={1.5} />} title={t('history.emptyTitle')}>
        {t('history.emptyText')}
      </EmptyState>
    )
  }
  return (
    <>
      <Merges customerId={customerId} />
      <ol className={past.list}>
        {entries.map((entry) => (
          <Entry key={`${entry.kind} ${entry.id}`} entry={entry} customerId={customerId} inboxes={inboxes} />
        ))}
      </ol>
      {query.isFetchNextPageError ? (
        <MoreFailed busy={query.isFetchingNextPage} onRetry={() => void query.fetchNextPage()} />
      ) : query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}
