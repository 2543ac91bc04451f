import { useQueryClient } from '@tanstack/react-query'
import { CloudOff } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { connection } from '../../api/live/connection.ts'
import { Time } from '../../ui/time/Time.tsx'
import classes from './ConnectionBanner.module.css'

/** A short break is nobody's business. */
const patience = 2500

function useLostSince(): number | undefined {
  const { state, since } = useSyncExternalStore(connection.subscribe, connection.get)
  const lost = state === 'lost' || (state === 'connecting' && connection.get().heardAt === 0)
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!lost) return setShown(false)
    const timer = setTimeout(() => setShown(true), Math.max(0, patience - (Date.now() - since)))
    return () => clearTimeout(timer)
  }, [lost, since])
  return lost && shown ? since : undefined
}

/** Says quietly that the connection is lost, that the app keeps trying, and how old the data is. */
export function ConnectionBanner() {
  const { t } = useTranslation('app')
  const queryClient = useQueryClient()
  const lostSince = useLostSince()
  if (lostSince === undefined) return <div className={classes.none} role="status" />
  const heardAt =
    connection.get().heardAt ||
    Math.max(
      0,
      ...queryClient
        .getQueryCache()
        .getAll()
        .map((query) => query.state.dataUpdatedAt),
    )
  return (
    <div className={classes.banner} role="status">
      <CloudOff size={15} aria-hidden="true" />
      <span>{t('connection.lost')}</span>
      {heardAt > 0 ? (
        <span className={classes.age}>
          {t('connection.asOf')} <Time at={new Date(heardAt).toISOString()} form="day" />
        </span>
      ) : null}
    </div>
  )
}
