import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './AskFirst.module.css'
import { Dialog } from './Dialog.tsx'

interface Props {
  /** The question. */
  title: string
  /** What follows from a yes. */
  children: ReactNode
  /** The yes, as a verb: "Remove". */
  action: string
  busy?: boolean
  /** It cannot be taken back. */
  danger?: boolean
  onYes(): void
  onClose(): void
}

/** Asks before something that cannot be undone. Escape and a click elsewhere mean no. */
export function AskFirst({ title, children, action, busy = false, danger = false, onYes, onClose }: Props) {
  const { t } = useTranslation('ui')
  return (
    <Dialog onClose={onClose} title={title} size={420}>
      <div className={classes.body}>
        <div>{children}</div>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color={danger ? 'red' : 'indigo'} loading={busy} onClick={onYes}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
