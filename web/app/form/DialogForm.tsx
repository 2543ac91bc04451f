import { Button } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../notices/notices.ts'
import { focusWrong } from './focus-wrong.ts'
import classes from './SaveForm.module.css'
import type { AnyForm } from './use-form.ts'
import { Dialog } from '../../ui/Dialog.tsx'

interface Props {
  title: string
  /** The button's word. */
  submit: string
  form: AnyForm
  /** Said once it is saved; without it, "saved". */
  done?: string
  /** Stays open after saving: something has to be shown. */
  stays?: boolean
  width?: number
  /** It cannot be taken back. */
  danger?: boolean
  onClose(): void
  children: ReactNode
}

/** A short form in a dialog. It closes when it is saved; a click beside it never loses what was typed. */
export function DialogForm(props: Props) {
  const { title, submit, form, done, stays = false, width = 480, danger = false, onClose, children } = props
  const { t } = useTranslation('app')
  const element = useRef<HTMLFormElement>(null)
  const send = async () => {
    if (!(await form.submit())) {
      focusWrong(element.current)
      return
    }
    if (stays) return
    say(done ?? t('form.saved'))
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={title} size={width} closeOnClickOutside={!form.dirty}>
      <form
        ref={element}
        noValidate
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault()
          // React lets events of a dialog rise to the page's own form.
          event.stopPropagation()
          void send()
        }}
      >
        {children}
        <div className={classes.foot}>
          {form.problem ? (
            <p className={classes.problem} role="alert">
              {form.problem}
            </p>
          ) : null}
          <div className={classes.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" color={danger ? 'red' : 'indigo'} loading={form.busy}>
              {submit}
            </Button>
          </div>
        </div>
      </form>
    </Dialog>
  )
}
