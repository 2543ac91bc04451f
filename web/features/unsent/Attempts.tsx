import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attemptsQuery } from '../../api/reads/unsent.ts'
import { Loaded } from '../../app/shared/Loaded.tsx'
import { inLanguage } from '../../ui/in-language.ts'
import { Time } from '../../ui/time/Time.tsx'
import classes from './Unsent.module.css'

/** Every attempt to send a message, the last one first. */
export function Attempts({ messageId }: { messageId: string }) {
  const { t, i18n } = useTranslation('unsent')
  return (
    <Loaded query={useQuery(attemptsQuery(messageId))}>
      {(attempts) => (
        <ol className={classes.tries}>
          {attempts.toReversed().map((attempt) => (
            <li key={attempt.number}>
              <span className={classes.tryNumber}>{t('attempt', { number: attempt.number })}</span>
              <Time at={attempt.startedAt} form="day" />
              <span>{t(`outcome.${attempt.outcome}`)}</span>
              {attempt.reason ? <span>{inLanguage(attempt.reason, i18n.language)}</span> : null}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}
