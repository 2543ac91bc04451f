import { TextInput } from '@mantine/core'
import { DayWords } from '../../ui/time/DayWords.tsx'
import { useTimeSettings } from '../../ui/time/Time.tsx'
import { momentOf, wallClock } from '../../ui/time/wall-clock.ts'
import classes from './MomentField.module.css'

const two = (value: number) => String(value).padStart(2, '0')

interface Props {
  /** Names of the two fields. */
  labels: { day: string; time: string }
  /** An ISO moment; undefined while none is chosen. */
  value: string | undefined
  /** The time of a day that was just chosen. */
  usual?: string
  onChange(value: string | undefined): void
}

/** A day and a time in the workspace's time zone. */
export function MomentField({ labels, value, usual = '00:00', onChange }: Props) {
  const { timeZone } = useTimeSettings()
  const shown = value === undefined ? undefined : wallClock(Date.parse(value), timeZone)
  const day = shown ? `${shown.year}-${two(shown.month)}-${two(shown.day)}` : ''
  const time = shown ? `${two(shown.hour)}:${two(shown.minute)}` : ''
  const put = (newDay: string, newTime: string) => {
    const [year, month, date] = newDay.split('-').map(Number)
    const [hour = 0, minute = 0] = newTime.split(':').map(Number)
    const at = year && month && date ? momentOf(year, month, date, hour, minute, timeZone) : Number.NaN
    onChange(Number.isNaN(at) ? undefined : new Date(at).toISOString())
  }
  return (
    <>
      <TextInput
        type="date"
        className={classes.day}
        aria-label={labels.day}
        inputContainer={(field) => <DayWords day={day}>{field}</DayWords>}
        value={day}
        onChange={(event) => put(event.currentTarget.value, time || usual)}
      />
      <TextInput
        type="time"
        className={classes.time}
        aria-label={labels.time}
        disabled={day === ''}
        value={time}
        onChange={(event) => put(day, event.currentTarget.value)}
      />
    </>
  )
}
