import { AlarmClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PickItem } from '../../../ui/pick/find-items.ts'
import { dayAndTime } from '../../../ui/time/format.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { laterChoices } from './later.ts'

/** Sensible moments to come, as things to pick; the id is the ISO moment. */
export function useLaterItems(): PickItem[] {
  const { t } = useTranslation('inbox')
  const time = useTimeSettings()
  const now = useNow()
  return laterChoices(now, time.timeZone).map(({ name, at }) => ({
    id: new Date(at).toISOString(),
    label: t(`later.${name}`),
    detail: dayAndTime(at, now, time),
    icon: <AlarmClock size={15} color="var(--c-text-faint)" />,
  }))
}
