import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Composer.module.css'

interface Props {
  onSend(): void
  onDismiss(): void
}

/** Somebody wrote while we did: what is new stands above; nothing was sent. */
export function ConflictBar({ onSend, onDismiss }: Props) {
  const { t } = useTranslation('inbox')
  return (
    <div className={classes.conflict} role="alert">
      <span>{t('composer.conflict')}</span>
      <Button size="compact-sm" variant="default" onClick={onDismiss}>
        {t('composer.keepWriting')}
      </Button>
      <Button size="compact-sm" color="red" onClick={onSend}>
        {t('composer.sendAnyway')}
      </Button>
    </div>
  )
}
