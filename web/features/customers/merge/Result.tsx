import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attributesQuery } from '../../../api/reads/customers.ts'
import type { Output } from '../../../api/types.ts'
import { type AttributeValue, textOf } from '../../../app/shared/customer/attribute-value.ts'
import { isReadable } from '../../../app/shared/customer/identity.ts'
import { Pair, Pairs } from '../../../app/shared/customer/Pairs.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { languageName } from '../../../ui/language-name.ts'
import classes from './Merge.module.css'

type Preview = Output<'customers.previewMerge'>

type Field = [field: string, label: string, value: AttributeValue | null]

/** The customer who will be there: who it is and what changes, with the value that gives way beside it. */
export function Result({ preview }: { preview: Preview }) {
  const { t, i18n } = useTranslation('merge')
  const definitions = useQuery(attributesQuery).data ?? []
  const { name, kana, language, attributes } = preview.result
  const labelOf = (key: string) => definitions.find((one) => one.key === key)?.label ?? key
  const inWords = (field: string, value: AttributeValue | null) => {
    if (value === null || value === '') return t('customers:noValue')
    if (field === 'language') return languageName(String(value), i18n.language)
    return typeof value === 'boolean'
      ? t(`customers:boolean.${value ? 'true' : 'false'}`)
      : textOf(value, i18n.language)
  }
  const givesWay = new Map(preview.differing.map(({ field, other }) => [field, other]))
  const isDiffering = (key: string) => givesWay.has(`attributes.${key}`)
  const fields: Field[] = [
    ['name', t('customers:field.name'), name],
    ['kana', t('customers:field.kana'), kana],
    ['language', t('customers:field.language'), language],
    ...Object.entries(attributes)
      .filter(([key, value]) => value !== preview.survivor.attributes[key] || isDiffering(key))
      .map(([key, value]): Field => [`attributes.${key}`, labelOf(key), value]),
  ]
  const unchanged = Object.keys(attributes).length + 3 - fields.length
  return (
    <Pairs>
      {fields
        .filter(([field, , value]) => value !== null || givesWay.has(field))
        .map(([field, label, value]) => (
          <Pair key={field} label={label}>
            {inWords(field, value)}
            {givesWay.has(field) ? (
              <span className={classes.unused}>
                {t('customers.unused', { value: inWords(field, givesWay.get(field) ?? null) })}
              </span>
            ) : null}
          </Pair>
        ))}
      {unchanged > 0 ? (
        <Pair label={t('customers:attributes')}>{t('customers.unchanged', { count: unchanged })}</Pair>
      ) : null}
    </Pairs>
  )
}

/** What goes from the one to the other. */
export function Moves({ moves }: Pick<Preview, 'moves'>) {
  const { t, i18n } = useTranslation('merge')
  const { addresses, notes, conversations } = moves
  // Ids of networks say nothing to anybody.
  const readable = addresses.filter(isReadable)
  const list = listOf(readable, i18n.language)
  const count = addresses.length
  const lines = [
    ...(count === 0
      ? []
      : [
          readable.length > 0 ? t('customers.addresses', { list }) : t('customers.addressesCount', { count }),
        ]),
    ...(notes > 0 ? [t('customers.notesCount', { count: notes })] : []),
    ...(conversations > 0 ? [t('customers.conversationsCount', { count: conversations })] : []),
  ]
  if (lines.length === 0) return <p className={classes.lead}>{t('customers.movesNothing')}</p>
  return (
    <ul className={classes.moves}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
