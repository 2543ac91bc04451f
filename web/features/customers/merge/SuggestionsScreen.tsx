import { useInfiniteQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { suggestedMergesQuery } from '../../../api/reads/customer-merges.ts'
import type { Output } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { BackLink } from '../../../app/shared/BackLink.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { MoreFailed } from '../../../ui/MoreFailed.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Face } from './Face.tsx'
import classes from './Suggestions.module.css'
import { useMergeWork } from './use-merge-work.ts'
import { useReason } from './use-reason.ts'

const MergeDialog = lazy(() => import('./MergeDialog.tsx'))

type Pair = Output<'customers.listSuggestedMerges'>['items'][number]

interface PairProps {
  pair: Pair
  onLook(): void
  onNever(): void
}

function PairLine({ pair, onLook, onNever }: PairProps) {
  const { t } = useTranslation('merge')
  const reasonOf = useReason()
  const { one, other } = pair
  return (
    <li className={classes.pair} aria-label={t('customers.pair', { one: one.name, other: other.name })}>
      <Face customer={one} />
      <Face customer={other} />
      <p className={classes.reason}>{reasonOf(pair)}</p>
      <div className={classes.buttons}>
        <SmallButton onClick={onLook}>{t('customers.look')}</SmallButton>
        <SmallButton onClick={onNever}>{t('customers.never')}</SmallButton>
      </div>
    </li>
  )
}

function Pairs() {
  const { t } = useTranslation('merge')
  const textOf = useProblemText()
  const { never } = useMergeWork()
  const [looked, setLooked] = useState<Pair>()
  const query = useInfiniteQuery(suggestedMergesQuery)
  if (query.isPending) return <SkeletonLines lines={8} className={classes.loading} />
  if (query.isError && !query.data)
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  const pairs = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (pairs.length === 0)
    return (
      <EmptyState icon={<UsersRound size={28} strokeWidth={1.5} />} title={t('customers.none')}>
        {t('customers.noneText')}
      </EmptyState>
    )
  return (
    <>
      <p className={classes.lead}>{t('customers.suggestionsText')}</p>
      <ul className={classes.pairs}>
        {pairs.map((pair) => (
          <PairLine
            key={`${pair.one.id} ${pair.other.id}`}
            pair={pair}
            onLook={() => setLooked(pair)}
            onNever={() => void never(pair.one.id, pair.other).catch(sayProblem)}
          />
        ))}
      </ul>
      {query.isFetchNextPageError ? (
        <MoreFailed busy={query.isFetchingNextPage} onRetry={() => void query.fetchNextPage()} />
      ) : query.hasNextPage ? (
        <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
      <Suspense>
        {looked ? (
          <MergeDialog customer={looked.one} other={looked.other} onClose={() => setLooked(undefined)} />
        ) : null}
      </Suspense>
    </>
  )
}

/** Everybody who may be the same person as somebody else, to be looked at pair by pair. */
export function SuggestionsScreen() {
  const { t } = useTranslation('merge')
  // Waited for as well: some of its words stand here.
  useTranslation('customers')
  return (
    <main className={classes.screen}>
      <BackLink href="/customers">{t('customers:title')}</BackLink>
      <h1 className={classes.title}>{t('customers.suggestions')}</h1>
      <Pairs />
    </main>
  )
}
