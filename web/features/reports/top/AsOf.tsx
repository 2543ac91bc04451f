import { useIsFetching, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from '../Reports.module.css'

/** Up to when what is shown is right, and a way to have it anew. `keys`: what is fetched then. */
export function AsOf({ at, keys }: { at: string | undefined; keys: readonly QueryKey[] }) {
  const { t } = useTranslation('reports')
  const client = useQueryClient()
  const busy = useIsFetching({ queryKey: keys[0] ?? [] }) > 0
  return (
    <div className={classes.asOf} aria-live="off">
      {at ? (
        <span>
          {t('asOf')} <Time at={at} form="day" />
        </span>
      ) : null}
      <IconButton
        label={t('refresh')}
        small
        data-busy={busy || undefined}
        className={classes.refresh}
        onClick={() => {
          for (const queryKey of keys) void client.invalidateQueries({ queryKey })
        }}
      >
        <RotateCw size={15} />
      </IconButton>
    </div>
  )
}
