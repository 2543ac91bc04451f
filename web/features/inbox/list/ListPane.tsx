import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Inbox } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsOf } from '../../../api/live/merge-list.ts'
import { listQuery } from '../../../api/reads/conversations.ts'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import { useMay } from '../../../app/me.ts'
import { askForMore } from '../../../app/shared/more.ts'
import { addressWith } from '../../../app/shared/PlainLink.tsx'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { MoreFailed } from '../../../ui/MoreFailed.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { conditionsOf, filterOf, type FilterSearch, sameFilter } from '../filter.ts'
import type { ViewLine } from '../views/use-views.ts'
import { Chips } from './Chips.tsx'
import { ListHeader } from './ListHeader.tsx'
import classes from './ListPane.module.css'
import { ListSkeleton } from './ListSkeleton.tsx'
import { RowList } from './RowList.tsx'
import { useRowsWithOpen } from './use-rows-with-open.ts'
import { usePrefetch } from './use-prefetch.ts'

interface Props {
  search: FilterSearch
  /** The view that this filter is, if it is one. */
  view: ViewLine | undefined
  openId: string | undefined
  onShowViews(): void
}

/** Before the first inbox nothing can arrive: whoever may connect one is led there. */
function NoInbox() {
  const { t } = useTranslation('inbox')
  const to: string = '/settings/inboxes/new'
  return (
    <EmptyState
      icon={<Inbox size={28} strokeWidth={1.5} />}
      title={t('list.noInbox')}
      action={<Link to={to}>{t('list.addInbox')}</Link>}
    >
      {t('list.noInboxText')}
    </EmptyState>
  )
}

/** The list of conversations under the present filter. */
export function ListPane({ search: given, view, openId, onShowViews }: Props) {
  const { t } = useTranslation('inbox')
  const textOf = useProblemText()
  const navigate = useNavigate()
  // The message that is looked for is in the open conversation only.
  const search = useMemo(() => ({ ...given, message: undefined }), [given])
  const filter = useMemo(() => filterOf(search), [search])
  const query = useInfiniteQuery(listQuery(filter))
  const rows = useRowsWithOpen(
    useMemo(() => rowsOf(query.data), [query.data]),
    openId,
  )
  const prefetch = usePrefetch()
  const mayConnect = useMay()('settings.write')
  const { data: inboxes } = useQuery(inboxesQuery)
  const changed = view !== undefined && !sameFilter(view.search, search)

  const onOpen = useCallback(
    (conversationId: string) =>
      void navigate({ to: '/inbox/$conversationId', params: { conversationId }, search, replace: false }),
    [navigate, search],
  )
  const hrefOf = useCallback(
    (conversationId: string) => addressWith(`/inbox/${conversationId}`, search),
    [search],
  )

  const whyEmpty = () => {
    if ((!view || changed) && conditionsOf(filter).length > 0) return t('list.emptyFiltered')
    return filter.status === 'open' ? t('list.emptyOpen') : t('list.emptyOther')
  }
  const body = () => {
    if (query.isPending) return <ListSkeleton />
    if (query.isError && rows.length === 0) {
      return (
        <ErrorState
          message={textOf(query.error)}
          retry={() => void query.refetch()}
          busy={query.isFetching}
        />
      )
    }
    if (rows.length === 0) {
      if (mayConnect && inboxes?.length === 0) return <NoInbox />
      return (
        <EmptyState icon={<Inbox size={28} strokeWidth={1.5} />} title={t('list.empty')}>
          {whyEmpty()}
        </EmptyState>
      )
    }
    return (
      <RowList
        key={JSON.stringify(filter)}
        rows={rows}
        openId={openId}
        hrefOf={hrefOf}
        onOpen={onOpen}
        onPoint={prefetch.soon}
        onEnd={() => askForMore(query)}
        below={
          query.isFetchNextPageError ? (
            <MoreFailed busy={query.isFetchingNextPage} onRetry={() => void query.fetchNextPage()} />
          ) : null
        }
        label={t('list.label')}
      />
    )
  }
  return (
    <section className={classes.pane} aria-label={t('list.label')}>
      <ListHeader search={search} view={view} changed={changed} onShowViews={onShowViews} />
      <Chips search={search} view={view} changed={changed} />
      {body()}
    </section>
  )
}
