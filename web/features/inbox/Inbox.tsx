import { Outlet, useParams, useSearch } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { EmptyState } from '../../ui/states.tsx'
import classes from './Inbox.module.css'
import { ListPane } from './list/ListPane.tsx'
import { currentLine, useViews } from './views/use-views.ts'
import { ViewsPane } from './views/ViewsPane.tsx'

const ViewsDrawer = lazy(() => import('./views/ViewsDrawer.tsx'))

/** Views, list and conversation beside each other; on a phone one at a time. */
export function Inbox() {
  const { t } = useTranslation('inbox')
  const search = useSearch({ from: '/shell/inbox' })
  const { conversationId } = useParams({ strict: false })
  const [views, setViews] = useState(false)
  const groups = useViews()
  const current = useMemo(() => currentLine(groups, search), [groups, search])
  const showViews = useCallback(() => setViews(true), [])
  return (
    <div className={classes.inbox} data-whole-phone={conversationId === undefined ? undefined : true}>
      <div className={classes.views}>
        <ViewsPane groups={groups} current={current} />
      </div>
      <Suspense>
        {views ? <ViewsDrawer groups={groups} current={current} onClose={() => setViews(false)} /> : null}
      </Suspense>
      <main className={classes.main}>
        <h1 className="visually-hidden">{t('title')}</h1>
        <div className={classes.list}>
          <ListPane search={search} view={current} openId={conversationId} onShowViews={showViews} />
        </div>
        <div className={classes.conversation}>
          <Outlet />
        </div>
      </main>
    </div>
  )
}

/** The place of the conversation while none is open. */
export function NothingOpen() {
  const { t } = useTranslation('inbox')
  return (
    <EmptyState
      icon={<MessagesSquare size={28} strokeWidth={1.5} />}
      title={t('nothing.title')}
      action={
        <span className={classes.keys}>
          <KeyHint keys="j" /> <KeyHint keys="k" /> <KeyHint keys="enter" /> <KeyHint keys="?" />
        </span>
      }
    >
      {t('nothing.text')}
    </EmptyState>
  )
}
