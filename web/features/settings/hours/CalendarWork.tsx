import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { calendarQuery, calendarsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { say, sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'

type Calendar = Output<'hours.getCalendar'>

function useWork(calendar: Calendar) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const params = { calendarId: calendar.id }
  const refresh = () => queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey })
  const run = (work: () => Promise<unknown>) => {
    setBusy(true)
    work()
      .catch(sayProblem)
      .finally(() => setBusy(false))
  }
  const makeDefault = async () => {
    queryClient.setQueryData(
      calendarQuery(calendar.id).queryKey,
      await call('hours.makeDefaultCalendar', { params }),
    )
    say(t('hours.isDefaultNow', { name: calendar.name }))
    await refresh()
  }
  // Nobody goes by it: made anew, it is the same but for its id.
  const putBack = async () => {
    const { name, timeZone, region, week, days } = calendar
    await call('hours.createCalendar', { body: { name, timeZone, region, week, days } })
    await refresh()
  }
  const remove = async () => {
    await call('hours.deleteCalendar', { params })
    await navigate({ href: '/settings/hours' })
    queryClient.removeQueries({ queryKey: calendarQuery(calendar.id).queryKey })
    sayDone({
      id: `calendar ${calendar.id}`,
      text: t('hours.removed', { name: calendar.name }),
      seconds: 8,
      undo: () => void putBack().catch(sayProblem),
    })
    await refresh()
  }
  return { busy, makeDefault: () => run(makeDefault), remove: () => run(remove) }
}

/** Makes a calendar the default, or deletes it; says why it can't be where it is needed. */
export function CalendarWork({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('settings')
  const { busy, makeDefault, remove } = useWork(calendar)
  const { isDefault, inboxIds, teamIds } = calendar
  const used = inboxIds.length + teamIds.length > 0
  const why = isDefault ? t('hours.neededDefault') : used ? t('hours.neededUsed') : undefined
  return (
    <Section title={t('hours.manage')}>
      <Act
        title={t(isDefault ? 'hours.isDefault' : 'hours.makeDefault')}
        text={t(isDefault ? 'hours.isDefaultText' : 'hours.makeDefaultText')}
      >
        {isDefault ? null : (
          <Button variant="default" loading={busy} onClick={makeDefault}>
            {t('hours.makeDefault')}
          </Button>
        )}
      </Act>
      <Act title={t('hours.remove')} text={why ?? t('hours.removeText')}>
        {why === undefined ? (
          <Button variant="default" color="red" loading={busy} onClick={remove}>
            {t('hours.remove')}
          </Button>
        ) : null}
      </Act>
    </Section>
  )
}
