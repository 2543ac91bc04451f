import { useQueryClient } from '@tanstack/react-query'
import { CloudOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { connection } from '../../api/live/connection.ts'
import { cx } from '../../ui/cx.ts'
import { Time } from '../../ui/time/Time.tsx'
import classes from './Banner.module.css'

/** Says quietly that the connection is lost, that the app keeps trying, and how old the data is. */
export function ConnectionBanner() {
  const { t } = useTranslation('app')
  const queryClient = useQueryClient()
  const { troubled, heardAt } = useSyncExternalStore(connection.subscribe, connection.get)
  if (!troubled) return <div role="status" />
  const fetchedAt = queryClient
    .getQueryCache()
    .getAll()
    .map((query) => query.state.dataUpdatedAt)
  const asOf = heardAt || Math.max(0, ...fetchedAt)
  return (
    <div className={cx(classes.banner, classes.waiting)} role="status">
      <CloudOff size={15} aria-hidden="true" />
      <span>{t('connection.lost')}</span>
      {asOf > 0 ? (
        <span className={classes.age}>
          {t('connection.asOf')} <Time at={new Date(asOf).toISOString()} form="day" />
        </span>
      ) : null}
    </div>
  )
}
