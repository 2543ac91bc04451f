import type { Team, Zone } from './types.ts'

/** How an agent works; the product never sees this, it only shapes times and texts. */
export interface Habits {
  readonly zone: Zone
  /** Working days, 0 is Sunday. */
  readonly days: readonly number[]
  /** Hours of the wall clock in `zone`; `to` is exclusive. */
  readonly from: number
  readonly to: number
  /** Factor on working times; 1 is average, larger is slower. */
  readonly pace: number
  /** Share of the work within each team that the agent belongs to. */
  readonly load: Partial<Record<Team['key'], number>>
  /** Which of the signatures, greetings and closings the agent uses. */
  readonly style: number
  /** Share of the year that had passed when the agent joined; 0 means before. */
  readonly joined: number
}

const tokyo = 'Asia/Tokyo' as const
const pacific = 'America/Los_Angeles' as const
const office = [1, 2, 3, 4, 5]

export const habits: Readonly<Record<string, Habits>> = {
  takase: {
    zone: tokyo,
    days: office,
    from: 10,
    to: 17,
    pace: 1.5,
    load: { care: 0.08, orders: 0.05 },
    style: 0,
    joined: 0,
  },
  okabe: {
    zone: tokyo,
    days: office,
    from: 9,
    to: 18,
    pace: 1.1,
    load: { orders: 0.6 },
    style: 1,
    joined: 0,
  },
  miyake: {
    zone: tokyo,
    days: office,
    from: 9,
    to: 18,
    pace: 0.65,
    load: { orders: 1.3 },
    style: 2,
    joined: 0,
  },
  fujimoto: {
    zone: tokyo,
    days: [2, 3, 4, 5, 6],
    from: 12,
    to: 21,
    pace: 1.25,
    load: { orders: 1 },
    style: 3,
    joined: 0,
  },
  utsumi: {
    zone: tokyo,
    days: [3, 4, 5, 6, 0],
    from: 10,
    to: 19,
    pace: 1.6,
    load: { orders: 0.8, care: 0.4 },
    style: 4,
    joined: 0.55,
  },
  nonomura: { zone: tokyo, days: office, from: 9, to: 18, pace: 1, load: { care: 0.5 }, style: 5, joined: 0 },
  shinohara: {
    zone: tokyo,
    days: office,
    from: 9,
    to: 18,
    pace: 0.8,
    load: { care: 1.3 },
    style: 6,
    joined: 0,
  },
  kashiwagi: {
    zone: tokyo,
    days: [2, 3, 4, 5, 6],
    from: 12,
    to: 21,
    pace: 1.15,
    load: { care: 1 },
    style: 7,
    joined: 0,
  },
  sagara: {
    zone: tokyo,
    days: [4, 5, 6, 0, 1],
    from: 12,
    to: 21,
    pace: 0.9,
    load: { care: 0.75, orders: 0.35 },
    style: 8,
    joined: 0.1,
  },
  grace: {
    zone: pacific,
    days: office,
    from: 8,
    to: 17,
    pace: 1,
    load: { english: 0.6 },
    style: 0,
    joined: 0,
  },
  marcus: {
    zone: pacific,
    days: [2, 3, 4, 5, 6],
    from: 9,
    to: 18,
    pace: 0.8,
    load: { english: 1.2 },
    style: 1,
    joined: 0,
  },
  // Sits in Tokyo and carries the American evening and Sunday.
  erika: { zone: tokyo, days: office, from: 9, to: 18, pace: 1.1, load: { english: 1 }, style: 2, joined: 0 },
}

/** The lead who takes over in a team. */
export const leads: Readonly<Record<Team['key'], string>> = {
  orders: 'okabe',
  care: 'nonomura',
  english: 'grace',
}

export function habitsOf(agent: string): Habits {
  const found = habits[agent]
  if (!found) throw new Error(`no habits for agent ${agent}`)
  return found
}
