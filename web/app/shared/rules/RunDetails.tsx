import { useTranslation } from 'react-i18next'
import type { RuleRun } from '../../../api/reads/rules.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { Pill, type Tone } from '../../../ui/Pill.tsx'
import classes from './Rules.module.css'
import { StepLines } from './StepLines.tsx'
import { WhyTree } from './WhyTree.tsx'

const tones: Record<RuleRun['state'], Tone> = {
  done: 'resolved',
  unchanged: 'plain',
  failed: 'danger',
  stopped: 'waiting',
}

/** What became of a rule, in a word. */
export function RunPill({ state }: Pick<RuleRun, 'state'>) {
  const { t } = useTranslation('rules')
  return <Pill tone={tones[state]}>{t(`state.${state}`)}</Pill>
}

/** Everything that the log says of a rule that was carried out: what led to it, what it saw, what it did. */
export function RunDetails({ run }: { run: RuleRun }) {
  const { t, i18n } = useTranslation('rules')
  return (
    <div className={classes.details}>
      {run.reason ? (
        <p className={classes.reason} role="note">
          {t(`reason.${run.reason}`)}
        </p>
      ) : null}
      <p className={classes.heading}>{t('run.when')}</p>
      <p>{inLanguage(run.trigger, i18n.language)}</p>
      {run.because.length > 0 ? (
        <p className={classes.seen}>
          {t('run.because', { rules: run.because.map(({ name }) => name || t('run.gone')).join(' → ') })}
        </p>
      ) : null}
      <p className={classes.heading}>{t('run.if')}</p>
      <WhyTree why={run.why} />
      {run.steps.length > 0 ? (
        <>
          <p className={classes.heading}>{t('run.then')}</p>
          <StepLines steps={run.steps} />
        </>
      ) : null}
    </div>
  )
}
