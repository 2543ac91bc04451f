import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { waitingQuery } from '../../api/reads/teamwork.ts'
import tabs from '../../app/shared/PageTabs.module.css'
import { cx } from '../../ui/cx.ts'
import { teamPages, waitingOn } from './pages.ts'
import classes from './Team.module.css'

/** What a team does together: one page beside the other. */
export default function Team() {
  const { t } = useTranslation('teamwork')
  const waiting = useQuery(waitingQuery).data
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <h1 className={classes.title}>{t('title')}</h1>
        <nav className={cx(tabs.tabs, classes.tabs)} aria-label={t('title')}>
          {teamPages.map((page) => {
            const count = waiting ? waitingOn(page, waiting) : 0
            return (
              <Link
                key={page}
                to={`/team/${page}` as never}
                className={tabs.tab}
                activeProps={{ 'aria-current': 'page' }}
                activeOptions={{ includeSearch: false }}
              >
                {t(`page.${page}`)}
                {count > 0 ? <span className={classes.tabCount}>{count}</span> : null}
              </Link>
            )
          })}
        </nav>
      </header>
      <div className={classes.content}>
        <Outlet />
      </div>
    </main>
  )
}
