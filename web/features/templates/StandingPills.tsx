import { useTranslation } from 'react-i18next'
import type { Template } from '../../api/reads/templates.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useNow } from '../../ui/time/clock.ts'
import { dayIn } from '../../ui/time/day-in.ts'
import { useTimeSettings } from '../../ui/time/Time.tsx'
import { writtenDay } from '../../ui/time/written-day.ts'

/** From how many days before its end it is said when that is. */
const near = 30

type Standing = Pick<Template, 'status' | 'archivedAt' | 'expiresOn' | 'usable'>

/** Says of an answer what its reader should know before they count on it: a draft, a change that waits, its end. */
export function StandingPills({ template }: { template: Standing }) {
  const { t, i18n } = useTranslation('templates')
  const { status, archivedAt, expiresOn } = template
  const [{ timeZone }, now] = [useTimeSettings(), useNow()]
  if (archivedAt !== null) return <Pill>{t('pill.archived')}</Pill>
  const over = expiresOn !== null && expiresOn < dayIn(timeZone, now)
  const soon = expiresOn !== null && expiresOn <= dayIn(timeZone, now + near * 86_400_000)
  return (
    <>
      {status === 'draft' ? <Pill tone="waiting">{t('pill.draft')}</Pill> : null}
      {status === 'changed' ? <Pill tone="waiting">{t('pill.changed')}</Pill> : null}
      {over ? <Pill tone="danger">{t('pill.expired')}</Pill> : null}
      {soon && !over ? <Pill>{t('pill.until', { day: writtenDay(expiresOn, i18n.language) })}</Pill> : null}
    </>
  )
}
