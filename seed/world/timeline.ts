import { type Cast, effort } from './casting.ts'
import type { Random } from './random.ts'
import type { Script, Turn } from './draft.ts'
import { afterWork } from './shifts.ts'
import type { Channel, Zone } from './types.ts'
import { day, hour, minute, wall } from './zones.ts'

export interface Scene {
  readonly random: Random
  readonly channel: Channel
  readonly cast: Cast
  /** The customer's clock. */
  readonly zone: Zone
  readonly openedAt: number
  /** Factor on answering times; above 1 while an incident runs. */
  readonly crowd: number
}

const second = 1000

/** People sleep: what they would write at night, they write in the morning. */
function awake({ random, zone }: Scene, at: number): number {
  const { hour: clock } = wall(zone, at)
  return clock >= 1 && clock < 6 ? at + (7 - clock) * hour + random.int(0, 90) * minute : at
}

/** Time to read and type a text: 2.5 characters a second for Japanese, as for a fast English typist. */
function typing(random: Random, turn: Turn): number {
  return (4 + (turn.text.join('').length / 2.5) * (0.35 + random.next() * 0.5)) * second
}

function customerDelay(scene: Scene, turn: Turn, waited: number): number {
  const { random, channel } = scene
  if (channel !== 'chat') return random.spread(turn.pace === 'closing' ? 6 : 4.5, 1.2) * hour
  // Who had to wait for the answer has gone and comes back at leisure.
  if (waited > 30 * minute) return random.spread(40, 1) * minute
  if (random.chance(0.04)) return random.spread(2, 0.8) * hour
  return typing(random, turn) + random.spread(25, 0.8) * second
}

function agentAt(scene: Scene, turn: Turn, at: number): number {
  const { random, channel, cast, crowd } = scene
  const agent = cast[turn.author]
  if (turn.pace === 'serve') return afterWork(agent, at, effort(random, agent, channel, 'serve', crowd))
  if (channel !== 'chat') return afterWork(agent, at, effort(random, agent, channel, 'answer', crowd))
  if (turn.pace === 'lookup')
    return afterWork(agent, at, (typing(random, turn) + random.spread(70, 0.7) * second) / minute)
  if (turn.pace === 'bubble') return at + typing(random, turn)
  return afterWork(agent, at, (typing(random, turn) + random.spread(20, 0.7) * second) / minute)
}

function moment(scene: Scene, turn: Turn, at: number, waited: number): number {
  const { random, channel, cast } = scene
  if (turn.pace === 'days')
    return afterWork(cast[turn.author], at + random.int(2, 4) * day, random.int(2, 180))
  if (turn.pace === 'weeks') return awake(scene, at + random.spread(3.2, 0.7) * day)
  if (turn.pace === 'nudge')
    return awake(scene, at + random.spread(channel === 'chat' ? 0.3 : 14, 0.8) * hour)
  if (turn.part === 'silence') return afterWork(cast[turn.author], at + random.int(6, 18) * minute, 0)
  if (turn.by === 'note')
    return afterWork(cast[turn.author], at, random.spread(channel === 'chat' ? 0.4 : 6, 0.7))
  if (turn.by === 'agent') return agentAt(scene, turn, at)
  return turn.pace === 'bubble'
    ? at + typing(random, turn)
    : awake(scene, at + customerDelay(scene, turn, waited))
}

/** When each turn is said: in the order of the script, at least two seconds apart. */
export function timeTurns(scene: Scene, { turns }: Script): number[] {
  let at = scene.openedAt
  let lastCustomer = at
  let waited = 0
  return turns.map((turn, index) => {
    if (index > 0) at = Math.max(at + 2 * second, Math.round(moment(scene, turn, at, waited)))
    if (turn.by === 'customer') lastCustomer = at
    if (turn.by === 'agent') waited = at - lastCustomer
    return at
  })
}

/** Squeezes a sequence of moments so that the last one is not after `end`; the order stays strict. */
export function squeeze(times: readonly number[], end: number): number[] {
  const [first = end] = times
  const last = times.at(-1) ?? first
  if (last <= end) return [...times]
  const factor = Math.max(0, end - first) / (last - first)
  let previous = first - 1
  return times.map((time) => {
    previous = Math.max(previous + 1, Math.floor(first + (time - first) * factor))
    return previous
  })
}
