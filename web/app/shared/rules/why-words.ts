import type { TFunction } from 'i18next'
import type { Why } from '../../../api/reads/rules.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { listOf } from '../../../ui/list-of.ts'
import { dayAndTime } from '../../../ui/time/format.ts'
import { unitText } from '../../../ui/time/length.ts'
import type { TimeSettings } from '../../../ui/time/format.ts'

/** How it is said: the texts, the language, the zone, and the time now. */
export interface Manner {
  t: TFunction<'rules'>
  time: TimeSettings
  now: number
}

type Part = Why['of'][number]
/** One condition with what it saw. */
export type WhyLeaf = Exclude<Part, { of: unknown }>

const moment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** A value of a condition, in words. */
function valueWords(value: unknown, { names }: WhyLeaf, { t, time, now }: Manner): string {
  const text = (one: string): string => {
    const name = names[one]
    if (name) return inLanguage(name, time.locale)
    return moment.test(one) ? dayAndTime(Date.parse(one), now, time) : one
  }
  if (value === null || value === undefined || value === '') return t('why.nothing')
  if (typeof value === 'boolean') return t(`why.flag.${value}`)
  if (typeof value === 'number') return value.toLocaleString(time.locale)
  if (Array.isArray(value))
    return value.length === 0
      ? t('why.nothing')
      : listOf(
          value.map((one) => text(String(one))),
          time.locale,
        )
  if (typeof value === 'object') {
    const { amount, unit } = value as { amount: number; unit: 'minutes' | 'hours' | 'days' }
    return unitText(time.locale, amount, ({ minutes: 'minute', hours: 'hour', days: 'day' } as const)[unit])
  }
  return text(typeof value === 'string' ? value : JSON.stringify(value))
}

/** What was asked, in words: 優先度 次のいずれか 緊急. */
export function askedWords(leaf: WhyLeaf, manner: Manner): string {
  const { locale } = manner.time
  const asked = [inLanguage(leaf.title, locale), inLanguage(leaf.comparison, locale)]
  return [...asked, ...(leaf.value === undefined ? [] : [valueWords(leaf.value, leaf, manner)])].join(' ')
}

/** What was seen, in words. */
export const seenWords = (leaf: WhyLeaf, manner: Manner): string => valueWords(leaf.seen, leaf, manner)
