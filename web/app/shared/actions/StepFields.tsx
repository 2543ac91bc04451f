import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../../api/reads/macros.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { PickMany } from '../../../ui/pick/PickMany.tsx'

type Field = Action['fields'][number]
type Values = Record<string, unknown>

interface Property {
  type?: string
  default?: unknown
  enum?: unknown[]
}

const propertiesOf = (action: Action): Record<string, Property> =>
  (action.schema['properties'] ?? {}) as Record<string, Property>

/** What the fields of an action hold before anybody has chosen. */
export const firstFields = (action: Action): Values =>
  Object.fromEntries(
    action.fields.flatMap(({ path, as, choices }) => {
      const { default: given } = propertiesOf(action)[path] ?? {}
      if (given !== undefined) return [[path, given]]
      if (as === 'several') return [[path, []]]
      const [first] = Object.keys(choices ?? {})
      return [[path, first ?? '']]
    }),
  )

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

interface FieldProps {
  field: Field
  isNumber: boolean
  value: unknown
  onChange(value: unknown): void
}

function FieldInput({ field, isNumber, value, onChange }: FieldProps) {
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
      onChange(isNumber ? Number(event.currentTarget.value) || 0 : event.currentTarget.value),
  }
  if (field.choices)
    return (
      <NativeSelect {...common} data={items.map(({ id, label: title }) => ({ value: id, label: title }))} />
    )
  if (field.as === 'lines') return <Textarea {...common} autosize minRows={2} maxRows={8} />
  return <TextInput {...common} {...(isNumber ? { inputMode: 'numeric' } : {})} />
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
      isNumber={['integer', 'number'].includes(propertiesOf(action)[field.path]?.type ?? '')}
      value={fields[field.path]}
      onChange={(value) => onChange({ ...fields, [field.path]: value })}
    />
  ))
