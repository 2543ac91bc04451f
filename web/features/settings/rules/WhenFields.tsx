import { Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { triggersQuery } from '../../../api/reads/rules.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { Radios } from '../shared/Radios.tsx'
import type { Triggers, When } from './rule.ts'
import classes from './Rules.module.css'

interface Props {
  when: When
  error: string | undefined
  onChange(when: When): void
}

const units = ['minutes', 'hours', 'days'] as const
type Moment = Extract<When, { moment: string }>

function Events({
  events,
  known,
  onChange,
}: {
  events: string[]
  known: Triggers['events']
  onChange(when: When): void
}) {
  const { t, i18n } = useTranslation('rules')
  const items = known.map(({ name, title }) => ({
    id: name,
    label: inLanguage(title, i18n.language),
    words: `${title.en} ${title.ja}`,
  }))
  const gone = events.filter((name) => !items.some(({ id }) => id === name))
  return (
    <PickMany
      label={t('events')}
      hint={t('eventsHint')}
      add={t('addEvent')}
      items={[...items, ...gone.map((id) => ({ id, label: t('gone') }))]}
      value={events}
      onChange={(next) => onChange({ events: next.slice(0, 10) })}
    />
  )
}

function AfterMoment({
  when,
  known,
  onChange,
}: {
  when: Moment
  known: Triggers['moments']
  onChange(when: When): void
}) {
  const { t, i18n } = useTranslation('rules')
  const { after } = when
  return (
    <>
      <div className={classes.moment}>
        <NativeSelect
          label={t('moment')}
          data={known.map(({ name, title }) => ({ value: name, label: inLanguage(title, i18n.language) }))}
          value={when.moment}
          onChange={(event) => onChange({ ...when, moment: event.currentTarget.value })}
        />
        <NumberField
          className={classes.amount}
          label={t('after')}
          value={after.amount}
          onChange={(amount) => onChange({ ...when, after: { ...after, amount: amount ?? Number.NaN } })}
        />
        <NativeSelect
          aria-label={t('unit')}
          className={classes.unit}
          data={units.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))}
          value={after.unit}
          onChange={(event) =>
            onChange({
              ...when,
              after: { ...after, unit: event.currentTarget.value as (typeof units)[number] },
            })
          }
        />
      </div>
      <Checkbox
        label={t('past')}
        description={t('pastHint')}
        checked={when.past}
        onChange={(event) => onChange({ ...when, past: event.currentTarget.checked })}
      />
    </>
  )
}

/** To what a rule answers: something that happens, or time that has passed. */
export function WhenFields({ when, error, onChange }: Props) {
  const { t } = useTranslation('rules')
  const query = useQuery(triggersQuery)
  const kind = 'events' in when ? 'events' : 'moment'
  return (
    <Loaded query={query}>
      {({ events, moments }) => {
        const first: When =
          kind === 'events'
            ? { moment: moments[0]?.name ?? '', after: { amount: 1, unit: 'days' }, past: false }
            : { events: [] }
        return (
          <>
            <Radios
              label={t('when')}
              value={kind}
              choices={[
                { value: 'events', label: t('byEvent') },
                { value: 'moment', label: t('byTime') },
              ]}
              onChange={(next) => next !== kind && onChange(first)}
            />
            {'events' in when ? (
              <Events events={when.events} known={events} onChange={onChange} />
            ) : (
              <AfterMoment when={when} known={moments} onChange={onChange} />
            )}
            {error ? (
              <p className={classes.wrong} role="alert">
                {error}
              </p>
            ) : null}
          </>
        )
      }}
    </Loaded>
  )
}
