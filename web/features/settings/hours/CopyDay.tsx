import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/Dialog.tsx'
import classes from './Hours.module.css'

interface Props {
  /** Which day's hours, Monday is 0. */
  from: number
  names: readonly string[]
  onCopy(to: readonly number[]): void
  onClose(): void
}

const workdays = [0, 1, 2, 3, 4]

/** Asks to which other days the hours of one are copied. */
export function CopyDay({ from, names, onCopy, onClose }: Props) {
  const { t } = useTranslation('settings')
  const [to, setTo] = useState(workdays.includes(from) ? workdays.filter((day) => day !== from) : [])
  const copy = () => {
    onCopy(to)
    onClose()
  }
  return (
    <Dialog title={t('hours.copy', { day: names[from] })} size={400} onClose={onClose}>
      <form
        className={classes.copy}
        onSubmit={(event) => {
          event.preventDefault()
          // React lets events of a dialog rise to the page's own form.
          event.stopPropagation()
          copy()
        }}
      >
        {names.map((name, day) =>
          day === from ? null : (
            <Checkbox
              key={name}
              label={name}
              checked={to.includes(day)}
              onChange={({ currentTarget: { checked } }) =>
                setTo(checked ? [...to, day] : to.filter((one) => one !== day))
              }
            />
          ),
        )}
        <div className={classes.copyButtons}>
          <Button variant="default" onClick={onClose}>
            {t('app:form.cancel')}
          </Button>
          <Button type="submit" disabled={to.length === 0}>
            {t('hours.copyDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
