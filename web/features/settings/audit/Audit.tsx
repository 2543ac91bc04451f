import { useInfiniteQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { auditQuery } from '../../../api/reads/audit.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { startOfDay } from '../../../ui/time/wall-clock.ts'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import classes from './Audit.module.css'
import { Entry } from './Entry.tsx'
import { Filters, type Wanted } from './Filters.tsx'

function Entries({ wanted }: { wanted: Wanted }) {
  const { t } = useTranslation('audit')
  const textOf = useProblemText()
  const { timeZone } = useTimeSettings()
  const query = useInfiniteQuery(
    auditQuery({
      action: wanted.kind || undefined,
      actorId: wanted.actorId || undefined,
      from: startOfDay(wanted.from, timeZone),
      to: startOfDay(wanted.to, timeZone, 1),
    }),
  )
  const entries = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonLines lines={8} className={classes.loading} />
  if (query.isError && !query.data) {
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  }
  if (entries.length === 0) {
    return (
      <EmptyState icon={<ScrollText size={28} strokeWidth={1.5} />} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    )
  }
  return (
    <>
      <ol className={classes.entries} aria-label={t('app:settings.audit')}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}

/** Who changed settings or people, and what. */
export default function Audit() {
  const { t } = useTranslation('audit')
  const [wanted, setWanted] = useState<Wanted>({ kind: '', actorId: '', from: '', to: '' })
  return (
    <Page wide title={t('app:settings.audit')} lead={t('lead')}>
      <Filters wanted={wanted} onChange={setWanted} />
      <Box>
        <Entries wanted={wanted} />
      </Box>
    </Page>
  )
}
