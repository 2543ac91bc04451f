import type { ConditionKind, How, Leaf, Takes } from '../contract-conditions.ts'

/** A comparison in words, and what it compares with. */
export interface Comparison {
  takes: Takes
  title: { en: string; ja: string }
}

/** Every comparison. */
export const COMPARISONS: Readonly<Record<How, Comparison>> = {
  'any-of': { takes: 'values', title: { en: 'is one of', ja: '次のいずれか' } },
  'all-of': { takes: 'values', title: { en: 'has all of', ja: '次のすべてを含む' } },
  'none-of': { takes: 'values', title: { en: 'is none of', ja: '次のいずれでもない' } },
  contains: { takes: 'values', title: { en: 'contains one of', ja: '次のいずれかを含む' } },
  'contains-not': { takes: 'values', title: { en: 'contains none of', ja: '次のいずれも含まない' } },
  'starts-with': { takes: 'values', title: { en: 'starts with one of', ja: '次のいずれかで始まる' } },
  'ends-with': { takes: 'values', title: { en: 'ends with one of', ja: '次のいずれかで終わる' } },
  equals: { takes: 'number', title: { en: 'is', ja: '等しい' } },
  differs: { takes: 'number', title: { en: 'is not', ja: '等しくない' } },
  'more-than': { takes: 'number', title: { en: 'is more than', ja: 'より大きい' } },
  'at-least': { takes: 'number', title: { en: 'is at least', ja: '以上' } },
  'less-than': { takes: 'number', title: { en: 'is less than', ja: '未満' } },
  'at-most': { takes: 'number', title: { en: 'is at most', ja: '以下' } },
  'older-than': { takes: 'duration', title: { en: 'was longer ago than', ja: '次の時間以上前' } },
  'younger-than': { takes: 'duration', title: { en: 'was within the last', ja: '次の時間以内' } },
  before: { takes: 'moment', title: { en: 'is before', ja: '次の日時より前' } },
  after: { takes: 'moment', title: { en: 'is after', ja: '次の日時より後' } },
  yes: { takes: 'nothing', title: { en: 'yes', ja: 'はい' } },
  no: { takes: 'nothing', title: { en: 'no', ja: 'いいえ' } },
  empty: { takes: 'nothing', title: { en: 'is empty', ja: '空である' } },
  filled: { takes: 'nothing', title: { en: 'is not empty', ja: '空ではない' } },
}

/** Which comparisons a kind has, in the order in which they are offered. */
export const HOWS: Readonly<Record<ConditionKind, readonly How[]>> = {
  choice: ['any-of', 'none-of', 'empty', 'filled'],
  text: ['contains', 'contains-not', 'any-of', 'none-of', 'starts-with', 'ends-with', 'empty', 'filled'],
  number: ['equals', 'differs', 'more-than', 'at-least', 'less-than', 'at-most', 'empty', 'filled'],
  moment: ['older-than', 'younger-than', 'before', 'after', 'empty', 'filled'],
  flag: ['yes', 'no', 'empty', 'filled'],
  list: ['any-of', 'all-of', 'none-of', 'empty', 'filled'],
}

/**
 * Comparisons that hold where another one does not. Where nothing is known of a value the others fail, so these hold: a
 * customer without a rank has none of the ranks.
 */
export const OPPOSITES: Readonly<Partial<Record<How, How>>> = {
  'none-of': 'any-of',
  'contains-not': 'contains',
  differs: 'equals',
  no: 'yes',
  filled: 'empty',
}

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

/** What a comparison compares with, made ready: milliseconds of a duration, or of a moment since 1970. */
export type Operand = readonly string[] | number | undefined

/** The operand of a leaf; null where its value is none that the comparison takes. */
export const operandOf = (wanted: Takes, value: Leaf['value']): Operand | null => {
  if (wanted === 'nothing') return value === undefined ? undefined : null
  if (wanted === 'values') return Array.isArray(value) && value.length > 0 ? value : null
  if (wanted === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null
  if (wanted === 'moment') {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
    return Number.isNaN(at) ? null : at
  }
  if (typeof value !== 'object' || Array.isArray(value)) return null
  return value.amount * UNITS[value.unit]
}
