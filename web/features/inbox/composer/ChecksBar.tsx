import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './ConflictBar.module.css'
import type { Confirmed, SendOptions, Unchecked } from './send-letter.ts'

type Reason = Unchecked['reasons'][number]

/** What was looked at by sending all the same, beside what was before. */
const confirmedOf = ({ options, reasons }: Unchecked): Confirmed => [
  ...new Set([...(options.confirmed ?? []), ...reasons.map(({ code }) => code as Confirmed[number])]),
]

interface Props {
  unchecked: Unchecked
  onSend(options: SendOptions): void
  onMend(): void
}

/** What the writer of a message should look at before it is sent, each with its place in the text. */
export default function ChecksBar({ unchecked, onSend, onMend }: Props) {
  const { t } = useTranslation('checks')
  const { options, reasons } = unchecked
  const wordsOf = ({ code, quote, about }: Reason) =>
    t(`warning.${code as Confirmed[number]}`, { quote, about })
  const blocked = reasons.some(({ blocks }) => blocks === true)
  return (
    <div className={classes.bar} role="alert">
      <div className={classes.text}>
        <strong>{t('title')}</strong>
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={`${String(reason['code'])} ${String(reason['quote'])}`}>{wordsOf(reason)}</li>
          ))}
        </ul>
      </div>
      <div className={classes.actions}>
        <Button size="compact-sm" variant="default" onClick={onMend}>
          {t('mend')}
        </Button>
        {blocked ? null : (
          <Button
            size="compact-sm"
            color="red"
            onClick={() => onSend({ ...options, confirmed: confirmedOf(unchecked) })}
          >
            {t('sendAnyway')}
          </Button>
        )}
      </div>
    </div>
  )
}
