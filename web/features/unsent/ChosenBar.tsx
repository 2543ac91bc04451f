import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { possibleFor, standingOf, type Unsent } from './standing.ts'
import classes from './Unsent.module.css'

interface Props {
  rows: readonly Unsent[]
  busy: boolean
  onResend(rows: readonly Unsent[]): void
  onDiscard(rows: readonly Unsent[]): void
  onClear(): void
}

/** What can be done with the chosen messages at once. */
export function ChosenBar({ rows, busy, onResend, onDiscard, onClear }: Props) {
  const { t } = useTranslation('unsent')
  const which = (what: 'resend' | 'discard') => rows.filter((row) => possibleFor(standingOf(row))[what])
  const [resendable, discardable] = [which('resend'), which('discard')]
  return (
    <div className={classes.bar} role="group" aria-label={t('chosen', { count: rows.length })}>
      <span role="status">{t('chosen', { count: rows.length })}</span>
      <span className={classes.barActions}>
        <Button variant="default" disabled={busy} onClick={onClear}>
          {t('clear')}
        </Button>
        {discardable.length > 0 ? (
          <Button variant="default" disabled={busy} onClick={() => onDiscard(discardable)}>
            {t('discardChosen', { count: discardable.length })}
          </Button>
        ) : null}
        {resendable.length > 0 ? (
          <Button loading={busy} onClick={() => onResend(resendable)}>
            {t('resendChosen', { count: resendable.length })}
          </Button>
        ) : null}
      </span>
    </div>
  )
}
