import { createContext, useContext, useSyncExternalStore } from 'react'
import { onTick } from './clock.ts'
import { dayAndTime, duration, exactTime, shortTime, timeOfDay, type TimeSettings } from './format.ts'

const Settings = createContext<TimeSettings>({ locale: 'ja', timeZone: 'Asia/Tokyo' })

/** Gives everything inside the language and the time zone for its times. */
export const TimeProvider = Settings.Provider

/** Language and time zone of the times on this screen. */
export const useTimeSettings = (): TimeSettings => useContext(Settings)

interface Props {
  /** ISO moment. */
  at: string
  /** `short` for rows, `day` with day and time for sentences, `clock` under a day's name, `since` for how long ago. */
  form?: 'short' | 'day' | 'clock' | 'since'
  className?: string
}

/** A moment in words that keep themselves right; the exact time is its title. */
export function Time({ at, form = 'short', className }: Props) {
  const settings = useTimeSettings()
  const moment = Date.parse(at)
  const text = useSyncExternalStore(onTick, () => {
    const now = Date.now()
    if (form === 'since') return duration(now - moment, settings)
    if (form === 'clock') return timeOfDay(moment, settings)
    return form === 'day' ? dayAndTime(moment, now, settings) : shortTime(moment, now, settings)
  })
  return (
    <time dateTime={at} title={exactTime(moment, settings)} className={className}>
      {text}
    </time>
  )
}
