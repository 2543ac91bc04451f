import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../api/problem.ts'
import type { RuleRun } from '../../../api/reads/rules.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { useProblemText } from '../../notices/problem-text.ts'
import classes from './Rules.module.css'

type Step = RuleRun['steps'][number]
type Line = Pick<Step, 'action' | 'title' | 'from' | 'to'> & Partial<Step>

/** What stands behind an action: why it was not done, where it was not. */
function Outcome({ line }: { line: Line }) {
  const { t, i18n } = useTranslation('rules')
  const textOf = useProblemText()
  const { state = 'done', why, code, message } = line
  if (state === 'done') return null
  const said = why
    ? inLanguage(why, i18n.language)
    : code
      ? textOf(new ApiProblem({ code, status: 400, detail: message ?? code }))
      : undefined
  return (
    <p className={classes.outcome} data-state={state}>
      {[t(`step.${state}`), said].filter(Boolean).join('：')}
    </p>
  )
}

/** What a rule did, or would do: each action with what was and what is. */
export function StepLines({ steps }: { steps: readonly Line[] }) {
  const { i18n } = useTranslation('rules')
  const words = (one: { en: string; ja: string }) => inLanguage(one, i18n.language)
  return (
    <ol className={classes.steps}>
      {steps.map((line, at) => (
        <li key={`${line.action} ${at}`}>
          <p>
            {words(line.title)}
            {line.to ? (
              <span className={classes.change}>
                {line.from ? (
                  <>
                    <s>{words(line.from)}</s>
                    <ArrowRight size={12} aria-hidden="true" />
                  </>
                ) : null}
                <span>{words(line.to)}</span>
              </span>
            ) : null}
          </p>
          <Outcome line={line} />
        </li>
      ))}
    </ol>
  )
}
