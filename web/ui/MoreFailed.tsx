import { useTranslation } from 'react-i18next'
import classes from './MoreButton.module.css'

interface Props {
  busy: boolean
  onRetry(): void
}

/** Stands where the next page would be that did not come, and asks for it again. */
export function MoreFailed({ busy, onRetry }: Props) {
  const { t } = useTranslation('ui')
  return (
    <div className={classes.failed} role="alert">
      {t('more.failed')}
      <button type="button" disabled={busy} onClick={onRetry}>
        {busy ? t('more.loading') : t('error.retry')}
      </button>
    </div>
  )
}
