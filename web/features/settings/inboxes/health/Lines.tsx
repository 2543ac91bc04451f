import type { ReactNode } from 'react'
import type { useInfiniteQuery } from '@tanstack/react-query'
import { useProblemText } from '../../../../app/notices/problem-text.ts'
import { MoreButton } from '../../../../ui/MoreButton.tsx'
import { ErrorState, SkeletonLines } from '../../../../ui/states.tsx'
import quarantine from '../Quarantine.module.css'

interface Props<Item> {
  query: Pick<
    ReturnType<typeof useInfiniteQuery>,
    'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >
  items: readonly Item[] | undefined
  label: string
  none: string
  children(item: Item): ReactNode
}

/** A list that is read page by page, in a section of its own. */
export function Lines<Item>({ query, items, label, none, children }: Props<Item>) {
  const textOf = useProblemText()
  return (
    <>
      {query.isPending ? <SkeletonLines lines={2} className={quarantine.loading} /> : null}
      {query.isError && !items ? (
        <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {items?.length === 0 ? <p className={quarantine.none}>{none}</p> : null}
      {items && items.length > 0 ? <ul aria-label={label}>{items.map(children)}</ul> : null}
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}
