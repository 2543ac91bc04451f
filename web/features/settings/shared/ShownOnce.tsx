import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../../ui/CopyField.tsx'
import classes from './ShownOnce.module.css'
import { Dialog } from '../../../ui/Dialog.tsx'

interface Props {
  title: string
  label: string
  /** The secret. */
  value: string
  /** What it is for, and that it is not shown again. */
  children: ReactNode
  onClose(): void
}

/** A secret that is shown this once: the dialog closes only by its button. */
export function ShownOnce({ title, label, value, children, onClose }: Props) {
  const { t } = useTranslation('settings')
  return (
    <Dialog
      onClose={onClose}
      title={title}
      size={520}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className={classes.stack}>
        <p>{children}</p>
        <CopyField label={label} value={value} />
        <Button className={classes.done} onClick={onClose}>
          {t('kept')}
        </Button>
      </div>
    </Dialog>
  )
}
