import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactLimit } from '../../../api/reads/harassment.ts'
import { channelsQuery } from '../../../api/reads/settings.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { listOf } from '../../../ui/list-of.ts'

type Terms = Pick<ContactLimit, 'block' | 'channels' | 'most' | 'periodDays' | 'hours'>

/** How a customer may still write to us, in a sentence. */
function useLimitWords() {
  const { t, i18n } = useTranslation('harassment')
  const channels = useQuery(channelsQuery).data ?? []
  const days = (some: readonly number[]) =>
    listOf(
      [1, 2, 3, 4, 5, 6, 0].filter((day) => some.includes(day)).map((day) => t(`day.${day}`)),
      i18n.language,
    )
  return (limit: Terms): string => {
    if (limit.block) return t('limit.words.block')
    const parts: string[] = []
    if (limit.channels)
      parts.push(
        t('limit.words.channels', {
          channels: listOf(
            limit.channels.map((name) => {
              const known = channels.find((one) => one.name === name)
              return known ? inLanguage(known.title, i18n.language) : name
            }),
            i18n.language,
          ),
        }),
      )
    if (limit.most !== null && limit.periodDays !== null)
      parts.push(t('limit.words.number', { days: limit.periodDays, count: limit.most }))
    if (limit.hours)
      parts.push(
        t('limit.words.hours', { days: days(limit.hours.days), from: limit.hours.from, to: limit.hours.to }),
      )
    return parts.join(i18n.language === 'ja' ? '、' : '; ')
  }
}

/** The same, drawn. */
export function LimitWords({ limit }: { limit: Terms }) {
  const wordsOf = useLimitWords()
  return <span>{wordsOf(limit)}</span>
}
