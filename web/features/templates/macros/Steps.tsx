import { NativeSelect } from '@mantine/core'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Action, Macro } from '../../../api/reads/macros.ts'
import { firstFields } from '../../../app/shared/actions/step-values.ts'
import { StepFields } from '../../../app/shared/actions/StepFields.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import classes from '../editor/Editor.module.css'

type Step = Macro['steps'][number]

interface Props {
  actions: readonly Action[]
  steps: readonly Step[]
  problem: string | undefined
  onChange(steps: Step[]): void
}

/** What a macro does, one after the other. */
export function Steps({ actions, steps, problem, onChange }: Props) {
  const { t, i18n } = useTranslation('templates')
  const titleOf = (name: string) => {
    const title = actions.find((one) => one.name === name)?.title
    return title ? inLanguage(title, i18n.language) : name
  }
  const put = (place: number, step: Step) => onChange(steps.map((one, at) => (at === place ? step : one)))
  const add = (name: string) => {
    const action = actions.find((one) => one.name === name)
    if (action) onChange([...steps, { action: name, fields: firstFields(action) }])
  }
  return (
    <fieldset className={classes.steps}>
      <legend className={classes.legend}>{t('macros.steps')}</legend>
      <ol>
        {steps.map((step, at) => {
          const action = actions.find((one) => one.name === step.action)
          return (
            <li key={`${at} ${step.action} ${steps.length}`} className={classes.step}>
              <div className={classes.stepHead}>
                <strong>{titleOf(step.action)}</strong>
                <IconButton
                  small
                  label={t('macros.removeStep', { name: titleOf(step.action) })}
                  onClick={() => onChange(steps.filter((_, place) => place !== at))}
                >
                  <Trash2 size={15} />
                </IconButton>
              </div>
              {action ? (
                <StepFields
                  action={action}
                  fields={step.fields}
                  onChange={(fields) => put(at, { ...step, fields })}
                />
              ) : null}
            </li>
          )
        })}
      </ol>
      <NativeSelect
        aria-label={t('macros.addStep')}
        value=""
        error={problem}
        onChange={({ currentTarget: { value } }) => add(value)}
        data={[
          { value: '', label: t('macros.addStep') },
          ...actions.map(({ name }) => ({ value: name, label: titleOf(name) })),
        ]}
      />
    </fieldset>
  )
}
