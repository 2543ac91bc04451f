import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import classes from './Detail.module.css'

interface Props {
  query: {
    isPending: boolean
    isError: boolean
    error: unknown
    isFetching: boolean
    isPlaceholderData: boolean
    hasNextPage: boolean
    isFetchingNextPage: boolean
    refetch(): unknown
    fetchNextPage(): unknown
  }
  /** The lines that are loaded so far. */
  children: readonly ReactNode[]
}

/** Lines that come page by page, with what is said while there are none. */
export function LoadedRows({ query, children }: Props) {
  const { t } = useTranslation('reports')
  const textOf = useProblemText()
  return (
    <>
      {query.isPending ? (
        <SkeletonLines lines={5} className={classes.loading} />
      ) : query.isError && children.length === 0 ? (
        <ErrorState
          message={textOf(query.error)}
          retry={() => void query.refetch()}
          busy={query.isFetching}
        />
      ) : children.length === 0 ? (
        <p className={classes.nothing}>{t('behind.nothing')}</p>
      ) : (
        <ul className={classes.rows} aria-busy={query.isPlaceholderData}>
          {children}
        </ul>
      )}
      {query.hasNextPage ? (
        <button
          type="button"
          className={classes.more}
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? t('behind.loading') : t('behind.more')}
        </button>
      ) : null}
    </>
  )
}
