import { habits, habitsOf, leads } from './people.ts'
import type { Random } from './random.ts'
import { afterWork, shiftLeft } from './shifts.ts'
import type { Channel, Team } from './types.ts'
import { day, hour, minute } from './zones.ts'

/** Who works on a conversation. */
export interface Cast {
  readonly first: string
  readonly second: string
  readonly lead: string
}

interface Candidate {
  readonly agent: string
  readonly load: number
  readonly free: number
}

function candidates(team: Team['key'], at: number, yearStart: number): readonly Candidate[] {
  const share = (at - yearStart) / (365 * day)
  return Object.entries(habits).flatMap(([agent, { load, joined }]) => {
    const part = load[team]
    if (part === undefined || share < joined) return []
    return [{ agent, load: part, free: afterWork(agent, at, 0) }]
  })
}

/**
 * Chats go to whoever is at the desk and stays for a while, mails to whoever has room; both wait for the next shift
 * when nobody is there.
 */
export function cast(
  random: Random,
  team: Team['key'],
  channel: Channel,
  at: number,
  yearStart: number,
): Cast {
  const all = candidates(team, at, yearStart)
  const soonest = Math.min(...all.map(({ free }) => free))
  const patience = channel === 'chat' ? 15 * minute : 5 * hour
  const near = all.filter(({ free }) => free <= soonest + patience)
  const staying = near.filter(({ agent, free }) => channel !== 'chat' || shiftLeft(agent, free) > 20 * minute)
  const first = random.weighted(staying.length > 0 ? staying : near, ({ load }) => load).agent
  const others = all.filter(({ agent }) => agent !== first)
  const second = random.weighted(
    others,
    ({ load, free }) => load / (1 + Math.max(0, free - soonest) / hour),
  ).agent
  // The owner takes what a lead has begun.
  return { first, second, lead: first === leads[team] || random.chance(0.08) ? 'takase' : leads[team] }
}

/** Typical working minutes until an agent's turn of this pace. */
const minutes = {
  serve: { chat: 1.3, form: 85, email: 70 },
  answer: { chat: 3, form: 45, email: 40 },
} as const

/** Working minutes that the agent needs before the first or a later answer. `crowd` is how much more than usual there is to do. */
export function effort(
  random: Random,
  agent: string,
  channel: Channel,
  step: 'serve' | 'answer',
  crowd: number,
): number {
  const { pace } = habitsOf(agent)
  const sigma = channel === 'chat' ? 0.75 : 0.95
  return random.spread(minutes[step][channel], sigma) * pace * crowd
}
