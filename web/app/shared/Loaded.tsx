import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useProblemText } from '../notices/problem-text.ts'
import classes from './Loaded.module.css'

interface Props<T> {
  query: UseQueryResult<T>
  children(data: T): ReactNode
}

/** What was fetched; grey lines until it is there, and what went wrong with a way to try again. */
export function Loaded<T>({ query, children }: Props<T>) {
  const textOf = useProblemText()
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) return <SkeletonLines lines={6} className={classes.loading} />
  return (
    <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
  )
}
