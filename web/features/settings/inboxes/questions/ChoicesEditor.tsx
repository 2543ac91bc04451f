import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../../ui/IconButton.tsx'
import { SortableList } from '../../../../ui/sort/SortableList.tsx'
import { ChoiceEditor } from './ChoiceEditor.tsx'
import { type Choice, freeName, textOf } from './question.ts'
import classes from './Questions.module.css'

interface Props {
  choices: readonly Choice[]
  error(part: string): string | undefined
  onChange(choices: Choice[]): void
}

/** What can be chosen, in its order, and what follows from each. */
export function ChoicesEditor({ choices, error, onChange }: Props) {
  const { t, i18n } = useTranslation('settings')
  const add = () => {
    const value = freeName(
      `choice${choices.length + 1}`,
      choices.map((one) => one.value),
    )
    onChange([...choices, { value, label: {} }])
  }
  const problem = error('')
  return (
    <div role="group" aria-label={t('question.choices')}>
      <div className={classes.heading}>{t('question.choices')}</div>
      <div className={classes.choices}>
        <SortableList
          label={t('question.choices')}
          items={choices}
          keyOf={({ value }) => value}
          nameOf={({ label, value }) => textOf(label, i18n.language) || value}
          onSort={onChange}
        >
          {(choice, place) => (
            <div className={classes.choice}>
              <ChoiceEditor
                choice={choice}
                error={(part) => error(`${place}.${part}`)}
                onChange={(next) => onChange(choices.map((one) => (one === choice ? next : one)))}
              />
              <IconButton
                label={t('question.remove', { name: textOf(choice.label, i18n.language) || choice.value })}
                onClick={() => onChange(choices.filter((one) => one !== choice))}
              >
                <Trash2 size={16} />
              </IconButton>
            </div>
          )}
        </SortableList>
      </div>
      {problem ? <p className={classes.problem}>{problem}</p> : null}
      <button type="button" className={classes.add} onClick={add}>
        <Plus size={16} aria-hidden="true" />
        {t('question.addChoice')}
      </button>
    </div>
  )
}
