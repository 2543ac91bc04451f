import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { dayAndTime } from '../../../ui/time/format.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'

/** Whether a calendar is open just now, and until when, in the reader's own time. */
export function OpenPill({
  calendar,
}: {
  calendar: Pick<Output<'hours.getCalendar'>, 'open' | 'changesAt'>
}) {
  const { t } = useTranslation('settings')
  const [settings, now] = [useTimeSettings(), useNow()]
  const { open, changesAt } = calendar
  const time = changesAt && dayAndTime(Date.parse(changesAt), now, settings)
  const words = time === null ? t(`hours.now.${open}`) : t(`hours.nowUntil.${open}`, { time })
  return <Pill tone={open ? 'resolved' : 'plain'}>{words}</Pill>
}
