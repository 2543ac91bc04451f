import { useTranslation } from 'react-i18next'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import detail from '../detail/Detail.module.css'
import { secondsText } from '../figures.ts'
import { type Move, moveKey } from './layout.ts'

interface Props {
  moves: readonly Move[]
  label: string
  chosen: string | undefined
  onChoose(key: string): void
}

/** What followed what, as a table: each line leads to its conversations. */
export function FlowTable({ moves, label, chosen, onChoose }: Props) {
  const { t } = useTranslation('flow')
  const { locale } = useTimeSettings()
  const number = new Intl.NumberFormat(locale)
  const time = (seconds: number) => secondsText(seconds, { locale, business: false })
  return (
    <div className={detail.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={detail.table}>
        <thead>
          <tr>
            <th scope="col">{t('head.move')}</th>
            <th scope="col">{t('head.waitsFor')}</th>
            {(['n', 'median', 'p90', 'total'] as const).map((head) => (
              <th key={head} scope="col" className={detail.number}>
                {t(`head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => {
            const key = moveKey(move)
            return (
              <tr key={key} data-chosen={key === chosen || undefined}>
                <th scope="row">
                  <button type="button" aria-pressed={key === chosen} onClick={() => onChoose(key)}>
                    {t('move', {
                      step: t(`step.${move.step}`),
                      next: move.next ? t(`step.${move.next}`) : t('standing'),
                    })}
                  </button>
                </th>
                <td>{t(`waitsFor.${move.waitsFor}`)}</td>
                <td className={detail.number}>{number.format(move.n)}</td>
                <td className={detail.number}>{time(move.median)}</td>
                <td className={detail.number}>{time(move.p90)}</td>
                <td className={detail.number}>{time(move.total)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
