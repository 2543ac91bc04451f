import type { TFunction } from 'i18next'
import type { Condition, Leaf } from '../../../../api/types.ts'
import { inLanguage } from '../../../../ui/in-language.ts'
import { listOf } from '../../../../ui/list-of.ts'
import type { TimeSettings } from '../../../../ui/time/format.ts'
import { unitText } from '../../../../ui/time/length.ts'
import { type Group, isGroup, type Part } from './tree.ts'
import { lengthOf, takesOf, valuesOf } from './wrong.ts'

/** How sentences are written: the texts, the language, and the time zone of moments. */
interface Manner {
  t: TFunction<'conditions'>
  time: TimeSettings
}

/** The sentence for each comparison; those of several values have another one for a single value. */
const sentences: Record<Leaf['how'], { many: string; one?: string; list?: { many: string; one?: string } }> =
  {
    'any-of': { many: 'is', list: { many: 'has' } },
    'all-of': { many: 'hasAll', one: 'has' },
    'none-of': { many: 'isNone', one: 'isNot', list: { many: 'hasNone', one: 'hasNot' } },
    contains: { many: 'has' },
    'contains-not': { many: 'hasNone', one: 'hasNot' },
    'starts-with': { many: 'startsWith' },
    'ends-with': { many: 'endsWith' },
    equals: { many: 'is' },
    differs: { many: 'isNot' },
    'more-than': { many: 'moreThan' },
    'at-least': { many: 'atLeast' },
    'less-than': { many: 'lessThan' },
    'at-most': { many: 'atMost' },
    'older-than': { many: 'olderThan' },
    'younger-than': { many: 'youngerThan' },
    before: { many: 'before' },
    after: { many: 'after' },
    yes: { many: 'yes' },
    no: { many: 'no' },
    empty: { many: 'empty' },
    filled: { many: 'filled' },
  }

/** Comparisons whose values are listed, rather than one being enough. */
const listed = new Set<Leaf['how']>(['all-of', 'none-of', 'contains-not'])

const joined = (leaf: Leaf, names: readonly string[], locale: string): string =>
  listed.has(leaf.how)
    ? listOf(names, locale)
    : new Intl.ListFormat(locale, { type: 'disjunction' }).format(names)

function valueText(leaf: Leaf, condition: Condition, { t, time }: Manner): string {
  const { value } = leaf
  const isJapanese = time.locale.startsWith('ja')
  const inMarks = (text: string) => (isJapanese ? `「${text}」` : `“${text}”`)
  if (takesOf(leaf, condition) === 'values') {
    const { choices } = condition
    const nameOf = (one: string) => {
      const choice = choices?.find((known) => known.value === one)
      return choice ? inLanguage(choice.title, time.locale) : t('goneValue')
    }
    const names = valuesOf(leaf).map((one) => {
      if (!choices) return inMarks(one)
      return isJapanese ? inMarks(nameOf(one)) : nameOf(one)
    })
    return names.length === 0 ? t('missing') : joined(leaf, names, time.locale)
  }
  const length = lengthOf(leaf)
  if (length && Number.isFinite(length.amount))
    return unitText(
      time.locale,
      length.amount,
      ({ minutes: 'minute', hours: 'hour', days: 'day' } as const)[length.unit],
    )
  if (typeof value === 'number' && Number.isFinite(value)) return value.toLocaleString(time.locale)
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) return t('missing')
  const { timeZone } = time
  return new Intl.DateTimeFormat(time.locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    at,
  )
}

/** Whether more is said of the same behind it. */
type Form = 'mid' | 'end'

function leafText(leaf: Leaf, conditions: readonly Condition[], manner: Manner, form: Form): string {
  const { t, time } = manner
  const condition = conditions.find(({ name }) => name === leaf.condition)
  if (!condition) return t(`say.${form}.gone`)
  const said = sentences[leaf.how]
  const { many, one = many } = (condition.kind === 'list' ? said.list : undefined) ?? said
  return t(`say.${form}.${valuesOf(leaf).length === 1 ? one : many}`, {
    name: inLanguage(condition.title, time.locale),
    values: valueText(leaf, condition, manner),
  })
}

function partText(part: Part, conditions: readonly Condition[], manner: Manner, form: Form): string {
  if (!isGroup(part)) return leafText(part, conditions, manner, form)
  const [only, ...others] = part.of
  if (only && others.length === 0) return partText(only, conditions, manner, form)
  const words = groupText(part, conditions, manner)
  const inBrackets = manner.time.locale.startsWith('ja') ? `（${words}）` : `(${words})`
  return form === 'mid' ? manner.t('say.mid.group', { words: inBrackets }) : inBrackets
}

function groupText({ match, of }: Group, conditions: readonly Condition[], manner: Manner): string {
  const texts = of.map((part, at) =>
    partText(part, conditions, manner, match === 'all' && at < of.length - 1 ? 'mid' : 'end'),
  )
  return texts.join(manner.t(`say.${match}`))
}

/** What an expression asks, as a sentence: 優先度が「緊急」または「高」で、かつ件名に「返品」を含む. */
export const inWords = (expression: Group, conditions: readonly Condition[], manner: Manner): string => {
  const [only, ...others] = expression.of
  return only && isGroup(only) && others.length === 0
    ? inWords(only, conditions, manner)
    : groupText(expression, conditions, manner)
}
