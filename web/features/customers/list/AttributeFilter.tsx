import { useTranslation } from 'react-i18next'
import type { AttributeDefinition } from '../../../api/types.ts'
import { isComposing } from '../../../app/commands/keys.ts'
import { textOf, valueOf } from '../../../app/shared/customer/attribute-value.ts'
import classes from './Filters.module.css'

interface Props {
  definition: AttributeDefinition | undefined
  value: string | undefined
  onChange(value: string | undefined): void
}

/** The value that a chosen attribute must have; any that is set when it is left empty. */
export function AttributeFilter({ definition, value = '', onChange }: Props) {
  const { t, i18n } = useTranslation('customers')
  if (!definition) return null
  const { type, choices, label } = definition
  const options = type === 'boolean' ? (['true', 'false'] as const) : type === 'choice' ? choices : undefined
  const keep = (typed: string) => {
    // As the customers' own field reads it: full-width digits and thousands are numbers, too.
    const next = valueOf(type, typed)
    onChange(next === null || next === undefined ? undefined : String(next))
  }
  return (
    <label className={classes.filter}>
      <span className={classes.label}>{t('filter.value', { label })}</span>
      {options ? (
        <select
          className={classes.field}
          value={value}
          data-set={value === '' ? undefined : ''}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        >
          <option value="">{t('filter.anyValue')}</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {type === 'boolean' ? t(`boolean.${option as 'true' | 'false'}`) : option}
            </option>
          ))}
        </select>
      ) : (
        <input
          className={classes.field}
          type={type === 'date' ? 'date' : 'text'}
          inputMode={type === 'number' ? 'decimal' : undefined}
          defaultValue={type === 'number' && value !== '' ? textOf(Number(value), i18n.language) : value}
          placeholder={t('filter.anyValue')}
          maxLength={200}
          data-set={value === '' ? undefined : ''}
          onBlur={(event) => keep(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event.nativeEvent)) keep(event.currentTarget.value)
          }}
        />
      )}
    </label>
  )
}
