import { Button } from '@mantine/core'
import { type ReactNode, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../commands/use-commands.ts'
import { say } from '../notices/notices.ts'
import { focusWrong } from './focus-wrong.ts'
import { LeaveGuard } from './LeaveGuard.tsx'
import classes from './SaveForm.module.css'
import type { AnyForm } from './use-form.ts'

interface Props {
  form: AnyForm
  children: ReactNode
}

/**
 * The fields of a page with a bar at its foot that appears once something was changed: save, or throw the changes
 * away. Saves with Enter in a field and with ⌘S or Ctrl+S, and asks before somebody leaves unsaved changes behind.
 */
export function SaveForm({ form, children }: Props) {
  const { t } = useTranslation('app')
  const hint = useId()
  const element = useRef<HTMLFormElement>(null)
  const save = async () => {
    if (!form.dirty) return true
    const saved = await form.submit()
    if (saved) say(t('form.saved'))
    else focusWrong(element.current)
    return saved
  }
  useCommands([
    {
      id: 'save',
      title: t('form.save'),
      group: t('commands.screen'),
      place: 1,
      keys: 'mod+s',
      inFields: true,
      run: () => void save(),
    },
  ])
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {children}
      <LeaveGuard form={form} save={save} />
      {form.dirty || form.busy ? (
        <div className={classes.bar} role="group" aria-labelledby={hint}>
          <p id={hint} className={classes.hint} role="status">
            {t('form.unsaved')}
          </p>
          {form.problem ? (
            <p className={classes.problem} role="alert">
              {form.problem}
            </p>
          ) : null}
          <div className={classes.buttons}>
            <Button variant="default" disabled={form.busy} onClick={form.reset}>
              {t('form.discard')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {t('form.save')}
            </Button>
          </div>
        </div>
      ) : null}
    </form>
  )
}
