import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { attributesQuery, customerQuery } from '../../../api/reads/customers.ts'
import type { AttributeDefinition, CustomerDetail } from '../../../api/types.ts'
import { isComposing } from '../../../app/commands/keys.ts'
import { useMay } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { Section } from './Section.tsx'
import classes from './SidePanel.module.css'

type Value = CustomerDetail['attributes'][string]

/** A typed text as the value of an attribute; null removes it, undefined means that it makes no sense. */
export function valueOf(type: AttributeDefinition['type'], text: string): Value | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (type === 'boolean') return trimmed === 'true'
  if (type !== 'number') return trimmed
  const number = Number(trimmed.normalize('NFKC').replaceAll(',', ''))
  return Number.isFinite(number) ? number : undefined
}

interface FieldProps {
  id: string
  definition: AttributeDefinition
  value: Value | undefined
  onSave(value: Value | null): void
  readOnly: boolean
}

function Field({ id, definition, value, onSave, readOnly }: FieldProps) {
  const { t } = useTranslation('inbox')
  const text = value === undefined ? '' : String(value)
  const options =
    definition.type === 'boolean'
      ? (['true', 'false'] as const)
      : definition.type === 'choice'
        ? definition.choices
        : undefined
  if (options) {
    return (
      <select
        id={id}
        className={classes.edit}
        value={text}
        disabled={readOnly}
        onChange={(event) => onSave(valueOf(definition.type, event.currentTarget.value) ?? null)}
      >
        <option value="">{t('side.noValue')}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {definition.type === 'boolean' ? t(`side.boolean.${option}`) : option}
          </option>
        ))}
      </select>
    )
  }
  const leave = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') event.currentTarget.value = text
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
  }
  return (
    <input
      key={text}
      id={id}
      className={classes.edit}
      type={definition.type === 'date' ? 'date' : 'text'}
      inputMode={definition.type === 'number' ? 'decimal' : undefined}
      defaultValue={text}
      placeholder={t('side.noValue')}
      readOnly={readOnly}
      onKeyDown={leave}
      onBlur={(event) => {
        const typed = event.currentTarget.value
        const next = valueOf(definition.type, typed)
        if (next === undefined) event.currentTarget.value = text
        else if (typed.trim() !== text) onSave(next)
      }}
    />
  )
}

/** What the workspace wants to know about its customers, changed in place. */
export function Attributes({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('inbox')
  const cache = useQueryClient()
  const readOnly = !useMay()('customers.write')
  const base = useId()
  const definitions = useQuery(attributesQuery).data ?? []
  if (definitions.length === 0) return null

  const save = (key: string, value: Value | null) => {
    const { queryKey } = customerQuery(customer.id)
    const { [key]: _, ...rest } = customer.attributes
    const attributes = value === null ? rest : { ...rest, [key]: value }
    cache.setQueryData(queryKey, (old) => old && { ...old, attributes })
    call('customers.updateCustomer', {
      params: { customerId: customer.id },
      body: { attributes: { [key]: value } },
    }).then(
      (saved) => cache.setQueryData(queryKey, (old) => old && { ...old, ...saved }),
      (error: unknown) => {
        cache.setQueryData(queryKey, customer)
        sayProblem(error)
      },
    )
  }
  return (
    <Section title={t('side.attributes')}>
      <dl className={classes.pairs}>
        {definitions
          .toSorted((a, b) => a.position - b.position)
          .map((definition) => (
            <div key={definition.key} style={{ display: 'contents' }}>
              <dt>
                <label htmlFor={`${base}${definition.key}`}>{definition.label}</label>
              </dt>
              <dd className={classes.attribute}>
                <Field
                  id={`${base}${definition.key}`}
                  definition={definition}
                  value={customer.attributes[definition.key]}
                  readOnly={readOnly}
                  onSave={(value) => save(definition.key, value)}
                />
              </dd>
            </div>
          ))}
      </dl>
    </Section>
  )
}
