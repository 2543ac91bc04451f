import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Condition, Leaf } from '../../../../api/types.ts'
import { MomentField } from '../../../../app/form/MomentField.tsx'
import { inLanguage } from '../../../../ui/in-language.ts'
import { PickMany } from '../../../../ui/pick/PickMany.tsx'
import { NumberField } from '../NumberField.tsx'
import classes from './Conditions.module.css'
import { lengthOf, takesOf, valuesOf } from './wrong.ts'

interface Props {
  leaf: Leaf
  condition: Condition
  onChange(leaf: Leaf): void
}

const mostValues = 20
const units = ['minutes', 'hours', 'days'] as const

const withValue = ({ condition, how }: Leaf, value: Leaf['value']): Leaf =>
  value === undefined ? { condition, how } : { condition, how, value }

/** Values of a list, or ones that are typed. */
function Values({ leaf, condition, onChange }: Props) {
  const { t, i18n } = useTranslation('conditions')
  const name = inLanguage(condition.title, i18n.language)
  const values = valuesOf(leaf)
  const { choices } = condition
  const known = (choices ?? []).map(({ value, title }) => ({
    id: value,
    label: inLanguage(title, i18n.language),
    words: `${title.en} ${title.ja}`,
  }))
  // Typed ones are their own names; what is chosen and gone can be taken out.
  const others = values
    .filter((value) => !known.some(({ id }) => id === value))
    .map((value) => ({ id: value, label: choices ? t('goneValue') : value }))
  const put = (next: readonly string[]) => onChange(withValue(leaf, next.slice(0, mostValues)))
  return (
    <PickMany
      label={t('value', { name })}
      unseen
      add={t(choices ? 'choose' : 'enter')}
      items={[...others, ...known]}
      value={values}
      onChange={put}
      {...(choices
        ? {}
        : {
            emptyText: t('typed'),
            create: {
              text: (query: string) => t('add', { value: query }),
              run: (query: string) => put([...values, query.slice(0, 200)]),
            },
          })}
    />
  )
}

/** So many minutes, hours or days. */
function Length({ leaf, condition, onChange }: Props) {
  const { t, i18n } = useTranslation('conditions')
  const name = inLanguage(condition.title, i18n.language)
  const { amount, unit } = lengthOf(leaf) ?? { amount: Number.NaN, unit: 'hours' as const }
  return (
    <>
      <NumberField
        className={classes.number}
        aria-label={t('amount', { name })}
        value={amount}
        onChange={(next) => onChange(withValue(leaf, { amount: next ?? Number.NaN, unit }))}
      />
      <NativeSelect
        className={classes.unit}
        aria-label={t('unit', { name })}
        data={units.map((one) => ({ value: one, label: t(`units.${one}`) }))}
        value={unit}
        onChange={(event) =>
          onChange(withValue(leaf, { amount, unit: event.currentTarget.value as (typeof units)[number] }))
        }
      />
    </>
  )
}

/** What a condition is compared with. */
export function ValueEditor(props: Props) {
  const { t, i18n } = useTranslation('conditions')
  const { leaf, condition, onChange } = props
  const name = inLanguage(condition.title, i18n.language)
  switch (takesOf(leaf, condition)) {
    case 'values':
      return <Values {...props} />
    case 'duration':
      return <Length {...props} />
    case 'number':
      return (
        <NumberField
          className={classes.number}
          aria-label={t('value', { name })}
          value={typeof leaf.value === 'number' ? leaf.value : undefined}
          onChange={(value) => onChange(withValue(leaf, value))}
        />
      )
    case 'moment':
      return (
        <MomentField
          labels={{ day: t('day', { name }), time: t('time', { name }) }}
          value={typeof leaf.value === 'string' ? leaf.value : undefined}
          onChange={(value) => onChange(withValue(leaf, value))}
        />
      )
    default:
      return null
  }
}
