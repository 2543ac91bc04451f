import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Unsent } from './standing.ts'
import classes from './Unsent.module.css'

/** An answer that waits for approval: who wrote it, and all of it. */
export function Whole({ row }: { row: Unsent }) {
  const { t } = useTranslation('unsent')
  return (
    <>
      <p className={classes.reason}>{t('author', { name: row.author })}</p>
      <p className={classes.whole}>{row.preview}</p>
    </>
  )
}

interface Props {
  busy: boolean
  onApprove(): void
  onDecline(): void
}

/** Lets it go, or gives it back to its author. */
export function Decide({ busy, onApprove, onDecline }: Props) {
  const { t } = useTranslation('unsent')
  return (
    <>
      <Button size="compact-sm" loading={busy} onClick={onApprove}>
        {t('approve')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={busy} onClick={onDecline}>
        {t('decline')}
      </Button>
    </>
  )
}
