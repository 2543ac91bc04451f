import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../../app/form/use-form.ts'
import { useTeams } from '../../../app/shared/directory.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { lengthText } from '../../../ui/time/length.ts'
import { Section } from '../frame/Section.tsx'
import type { QueueDraft } from './queue.ts'
import classes from './Queues.module.css'

const [minute, hour] = [60, 3600]
const lengths = [
  30,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  24 * hour,
  48 * hour,
]

/** After how long which other teams help. */
export function Overflow({ form }: { form: Form<QueueDraft> }) {
  const { t, i18n } = useTranslation('queues')
  const { overflowSeconds, overflowTeamIds, teamIds } = form.draft
  const teams = [...useTeams().values()]
    .filter(({ id }) => !teamIds.includes(id) || overflowTeamIds.includes(id))
    .map(({ id, name }) => ({ id, label: name }))
  const offered = [...new Set([...lengths, ...(overflowSeconds === null ? [] : [overflowSeconds])])].sort(
    (a, b) => a - b,
  )
  const error = form.errorOf('overflowTeamIds')
  return (
    <Section title={t('overflow.title')} lead={t('overflow.lead')}>
      <NativeSelect
        label={t('overflow.after')}
        data={[
          { value: '', label: t('overflow.never') },
          ...offered.map((seconds) => ({
            value: String(seconds),
            label: t('overflow.length', {
              length: lengthText(seconds, { locale: i18n.language, business: false }),
            }),
          })),
        ]}
        value={overflowSeconds === null ? '' : String(overflowSeconds)}
        error={form.errorOf('overflowSeconds')}
        onChange={(event) => {
          const { value } = event.currentTarget
          form.set({ overflowSeconds: value === '' ? null : Number(value) })
        }}
      />
      {overflowSeconds === null ? null : (
        <div>
          <PickMany
            label={t('overflow.teams')}
            add={t('addTeam')}
            items={teams}
            value={overflowTeamIds}
            onChange={(ids) => form.set({ overflowTeamIds: ids })}
          />
          {error ? (
            <p className={classes.wrong} role="alert">
              {error}
            </p>
          ) : null}
        </div>
      )}
    </Section>
  )
}
