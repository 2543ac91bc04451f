import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../../api/reads/macros.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { isNumber, numberIn, type Values } from './step-values.ts'

type Field = Action['fields'][number]

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

interface FieldProps {
  field: Field
  /** It takes a number. */
  counts: boolean
  value: unknown
  onChange(value: unknown): void
}

function FieldInput({ field, counts, value, onChange }: FieldProps) {
  const { i18n, t } = useTranslation('answers')
  const words = (one: { en: string; ja: string }) => inLanguage(one, i18n.language)
  const label = words(field.label)
  const description = field.hint ? words(field.hint) : undefined
  const items = Object.entries(field.choices ?? {}).map(([id, title]) => ({ id, label: words(title) }))
  if (field.as === 'several')
    return (
      <PickMany
        label={label}
        {...(description ? { hint: description } : {})}
        add={t('step.choose')}
        items={items}
        value={listOf(value)}
        onChange={onChange}
      />
    )
  const common = {
    label,
    description,
    value: textOf(value),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange(counts ? numberIn(event.currentTarget.value) : event.currentTarget.value),
  }
  if (field.choices)
    return (
      <NativeSelect {...common} data={items.map(({ id, label: title }) => ({ value: id, label: title }))} />
    )
  if (field.as === 'lines') return <Textarea {...common} autosize minRows={2} maxRows={8} />
  return <TextInput {...common} {...(counts ? { inputMode: 'numeric' } : {})} />
}

interface Props {
  action: Action
  fields: Values
  onChange(fields: Values): void
}

/** What an action is done with. */
export const StepFields = ({ action, fields, onChange }: Props) =>
  action.fields.map((field) => (
    <FieldInput
      key={field.path}
      field={field}
      counts={isNumber(action, field.path)}
      value={fields[field.path]}
      onChange={(value) => onChange({ ...fields, [field.path]: value })}
    />
  ))
