import { Button, TextInput } from '@mantine/core'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../../ui/time/clock.ts'
import { dayIn } from '../../../ui/time/day-in.ts'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import { writtenDay } from '../../../ui/time/written-day.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Section } from '../frame/Section.tsx'
import { Blocks } from './Blocks.tsx'
import classes from './Hours.module.css'
import { byDate, type Calendar } from './week.ts'

type Day = Calendar['days'][number]

function DayRow({ day, onChange, onRemove }: { day: Day; onChange(day: Day): void; onRemove(): void }) {
  const { t, i18n } = useTranslation('settings')
  const label = `${day.date} ${day.name}`.trim()
  return (
    <li className={classes.special}>
      <span className={classes.date} data-figures>
        {writtenDay(day.date, i18n.language)}
      </span>
      <TextInput
        aria-label={t('hours.dayName', { date: day.date })}
        className={classes.dayName}
        maxLength={100}
        value={day.name}
        onChange={(event) => onChange({ ...day, name: event.currentTarget.value })}
      />
      <Blocks day={label} blocks={day.blocks} onChange={(blocks) => onChange({ ...day, blocks })} />
      <IconButton small label={t('question.remove', { name: label })} onClick={onRemove}>
        <Trash2 size={15} />
      </IconButton>
    </li>
  )
}

interface Props {
  days: readonly Day[]
  /** The calendar's time zone: its day is today. */
  timeZone: string
  onChange(days: Day[]): void
}

/** Days that differ from the week. */
export function SpecialDays({ days, timeZone, onChange }: Props) {
  const { t } = useTranslation('settings')
  const [date, setDate] = useState('')
  const today = dayIn(timeZone, useNow())
  const [past, setPast] = useState(false)
  const over = days.filter((day) => day.date < today).length
  const taken = days.some((day) => day.date === date)
  const add = () => {
    onChange(byDate([...days, { date, name: '', blocks: [] }]))
    setDate('')
  }
  return (
    <Section title={t('hours.special')} lead={t('hours.specialLead')}>
      {days.length === 0 ? <p className={classes.closed}>{t('hours.noSpecial')}</p> : null}
      {over > 0 && !past ? (
        <Button variant="subtle" className={classes.past} onClick={() => setPast(true)}>
          {t('hours.showPast', { count: over })}
        </Button>
      ) : null}
      <ul className={classes.specials} aria-label={t('hours.special')}>
        {days.slice(past ? 0 : over).map((day) => (
          <DayRow
            key={day.date}
            day={day}
            onChange={(next) => onChange(days.map((one) => (one === day ? next : one)))}
            onRemove={() => onChange(days.filter((one) => one !== day))}
          />
        ))}
      </ul>
      <div className={classes.addDay}>
        <TextInput
          type="date"
          aria-label={t('hours.date')}
          inputContainer={(field) => <DayWords day={date}>{field}</DayWords>}
          error={taken ? t('hours.taken') : undefined}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<Plus size={15} />}
          disabled={date === '' || taken}
          onClick={add}
        >
          {t('hours.addDay')}
        </Button>
      </div>
    </Section>
  )
}
