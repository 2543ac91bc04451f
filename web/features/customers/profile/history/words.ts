import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attributesQuery } from '../../../../api/reads/customers.ts'
import { textOf } from '../../../../app/shared/customer/attribute-value.ts'
import type { Actor, TimelineEntry } from '../../../../api/types.ts'
import { listOf } from '../../../../ui/list-of.ts'
import { languageName } from '../../../../ui/language-name.ts'

type Changed = Extract<TimelineEntry, { kind: 'changed' }>

const whoOf = ({ kind }: Actor) => (kind === 'agent' || kind === 'customer' ? kind : 'system')

/** What happened in words: one sentence for each entry, and values as people read them. */
export function useWords() {
  const { t, i18n } = useTranslation('customers')
  const definitions = useQuery(attributesQuery).data ?? []
  const definitionOf = (key: string | null) => definitions.find((one) => one.key === key)

  const fieldOf = ({ what, subject }: Changed): string => {
    if (what === 'attribute') return definitionOf(subject)?.label ?? subject ?? ''
    return what === 'name' || what === 'kana' || what === 'language' ? t(`field.${what}`) : ''
  }
  const titleOf = (entry: TimelineEntry): string => {
    if (entry.kind === 'messages') {
      const { inbound, outbound } = entry
      const parts = [
        ...(inbound > 0 ? [t('history.inbound', { count: inbound })] : []),
        ...(outbound > 0 ? [t('history.outbound', { count: outbound })] : []),
      ]
      return listOf(parts, i18n.language)
    }
    const who = whoOf(entry.actor)
    const name = entry.actor.name ? t('history.person', { name: entry.actor.name }) : t('unknownAuthor')
    if (entry.kind === 'note') return t('history.note', { name })
    if (entry.kind !== 'changed') return t(`history.${entry.kind}.${who}`, { name })
    const { what } = entry
    return what === 'name' || what === 'kana' || what === 'language' || what === 'attribute'
      ? t(`history.changed.${who}`, { name, field: fieldOf(entry) })
      : t(`history.${what}.${who}`, { name })
  }
  const valueText = ({ what, subject }: Changed, value: Changed['to']): string => {
    if (value === null || value === '') return t('noValue')
    if (typeof value === 'boolean') return t(`boolean.${value ? 'true' : 'false'}`)
    if (what === 'language') return languageName(String(value), i18n.language)
    const isNumber = definitionOf(subject)?.type === 'number'
    return isNumber ? textOf(value, i18n.language) : String(value)
  }
  return { titleOf, valueText }
}
