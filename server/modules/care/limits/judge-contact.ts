import type { ContactHours, HeldContact } from '../contract-limits.ts'

/** What a limit says of a message. */
export interface Terms {
  block: boolean
  channels: readonly string[] | null
  most: number | null
  periodDays: number | null
  hours: ContactHours | null
}

/** What is asked about. */
export interface Contact {
  channel: string
  at: Date
  /** When messages of theirs were let in before. */
  letIn: readonly Date[]
}

const DAY_MS = 86_400_000

const clockIn = (at: Date, timeZone: string): { day: number; time: string } => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at)
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  return {
    day: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(of('weekday')),
    time: `${of('hour')}:${of('minute')}`,
  }
}

/** Within the hours, their end not among them. */
const isWithin = ({ days, from, to }: ContactHours, at: Date, timeZone: string): boolean => {
  const { day, time } = clockIn(at, timeZone)
  return days.includes(day) && from <= time && time < to
}

/**
 * Why a message is held; null: it is let in. What is held never counts against the number: who waits until the period is over may
 * write again, whatever they sent meanwhile.
 */
export const judgeContact = (
  { block, channels, most, periodDays, hours }: Terms,
  { channel, at, letIn }: Contact,
  timeZone: string,
): HeldContact['heldFor'] | null => {
  if (block) return 'block'
  if (channels !== null && !channels.includes(channel)) return 'channel'
  if (hours !== null && !isWithin(hours, at, timeZone)) return 'hours'
  if (most !== null && periodDays !== null) {
    const since = at.getTime() - periodDays * DAY_MS
    const counted = letIn.filter((one) => one.getTime() > since && one.getTime() <= at.getTime()).length
    if (counted >= most) return 'number'
  }
  return null
}
