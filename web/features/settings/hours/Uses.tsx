import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { inboxesQuery, teamsQuery } from '../../../api/reads/directory.ts'
import { calendarsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { Section } from '../frame/Section.tsx'
import type { Calendar } from './week.ts'

interface Props {
  calendar: Output<'hours.getCalendar'>
  draft: Calendar
  onChange(change: Partial<Calendar>): void
}

/** Which inboxes and teams go by it. One that goes by another calendar says so, and leaves it. */
export function Uses({ calendar: { id, isDefault }, draft, onChange }: Props) {
  const { t } = useTranslation('settings')
  const others = (useQuery(calendarsQuery).data ?? []).filter((other) => other.id !== id)
  const inboxes = useQuery(inboxesQuery).data ?? []
  const teams = useQuery(teamsQuery).data ?? []
  const itemsOf = (list: readonly { id: string; name: string }[], key: 'inboxIds' | 'teamIds') =>
    list.map((one) => {
      const other = others.find((calendar) => calendar[key].includes(one.id))
      const detail = other && t('hours.goesBy', { name: other.name })
      return { id: one.id, label: one.name, ...(detail ? { detail } : {}) }
    })
  return (
    <Section title={t('hours.uses')} lead={t(isDefault ? 'hours.usesLeadDefault' : 'hours.usesLead')}>
      <PickMany
        label={t('hours.inboxes')}
        add={t('hours.addInbox')}
        items={itemsOf(inboxes, 'inboxIds')}
        value={draft.inboxIds}
        onChange={(inboxIds) => onChange({ inboxIds })}
      />
      <PickMany
        label={t('hours.teams')}
        hint={t('hours.teamsHint')}
        add={t('hours.addTeam')}
        items={itemsOf(teams, 'teamIds')}
        value={draft.teamIds}
        onChange={(teamIds) => onChange({ teamIds })}
      />
    </Section>
  )
}
