import type { TFunction } from 'i18next'
import { AlarmClock } from 'lucide-react'
import type { PickItem } from '../../../ui/pick/find-items.ts'
import { dayAndTime, type TimeSettings } from '../../../ui/time/format.ts'
import { laterChoices } from './later.ts'

/** Sensible moments to come, as things to pick; the id is the ISO moment. */
export function laterItems(t: TFunction<'inbox'>, time: TimeSettings): PickItem[] {
  const now = Date.now()
  return laterChoices(now, time.timeZone).map(({ name, at }) => ({
    id: new Date(at).toISOString(),
    label: t(`later.${name}`),
    detail: dayAndTime(at, now, time),
    icon: <AlarmClock size={15} color="var(--c-text-faint)" />,
  }))
}
