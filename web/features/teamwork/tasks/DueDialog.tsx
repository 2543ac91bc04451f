import '../../../ui/styles/fields.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MomentField } from '../../../app/form/MomentField.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import classes from './Tasks.module.css'

interface Props {
  dueAt: string | null
  onDue(dueAt: string): void
  onClose(): void
}

/** Asks for the day and the time of a deadline. */
export default function DueDialog({ dueAt, onDue, onClose }: Props) {
  const { t } = useTranslation('teamwork')
  const [at, setAt] = useState(dueAt ?? undefined)
  return (
    <Dialog onClose={onClose} title={t('due.label')} size={380}>
      <form
        className={classes.dueForm}
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (at === undefined) return
          onDue(at)
          onClose()
        }}
      >
        <div className={classes.dueFields}>
          <MomentField
            labels={{ day: t('due.day'), time: t('due.time') }}
            value={at}
            usual="18:00"
            onChange={setAt}
          />
        </div>
        <div className={classes.dueButtons}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" disabled={at === undefined}>
            {t('due.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
