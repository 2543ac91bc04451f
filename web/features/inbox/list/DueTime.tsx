import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../api/types.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { duration, exactTime } from '../../../ui/time/format.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from './Row.module.css'

/** How long a promise still runs, or how long ago it was broken: あと40分, 12分超過. */
export function DueTime({
  promise: { kind, dueAt, soonAt },
}: {
  promise: NonNullable<Conversation['promise']>
}) {
  const { t } = useTranslation('inbox')
  const settings = useTimeSettings()
  const now = useNow()
  const due = Date.parse(dueAt ?? '')
  const isOver = due <= now
  const isSoon = soonAt !== null && Date.parse(soonAt) <= now
  return (
    <span
      className={classes.due}
      data-state={isOver ? 'over' : isSoon ? 'soon' : undefined}
      title={t('list.dueTitle', { what: t(`list.promise.${kind}`), at: exactTime(due, settings) })}
    >
      {t(isOver ? 'list.over' : 'list.due', { time: duration(Math.abs(due - now), settings) })}
    </span>
  )
}
