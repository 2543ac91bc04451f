import type { TFunction } from 'i18next'
import type { Output, Request } from '../../../api/types.ts'
import { lengthText } from '../../../ui/time/length.ts'

/** A policy: what is promised to whom. */
export type Policy = Output<'sla.listPolicies'>[number]
/** What of it can be changed. */
export type PolicyInput = Request<'sla.createPolicy'>['body']

/** What can be promised, in the order in which a customer meets it. */
export const promises = ['first', 'next', 'resolve'] as const

/** Where the seconds of a promise stand. */
export const secondsKey = { first: 'firstSeconds', next: 'nextSeconds', resolve: 'resolveSeconds' } as const

/** What a new policy begins with: usual for mail, and to be changed. */
export const usual: PolicyInput = {
  name: '',
  applies: null,
  firstSeconds: 4 * 3600,
  nextSeconds: 8 * 3600,
  resolveSeconds: null,
  businessTime: true,
  pauses: ['pending', 'snoozed'],
  warnPercent: 80,
}

/** The least and the most that can be promised, in seconds. */
const range = { least: 10, most: 31_536_000 }

/** What is wrong with the seconds of a promise. */
export function wrongSeconds(seconds: number | null): 'number' | 'range' | undefined {
  if (seconds === null) return undefined
  if (Number.isNaN(seconds)) return 'number'
  return seconds < range.least || seconds > range.most ? 'range' : undefined
}

/** What a policy promises, in words: 初回返信 1時間, 解決 3日. */
export const promisesInWords = (policy: PolicyInput, t: TFunction<'sla'>, locale: string): string[] =>
  promises.flatMap((promise) => {
    const seconds = policy[secondsKey[promise]]
    if (seconds === null) return []
    const time = lengthText(seconds, { locale, business: policy.businessTime })
    return [`${t(`clocks:promise.${promise}`)} ${time}`]
  })

const units = ['seconds', 'minutes', 'hours', 'days'] as const
/** A unit of a field for a length of time. */
export type Unit = (typeof units)[number]

/** Seconds of each unit. */
export const sizeOf: Record<Unit, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 }

/** Units to choose from: open hours have no days of 24 hours. */
export const unitsFor = (business: boolean): readonly Unit[] =>
  units.filter((unit) => !business || unit !== 'days')

/** The largest unit in which seconds are a whole number. */
export const unitOf = (seconds: number | null, business: boolean): Unit =>
  unitsFor(business).findLast((unit) => Number.isInteger((seconds ?? Number.NaN) / sizeOf[unit])) ?? 'hours'
