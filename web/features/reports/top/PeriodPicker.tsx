import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import { Choice } from '../Choice.tsx'
import { periods } from '../search.ts'
import type { Board } from '../use-board.ts'
import classes from './Top.module.css'

const names = [...(Object.keys(periods) as (keyof typeof periods)[]), 'own'] as const

/**
 * A day. What is typed stays in the field until it is a day that makes sense: a year is typed figure by figure, and
 * its first figure alone is the year 2.
 */
function DayField({ label, value, onPick }: { label: string; value: string; onPick(day: string): void }) {
  const [typed, setTyped] = useState<string>()
  return (
    <DayWords day={typed ?? value}>
      <input
        type="date"
        className={classes.day}
        aria-label={label}
        value={typed ?? value}
        min="2000-01-01"
        max="2099-12-31"
        onChange={(event) => {
          const { value: day, validity } = event.currentTarget
          setTyped(day)
          if (day !== '' && validity.valid) onPick(day)
        }}
        onBlur={() => setTyped(undefined)}
      />
    </DayWords>
  )
}

/** Chooses the days: by name, or one's own. */
export function PeriodPicker({ board: { search, question, change } }: { board: Board }) {
  const { t } = useTranslation('reports')
  const { from, to } = question
  const shown = search.period ?? '30d'
  const own = (part: { from?: string; to?: string }) => {
    const next = { from, to, ...part }
    // Whichever day is moved past the other takes it along.
    const backwards = next.from > next.to
    change({
      period: 'own',
      from: backwards && part.to ? part.to : next.from,
      to: backwards && part.from ? part.from : next.to,
      part: undefined,
    })
  }
  return (
    <div className={classes.period}>
      <Choice
        label={t('period.label')}
        items={names.map((id) => ({ id, text: t(`period.${id}`) }))}
        value={shown}
        onChoose={(period) =>
          change(
            period === 'own'
              ? { period, from, to, part: undefined }
              : { period, from: undefined, to: undefined, part: undefined },
          )
        }
      />
      {shown === 'own' ? (
        <span className={classes.days}>
          <DayField label={t('period.from')} value={from} onPick={(day) => own({ from: day })} />
          <span aria-hidden="true">–</span>
          <DayField label={t('period.to')} value={to} onPick={(day) => own({ to: day })} />
        </span>
      ) : null}
    </div>
  )
}
