import type { Brand, Channel } from './types.ts'
import { day, midnight, wall } from './zones.ts'

export type Incident = 'delay' | 'recall' | 'checkout'

/** What went wrong in this year: days before `now`, and how many times the usual number wrote on each day. */
const incidents: readonly {
  name: Incident
  brand: Brand['key']
  daysAgo: number
  peak: readonly number[]
}[] = [
  { name: 'delay', brand: 'tsumugi', daysAgo: 118, peak: [1.5, 2.4, 2.8, 2.5, 2.2, 1.7, 1.4, 1.2] },
  { name: 'recall', brand: 'tsumugi', daysAgo: 47, peak: [5.5, 3, 1.9, 1.5, 1.25] },
  { name: 'checkout', brand: 'tarn', daysAgo: 83, peak: [4.5, 1.4] },
]

export interface Trouble {
  readonly name: Incident
  /** How many times the usual volume; 2 means that every second contact is about the incident. */
  readonly peak: number
}

const zones: Record<Brand['key'], Brand['timeZone']> = { tsumugi: 'Asia/Tokyo', tarn: 'America/Los_Angeles' }

/** The incident that runs on the shop's day that holds this moment, if any. */
export function troubleAt(brand: Brand['key'], at: number, now: number): Trouble | undefined {
  const ago = Math.round((midnight(zones[brand], now) - midnight(zones[brand], at)) / day)
  for (const { name, brand: whose, daysAgo, peak } of incidents) {
    const height = peak[daysAgo - ago]
    if (whose === brand && height !== undefined) return { name, peak: height }
  }
  return undefined
}

const weekdays: Record<Brand['key'], readonly number[]> = {
  tsumugi: [0.68, 1.26, 1.12, 1.02, 1.0, 0.96, 0.74],
  tarn: [0.72, 1.22, 1.1, 1.04, 1.0, 0.92, 0.7],
}

/** Months and days between which the volume differs, `[from, to, factor]` as month * 100 + day, both included. */
const seasons: Record<Brand['key'], readonly (readonly [number, number, number])[]> = {
  tsumugi: [
    [1228, 1231, 0.6],
    [101, 103, 0.4],
    [104, 108, 1.45],
    [301, 331, 1.12],
    [429, 506, 0.78],
    [507, 512, 1.2],
    [813, 816, 0.75],
    [1120, 1130, 1.2],
    [1201, 1220, 1.15],
  ],
  tarn: [
    [101, 102, 0.6],
    [103, 115, 1.35],
    [525, 820, 1.15],
    [1124, 1202, 1.9],
    [1203, 1222, 1.45],
    [1225, 1225, 0.35],
  ],
}

/** How busy a day is against others. `share` is the part of the year that has passed, for the growth. */
export function dayWeight(
  brand: Brand['key'],
  zone: Brand['timeZone'],
  noon: number,
  share: number,
  now: number,
): number {
  const { month, day: date, weekday } = wall(zone, noon)
  const code = month * 100 + date
  const season = seasons[brand].find(([from, to]) => code >= from && code <= to)?.[2] ?? 1
  const growth = 0.68 + 0.64 * share
  return growth * (weekdays[brand][weekday] ?? 1) * season * (troubleAt(brand, noon, now)?.peak ?? 1)
}

/** Contacts by hour of the shop's wall clock, 0 to 23. */
export const hours: Record<Brand['key'], Record<Channel, readonly number[]>> = {
  tsumugi: {
    chat: [2, 1, 0.5, 0.3, 0.3, 0.5, 1, 2, 4, 7, 9, 8.5, 9, 8, 7, 6.5, 6.5, 7, 8, 10, 13, 14, 10, 5],
    form: [2, 1, 0.7, 0.4, 0.4, 0.8, 2, 4, 6, 8, 9, 8, 8, 7, 7, 6, 6, 6, 6, 7, 9, 10, 8, 5],
    email: [1.5, 0.8, 0.5, 0.4, 0.5, 1, 2.5, 5, 8, 11, 12, 10, 8, 9, 9, 8, 8, 7, 5, 5, 6, 7, 6, 3],
  },
  tarn: {
    chat: [1, 0.5, 0.3, 0.2, 0.3, 0.8, 2, 4, 6, 8, 9, 9, 9, 8, 7.5, 7, 7, 8, 10, 11, 11, 8, 5, 2],
    form: [1.5, 1, 0.6, 0.5, 0.6, 1.5, 3, 5, 7, 8, 9, 8, 8, 7, 7, 6, 6, 6, 7, 8, 8, 6, 4, 3],
    email: [1, 0.7, 0.5, 0.5, 0.8, 2, 4, 7, 9, 10, 10, 9, 8, 8, 8, 7, 7, 6, 6, 6, 6, 5, 4, 2],
  },
}

export const channelShare: Record<Brand['key'], readonly (readonly [Channel, number])[]> = {
  tsumugi: [
    ['chat', 0.41],
    ['email', 0.36],
    ['form', 0.23],
  ],
  tarn: [
    ['chat', 0.38],
    ['email', 0.44],
    ['form', 0.18],
  ],
}

/** Share of all contacts that the brand has. */
export const brandShare: Record<Brand['key'], number> = { tsumugi: 0.79, tarn: 0.21 }
