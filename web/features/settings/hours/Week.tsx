import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Section } from '../frame/Section.tsx'
import { Blocks } from './Blocks.tsx'
import { CopyDay } from './CopyDay.tsx'
import classes from './Hours.module.css'
import { type Calendar, weekdays } from './week.ts'

interface Props {
  week: Calendar['week']
  /** What is wrong with the week as a whole. */
  problem: string | undefined
  onChange(week: Calendar['week']): void
}

/** The hours of each weekday. */
export function Week({ week, problem, onChange }: Props) {
  const { t, i18n } = useTranslation('settings')
  const [copied, setCopied] = useState<number>()
  const names = weekdays(i18n.language)
  return (
    <Section title={t('hours.week')} lead={t('hours.weekLead')}>
      <ul className={classes.week} aria-label={t('hours.week')}>
        {week.map((blocks, place) => {
          const day = names[place] ?? ''
          return (
            <li key={day} className={classes.day}>
              <span className={classes.name}>{day}</span>
              <Blocks
                day={day}
                blocks={blocks}
                onChange={(next) => onChange(week.map((one, at) => (at === place ? next : one)))}
              />
              <IconButton small label={t('hours.copy', { day })} onClick={() => setCopied(place)}>
                <Copy size={15} />
              </IconButton>
            </li>
          )
        })}
      </ul>
      {problem ? (
        <p className={classes.wrong} role="alert">
          {problem}
        </p>
      ) : null}
      {copied === undefined ? null : (
        <CopyDay
          from={copied}
          names={names}
          onCopy={(to) =>
            onChange(week.map((blocks, at) => (to.includes(at) ? (week[copied] ?? []) : blocks)))
          }
          onClose={() => setCopied(undefined)}
        />
      )}
    </Section>
  )
}
