import { useTranslation } from 'react-i18next'
import classes from './MoreButton.module.css'

interface Props {
  busy: boolean
  onRetry(): void
}

/** Stands where the next page would be that did not come, and asks for it again. */
export function MoreFailed(props: Props) {
  const { t } = useTranslation('ui')
  return <Failed {...props} text={t('more.failed')} />
}

/** Stands in a small place for what could not be read, and asks for it again: an error must not look like nothing. */
export function ReadAgain(props: Props) {
  const { t } = useTranslation('ui')
  return <Failed {...props} text={t('error.title')} />
}

function Failed({ text, busy, onRetry }: Props & { text: string }) {
  const { t } = useTranslation('ui')
  return (
    <div className={classes.failed} role="alert">
      {text}
      <button type="button" disabled={busy} onClick={onRetry}>
        {busy ? t('more.loading') : t('error.retry')}
      </button>
    </div>
  )
}
