import { useTranslation } from 'react-i18next'
import type { HarassmentStep } from '../../../api/reads/harassment.ts'
import { Section } from '../../../app/shared/Section.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Record.module.css'

/** What happened to a record, and by whom. */
export function Steps({ steps }: { steps: readonly HarassmentStep[] }) {
  const { t } = useTranslation('harassment')
  const nameOf = ({ kind, name }: HarassmentStep['by']) =>
    kind === 'system' ? t(name === 'customer' ? 'step.byCustomer' : 'step.bySystem') : name
  return (
    <Section title={t('step.title')} flush>
      <ol aria-label={t('step.title')}>
        {steps.map(({ id, at, by, step, words }) => (
          <li key={id} className={classes.piece}>
            <p className={classes.head}>
              {t(`step.${step}`)}{' '}
              <span className={classes.faint}>
                {nameOf(by)} · <Time at={at} form="day" />
              </span>
            </p>
            {words ? <p className={classes.text}>{words}</p> : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}
