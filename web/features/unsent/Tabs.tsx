import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { UnsentTab } from '../../api/reads/unsent.ts'
import { useInboxes } from '../../app/shared/directory.tsx'
import page from '../../app/shared/PageTabs.module.css'
import { tabs, type UnsentSearch } from './search.ts'
import classes from './Unsent.module.css'

interface Props {
  counts: { waiting: number; failed: number; awaiting: number } | undefined
  search: UnsentSearch
  onChange(part: { inboxId: string | undefined }): void
}

/** Which messages are shown: failed or waiting, and of which inbox. */
export function Tabs({ counts, search, onChange }: Props) {
  const { t } = useTranslation('unsent')
  const inboxes = [...useInboxes().values()]
  const { state = 'all', inboxId } = search
  const countOf = (tab: UnsentTab) => counts && (tab === 'all' ? counts.waiting + counts.failed : counts[tab])
  return (
    <div className={classes.filters}>
      <nav className={page.tabs} aria-label={t('title')}>
        {tabs.map((tab) => (
          <Link
            key={tab}
            to="/unsent"
            search={{ ...(tab === 'all' ? {} : { state: tab }), ...(inboxId ? { inboxId } : {}) }}
            className={page.tab}
            activeProps={{}}
            activeOptions={{ exact: true }}
            aria-current={tab === state ? 'page' : undefined}
          >
            {t(`tab.${tab}`)}
            <span className={classes.tabCount}>{countOf(tab)}</span>
          </Link>
        ))}
      </nav>
      <select
        className={classes.select}
        aria-label={t('inbox')}
        value={inboxId ?? ''}
        onChange={(event) => onChange({ inboxId: event.currentTarget.value || undefined })}
      >
        <option value="">{t('allInboxes')}</option>
        {inboxes.map((inbox) => (
          <option key={inbox.id} value={inbox.id}>
            {inbox.name}
          </option>
        ))}
      </select>
    </div>
  )
}
