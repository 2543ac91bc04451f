import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { attributesQuery } from '../../../api/reads/customers.ts'
import type { AttributeDefinition, CustomerDetail } from '../../../api/types.ts'
import { useMay } from '../../me.ts'
import { type AttributeValue, textOf, valueOf } from './attribute-value.ts'
import { EditableText } from './EditableText.tsx'
import { Pair, Pairs } from './Pairs.tsx'
import classes from './pieces.module.css'
import { Section } from './Section.tsx'
import { useChangeCustomer } from './use-change-customer.ts'

interface FieldProps {
  id: string
  definition: AttributeDefinition
  value: AttributeValue | undefined
  onSave(value: AttributeValue | null): void
  readOnly: boolean
}

function Field({ id, definition, value, onSave, readOnly }: FieldProps) {
  const { t, i18n } = useTranslation('customers')
  const { type, choices } = definition
  const text = textOf(value, i18n.language)
  const options = type === 'boolean' ? (['true', 'false'] as const) : type === 'choice' ? choices : undefined
  if (!options) {
    return (
      <EditableText
        id={id}
        text={text}
        type={type === 'date' ? 'date' : 'text'}
        inputMode={type === 'number' ? 'decimal' : undefined}
        placeholder={t('noValue')}
        readOnly={readOnly}
        onSave={(typed) => {
          const next = valueOf(type, typed)
          if (next !== undefined) onSave(next)
          return next !== undefined
        }}
      />
    )
  }
  return (
    <select
      id={id}
      className={classes.edit}
      value={text}
      disabled={readOnly}
      onChange={(event) => onSave(valueOf(type, event.currentTarget.value) ?? null)}
    >
      <option value="">{t('noValue')}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {type === 'boolean' ? t(`boolean.${option}`) : option}
        </option>
      ))}
    </select>
  )
}

/** What the workspace wants to know about its customers, changed in place. */
export function Attributes({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const readOnly = !useMay()('customers.write')
  const change = useChangeCustomer(customer)
  const base = useId()
  const definitions = useQuery(attributesQuery).data ?? []
  if (definitions.length === 0) return null
  return (
    <Section title={t('attributes')}>
      <Pairs>
        {definitions
          .toSorted((a, b) => a.position - b.position)
          .map((definition) => (
            <Pair key={definition.key} label={definition.label} htmlFor={`${base}${definition.key}`}>
              <Field
                id={`${base}${definition.key}`}
                definition={definition}
                value={customer.attributes[definition.key]}
                readOnly={readOnly}
                onSave={(value) => change({ attributes: { [definition.key]: value } })}
              />
            </Pair>
          ))}
      </Pairs>
    </Section>
  )
}
