import { useTranslation } from 'react-i18next'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { flowFindings } from '../search.ts'
import classes from './Flow.module.css'
import type { Picture } from './layout.ts'

interface Props {
  picture: Picture
  chosen: string | undefined
  onChoose(finding: (typeof flowFindings)[number]): void
}

/** What is worth a look: gaps, loops and double work, each with its conversations behind it. */
export function Findings({ picture, chosen, onChoose }: Props) {
  const { t } = useTranslation('flow')
  const { locale } = useTimeSettings()
  const number = new Intl.NumberFormat(locale)
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <ul className={classes.findings} aria-label={t('findings')}>
      {flowFindings.map((finding) => {
        const n = picture.findings.find((one) => one.finding === finding)?.conversations ?? 0
        return (
          <li key={finding}>
            <button
              type="button"
              className={classes.finding}
              aria-pressed={finding === chosen}
              disabled={n === 0}
              onClick={() => onChoose(finding)}
            >
              <span className={classes.findingName}>{t(`finding.${finding}.name`)}</span>
              <span className={classes.findingCount}>
                {t('conversations', { count: n, n: number.format(n) })}
                <small>{picture.looked > 0 ? share.format(n / picture.looked) : null}</small>
              </span>
              <span className={classes.findingText}>{t(`finding.${finding}.text`)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
