import '../../../ui/styles/fields.ts'
import '@mantine/dates/styles.layer.css'
import { Button } from '@mantine/core'
import { DatePicker, TimeInput } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayAndTime } from '../../../ui/time/format.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { momentOf } from '../../../ui/time/wall-clock.ts'
import classes from './MomentCalendar.module.css'
import { Dialog } from '../../../ui/Dialog.tsx'

interface Props {
  title: string
  confirm: string
  onPick(at: string): void
  onClose(): void
}

const today = (timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.now())

/** A calendar and a clock in the workspace's time zone. */
export default function MomentCalendar({ title, confirm, onPick, onClose }: Props) {
  const { t, i18n } = useTranslation('inbox')
  const time = useTimeSettings()
  const now = useNow()
  const [day, setDay] = useState<string | null>(() => today(time.timeZone))
  const [clock, setClock] = useState('09:00')
  const [year = 0, month = 1, date = 1] = (day ?? '').split('-').map(Number)
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const at = day ? momentOf(year, month, date, hour, minute, time.timeZone) : Number.NaN
  const past = !(at > now)
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' })
  const monthName = new Intl.DateTimeFormat(i18n.language, {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })

  return (
    <Dialog onClose={onClose} title={title} size="auto">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (past) return
          onPick(new Date(at).toISOString())
          onClose()
        }}
      >
        <DatePicker
          value={day}
          onChange={setDay}
          minDate={today(time.timeZone)}
          firstDayOfWeek={i18n.language === 'ja' ? 0 : 1}
          weekdayFormat={(text) => weekday.format(new Date(text))}
          monthLabelFormat={(text) => monthName.format(new Date(text))}
          ariaLabels={{ previousMonth: t('later.previousMonth'), nextMonth: t('later.nextMonth') }}
        />
        <TimeInput
          label={t('later.time')}
          value={clock}
          onChange={(event) => setClock(event.currentTarget.value)}
        />
        <p className={classes.hint} role="status">
          {past ? t('later.past') : `${dayAndTime(at, now, time)} (${time.timeZone})`}
        </p>
        <Button type="submit" disabled={past}>
          {confirm}
        </Button>
      </form>
    </Dialog>
  )
}
