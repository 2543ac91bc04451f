import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Bell, CheckCheck, SlidersHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { noticesQuery } from '../../api/reads/notices.ts'
import { useProblemText } from '../../app/notices/problem-text.ts'
import { PlainLink } from '../../app/shared/PlainLink.tsx'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { NoticeRow } from './NoticeRow.tsx'
import classes from './Notices.module.css'
import { useMarking } from './use-marking.ts'

function Tabs({ unread }: { unread: boolean }) {
  const { t } = useTranslation('notices')
  return (
    <nav className={classes.tabs} aria-label={t('tab.label')}>
      {(['all', 'unread'] as const).map((tab) => (
        <Link
          key={tab}
          to="/notices"
          search={tab === 'unread' ? { show: tab } : {}}
          className={classes.tab}
          activeProps={{}}
          activeOptions={{ exact: true }}
          aria-current={unread === (tab === 'unread') ? 'page' : undefined}
        >
          {t(`tab.${tab}`)}
        </Link>
      ))}
    </nav>
  )
}

/** What concerns the person, newest first. */
export function NoticesScreen() {
  const { t } = useTranslation('notices')
  const textOf = useProblemText()
  const unread = useSearch({ from: '/shell/notices' }).show === 'unread'
  const query = useInfiniteQuery(noticesQuery(unread))
  const { mark, markAll } = useMarking()
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  const [newest] = rows
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <div className={classes.titles}>
          <h1 className={classes.title}>{t('title')}</h1>
          <PlainLink href="/settings/notifications" className={classes.settings}>
            <SlidersHorizontal size={14} aria-hidden="true" />
            {t('settings')}
          </PlainLink>
        </div>
        <div className={classes.filters}>
          <Tabs unread={unread} />
          <Button
            variant="subtle"
            size="xs"
            leftSection={<CheckCheck size={15} />}
            disabled={!newest || rows.every(({ read }) => read)}
            onClick={() => newest && void markAll(newest.id)}
          >
            {t('allRead')}
          </Button>
        </div>
      </header>
      <div className={classes.content}>
        {query.isPending ? <SkeletonLines lines={6} className={classes.loading} /> : null}
        {query.isError && !query.data ? (
          <ErrorState
            message={textOf(query.error)}
            retry={() => void query.refetch()}
            busy={query.isFetching}
          />
        ) : null}
        {query.data && rows.length === 0 ? (
          <EmptyState
            icon={<Bell size={28} strokeWidth={1.5} />}
            title={t(unread ? 'empty.unreadTitle' : 'empty.title')}
          >
            {t(unread ? 'empty.unreadText' : 'empty.text')}
          </EmptyState>
        ) : null}
        {rows.length > 0 ? (
          <ul className={classes.list} aria-label={t('title')}>
            {rows.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onMark={(read) => void mark([notice.id], read)} />
            ))}
          </ul>
        ) : null}
        {query.hasNextPage ? (
          <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
        ) : null}
      </div>
    </main>
  )
}
