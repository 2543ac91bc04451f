import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './SaveForm.module.css'
import type { AnyForm } from './use-form.ts'
import { Dialog } from '../../ui/Dialog.tsx'

interface Props {
  form: AnyForm
  save(): Promise<boolean>
}

/** Asks before somebody leaves changes behind: for another page here, and (in the browser's words) for another site. */
export function LeaveGuard({ form, save }: Props) {
  const { t } = useTranslation('app')
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => form.dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => form.dirty,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  const saveAndGo = async () => {
    if (await save()) proceed()
    else reset()
  }
  return (
    <Dialog onClose={reset} title={t('form.leave.title')} size={420}>
      <div className={classes.leave}>
        <p>{t('form.leave.text')}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={proceed}>
            {t('form.leave.discard')}
          </Button>
          <Button loading={form.busy} onClick={() => void saveAndGo()} data-autofocus>
            {t('form.leave.save')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
