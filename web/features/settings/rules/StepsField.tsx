import { useQuery } from '@tanstack/react-query'
import { Plus, Send, Trash2 } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Action, actionsQuery } from '../../../api/reads/macros.ts'
import { StepFields } from '../../../app/shared/actions/StepFields.tsx'
import { firstFields } from '../../../app/shared/actions/step-values.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { SortableList } from '../../../ui/sort/SortableList.tsx'
import type { Step } from './rule.ts'
import classes from './Rules.module.css'

interface Props {
  steps: readonly Step[]
  error: string | undefined
  onChange(steps: Step[]): void
}

/** Keys that stay with steps while these are changed and moved. */
function useKeys() {
  const keys = useRef(new WeakMap<Step, string>())
  const next = useRef(0)
  const keyOf = (step: Step): string => {
    const known = keys.current.get(step) ?? String((next.current += 1))
    keys.current.set(step, known)
    return known
  }
  return {
    keyOf,
    /** A step that takes the place of another one. */
    follow: (before: Step, after: Step): Step => {
      keys.current.set(after, keyOf(before))
      return after
    },
  }
}

function AddStep({ actions, onAdd }: { actions: readonly Action[]; onAdd(action: Action): void }) {
  const { t, i18n } = useTranslation('rules')
  const [opened, setOpened] = useState(false)
  return (
    <PickMenu
      label={t('addStep')}
      width={380}
      items={() =>
        actions.map(({ name, title, outward }) => ({
          id: name,
          label: inLanguage(title, i18n.language),
          detail: outward ? t('outward') : undefined,
          words: `${title.en} ${title.ja}`,
        }))
      }
      onPick={(id) => {
        const action = actions.find(({ name }) => name === id)
        if (action) onAdd(action)
      }}
      emptyText={t('nothingFits')}
      opened={opened}
      onOpened={setOpened}
    >
      <button
        type="button"
        className={classes.add}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <Plus size={14} aria-hidden="true" />
        {t('addStep')}
      </button>
    </PickMenu>
  )
}

interface StepProps {
  step: Step
  action: Action | undefined
  onChange(step: Step): void
  onRemove(): void
}

function OneStep({ step, action, onChange, onRemove }: StepProps) {
  const { t, i18n } = useTranslation('rules')
  const name = action ? inLanguage(action.title, i18n.language) : t('gone')
  return (
    <div className={classes.step}>
      <div className={classes.stepHead}>
        <strong>{name}</strong>
        {action?.outward ? (
          <span className={classes.outward}>
            <Send size={12} aria-hidden="true" /> {t('outward')}
          </span>
        ) : null}
        <IconButton small label={t('removeStep', { name })} onClick={onRemove}>
          <Trash2 size={15} />
        </IconButton>
      </div>
      {action?.lead ? <p className={classes.lead}>{inLanguage(action.lead, i18n.language)}</p> : null}
      {action ? (
        <div className={classes.fields}>
          <StepFields
            action={action}
            fields={step.fields}
            onChange={(fields) => onChange({ ...step, fields })}
          />
        </div>
      ) : null}
    </div>
  )
}

/** What a rule does, in its order: chosen from a list, moved by dragging or by the keyboard. */
export function StepsField({ steps, error, onChange }: Props) {
  const { t, i18n } = useTranslation('rules')
  const heading = useId()
  const query = useQuery(actionsQuery)
  const { keyOf, follow } = useKeys()
  const nameOf = (actions: readonly Action[], { action }: Step) => {
    const found = actions.find(({ name }) => name === action)
    return found ? inLanguage(found.title, i18n.language) : t('gone')
  }
  return (
    <div role="group" aria-labelledby={heading} className={classes.stepsField}>
      <span id={heading} className="visually-hidden">
        {t('then')}
      </span>
      <Loaded query={query}>
        {(actions) => (
          <>
            {steps.length === 0 ? (
              <p className={classes.none}>{t('noSteps')}</p>
            ) : (
              <div className={classes.steps}>
                <SortableList
                  label={t('then')}
                  items={steps}
                  keyOf={keyOf}
                  nameOf={(step) => nameOf(actions, step)}
                  onSort={(next) => onChange([...next])}
                >
                  {(step, at) => (
                    <OneStep
                      step={step}
                      action={actions.find(({ name }) => name === step.action)}
                      onChange={(next) =>
                        onChange(steps.map((one, place) => (place === at ? follow(one, next) : one)))
                      }
                      onRemove={() => onChange(steps.filter((_, place) => place !== at))}
                    />
                  )}
                </SortableList>
              </div>
            )}
            <AddStep
              actions={actions}
              onAdd={(action) => onChange([...steps, { action: action.name, fields: firstFields(action) }])}
            />
          </>
        )}
      </Loaded>
      {error ? (
        <p className={classes.wrong} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
