import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import classes from './MoreButton.module.css'

interface Props {
  busy: boolean
  onMore(): void
  /** It closes a box from edge to edge. */
  flush?: boolean
}

/** Fetches the next page of a list. */
export function MoreButton({ busy, onMore, flush = false }: Props) {
  const { t } = useTranslation('ui')
  return (
    <button
      type="button"
      className={cx(classes.more, flush && classes.flush)}
      disabled={busy}
      onClick={onMore}
    >
      {busy ? t('more.loading') : t('more.show')}
    </button>
  )
}
