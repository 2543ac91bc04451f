import type { VariableKind } from '../contract-variables.ts'

/** For whom a value is written. */
export interface Reader {
  /** Tag of a language: `ja`, `en`, `zh-TW`. */
  language: string
  timeZone: string
}

/** A value as it is known of its kind. */
export type Value = string | number | Date

/** A way of writing a value. */
export interface Filter {
  readonly name: string
  readonly title: { en: string; ja: string }
  readonly takes: readonly VariableKind[]
  /** What stands behind its colon; undefined: nothing does. */
  readonly argument?: { example: string; fits(argument: string): boolean }
  write(value: Value, reader: Reader, argument: string): string
}

/** A day has no zone: as midnight in UTC it is written as it is. */
const inTime = (value: Value, { language, timeZone }: Reader, how: Intl.DateTimeFormatOptions): string => {
  const [at, zone] =
    value instanceof Date ? [value, timeZone] : [new Date(`${String(value)}T00:00:00Z`), 'UTC']
  return new Intl.DateTimeFormat(language, { ...how, timeZone: zone }).format(at)
}

const DATE = { year: 'numeric', month: 'long', day: 'numeric' } as const

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Every filter, in the order in which they are offered. */
export const FILTERS: readonly Filter[] = [
  {
    name: 'date',
    title: { en: 'Date: November 23, 2026', ja: '日付（2026年11月23日）' },
    takes: ['moment', 'day'],
    write: (value, reader) => inTime(value, reader, DATE),
  },
  {
    name: 'weekday',
    title: { en: 'Date with its weekday', ja: '曜日付きの日付（2026年11月23日月曜日）' },
    takes: ['moment', 'day'],
    write: (value, reader) => inTime(value, reader, { ...DATE, weekday: 'long' }),
  },
  {
    name: 'time',
    title: { en: 'Time of day', ja: '時刻（14:05）' },
    takes: ['moment'],
    write: (value, reader) => inTime(value, reader, { hour: 'numeric', minute: '2-digit' }),
  },
  {
    name: 'number',
    title: { en: 'Number with separators: 12,500', ja: '桁区切り（12,500）' },
    takes: ['number'],
    write: (value, { language }) => new Intl.NumberFormat(language).format(Number(value)),
  },
  {
    name: 'money',
    title: { en: 'Amount in a currency', ja: '金額（通貨を指定）' },
    takes: ['number'],
    argument: { example: 'JPY', fits: (argument) => currencies.has(argument.toUpperCase()) },
    write: (value, { language }, currency) =>
      new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(value)),
  },
  {
    name: 'upper',
    title: { en: 'Capital letters', ja: '英字を大文字にする' },
    takes: ['text'],
    write: (value, { language }) => String(value).toLocaleUpperCase(language),
  },
]

/** A value as it is written where no filter says how: a moment as its date, a number without separators. */
export const plainly = (kind: VariableKind, value: Value, reader: Reader): string =>
  kind === 'moment' || kind === 'day' ? inTime(value, reader, DATE) : String(value)

/** A value that fits its kind; null where there is none. */
export const fitting = (kind: VariableKind, value: unknown): Value | null => {
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null
  if (kind === 'moment') return value instanceof Date && !Number.isNaN(value.getTime()) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  return kind === 'text' || isDay(value) ? value : null
}

const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`))
