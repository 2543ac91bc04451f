import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { careWaitingQuery } from '../../api/reads/care.ts'
import { useMay } from '../../app/me.ts'
import tabs from '../../app/shared/PageTabs.module.css'
import { cx } from '../../ui/cx.ts'
import classes from './Care.module.css'

/** The frame around lists of complaints and of harassment. */
export default function Care() {
  const { t } = useTranslation('care')
  const may = useMay()
  const waiting = useQuery(careWaitingQuery).data
  const pages = [
    { page: 'complaints', count: waiting?.overdueComplaints ?? 0 },
    ...(may('harassment.report') ? [{ page: 'harassments', count: waiting?.recordsToReview ?? 0 }] : []),
  ]
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <h1 className={classes.title}>{t('pages.title')}</h1>
        <nav className={cx(tabs.tabs, classes.tabs)} aria-label={t('pages.title')}>
          {pages.map(({ page, count }) => (
            <Link
              key={page}
              to={`/care/${page}` as never}
              className={tabs.tab}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
            >
              {t(`pages.${page}`)}
              {count > 0 ? <span className={classes.tabCount}>{count}</span> : null}
            </Link>
          ))}
        </nav>
      </header>
      <div className={classes.content}>
        <Outlet />
      </div>
    </main>
  )
}
