import { Checkbox, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import fields from '../fields/fields.module.css'
import { conditionsFor, type Question, textOf, ticked, tidied } from './question.ts'

interface Props {
  question: Question
  questions: readonly Question[]
  place: number
  onChange(question: Question): void
}

/** When a question is asked: always, or after certain answers to one further up. */
export function ConditionEditor({ question, questions, place, onChange }: Props) {
  const { t, i18n } = useTranslation('settings')
  const possible = conditionsFor(questions, place)
  if (possible.length === 0) return null
  const asked = possible.find(({ key }) => key === question.showWhen?.field)
  const equals = question.showWhen?.equals ?? []
  const valuesOf = (one: Question) =>
    one.kind === 'choice'
      ? (one.choices ?? []).map(({ value, label }) => ({ value, label: textOf(label, i18n.language) }))
      : [{ value: ticked, label: t('question.ticked') }]
  const look = (key: string) => {
    const { showWhen: _, ...rest } = question
    const other = possible.find((one) => one.key === key)
    const first = other && valuesOf(other)[0]
    onChange(first ? { ...rest, showWhen: { field: key, equals: [first.value] } } : rest)
  }
  return (
    <>
      <NativeSelect
        label={t('question.when')}
        data={[
          { value: '', label: t('question.always') },
          ...possible.map(({ key, label }) => ({
            value: key,
            label: t('question.dependsOn', { name: textOf(label, i18n.language) }),
          })),
        ]}
        value={asked?.key ?? ''}
        onChange={(event) => look(event.currentTarget.value)}
      />
      {asked ? (
        <Checkbox.Group
          label={t('question.answers')}
          value={equals}
          onChange={(values) =>
            onChange(tidied({ ...question, showWhen: { field: asked.key, equals: values } }))
          }
        >
          <div className={fields.checks}>
            {valuesOf(asked).map(({ value, label }) => (
              <Checkbox
                key={value}
                value={value}
                label={label}
                // Without any answer it would be asked always, which is chosen above.
                disabled={equals.length === 1 && equals.includes(value)}
              />
            ))}
          </div>
        </Checkbox.Group>
      ) : null}
    </>
  )
}
