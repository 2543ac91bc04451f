import { useTranslation } from 'react-i18next'
import { Choice } from '../Choice.tsx'
import { periods } from '../search.ts'
import type { Board } from '../use-board.ts'
import classes from './Top.module.css'

const names = [...(Object.keys(periods) as (keyof typeof periods)[]), 'own'] as const

/** Chooses the days: by name, or one's own. */
export function PeriodPicker({ board: { search, question, change } }: { board: Board }) {
  const { t } = useTranslation('reports')
  const { from, to } = question
  const shown = search.period ?? '30d'
  const own = (part: { from?: string; to?: string }) => {
    const next = { from, to, ...part }
    if (next.from === '' || next.to === '') return
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
          <input
            type="date"
            className={classes.day}
            aria-label={t('period.from')}
            value={from}
            min="2000-01-01"
            onChange={(event) => own({ from: event.currentTarget.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            type="date"
            className={classes.day}
            aria-label={t('period.to')}
            value={to}
            min="2000-01-01"
            onChange={(event) => own({ to: event.currentTarget.value })}
          />
        </span>
      ) : null}
    </div>
  )
}
