import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { searchQuery } from '../../api/reads/desk.ts'
import { searchRefreshQuery } from '../../api/reads/search-refresh.ts'
import { useProblemText } from '../../app/notices/problem-text.ts'
import { SearchField } from '../../app/shared/SearchField.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useNow } from '../../ui/time/clock.ts'
import { Filters } from './Filters.tsx'
import { Hits } from './Hits.tsx'
import { People } from './People.tsx'
import classes from './Search.module.css'
import { startOf, type Terms } from './terms.ts'

function Results({ terms }: { terms: Terms }) {
  const { t } = useTranslation('search')
  const textOf = useProblemText()
  const q = terms.q?.trim() ?? ''
  const { inboxId, customerId, period } = terms
  const query = useInfiniteQuery(searchQuery({ q, inboxId, customerId, from: startOf(period, useNow()) }))
  const first = query.data?.pages[0]
  const hits = query.data?.pages.flatMap((page) => page.items) ?? []

  if (q === '') {
    return (
      <EmptyState icon={<Search size={28} strokeWidth={1.5} />} title={t('start.title')}>
        {t('start.text')}
      </EmptyState>
    )
  }
  if (query.isPending) return <SkeletonLines lines={6} className={classes.loading} />
  if (query.isError && !first) {
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  }
  if (hits.length === 0 && (first?.customers.length ?? 0) === 0) {
    return (
      <EmptyState icon={<Search size={28} strokeWidth={1.5} />} title={t('nothing.title', { q })}>
        {t('nothing.text')}
      </EmptyState>
    )
  }
  return (
    <div className={query.isPlaceholderData ? classes.old : undefined} aria-busy={query.isPlaceholderData}>
      <People people={first?.customers ?? []} chosen={customerId} />
      <Hits
        hits={hits}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </div>
  )
}

/** Says why something may not be found yet. */
function Refreshing() {
  const { t } = useTranslation('search')
  const refresh = useQuery(searchRefreshQuery).data
  if (!refresh?.underWay) return null
  const percent = Math.floor((100 * refresh.done) / Math.max(1, refresh.total))
  return (
    <p role="status" className={classes.refreshing}>
      {t('refreshing', { percent })}
    </p>
  )
}

/** Finds words in every message, subject, attachment and customer. */
export function SearchScreen() {
  const { t } = useTranslation('search')
  const terms = useSearch({ from: '/shell/search' })
  const navigate = useNavigate()
  const change = (part: Partial<Terms>) =>
    void navigate({ to: '/search', search: { ...terms, ...part }, replace: true })
  return (
    <main className={classes.screen}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <div className={classes.top}>
        <SearchField
          first
          q={terms.q ?? ''}
          label={t('placeholder')}
          command={{ title: t('focus'), group: t('title') }}
          onSearch={(q) => change({ q })}
        />
        <Filters terms={terms} onChange={change} />
      </div>
      <div className={classes.results}>
        <Refreshing />
        <Results terms={terms} />
      </div>
    </main>
  )
}
