import type { Worker } from '../../agents/index.ts'
import type { Place, Why } from '../contract-queues.ts'
import type { QueueRow } from '../queues/queries.ts'

/** What waits, with what decides who gets it. */
export interface Waiting {
  id: string
  queue: QueueRow
  since: Date
  inboxId: string
  teamId: string | null
  /** What it counts for, and whether it is a chat. */
  points: number
  live: boolean
  language: string | null
  lastAgentId: string | null
  returnedFrom: string | null
}

/** Somebody with what they hold just now; planning adds to it. */
export interface Holder extends Worker {
  capacity: number
  chats: number
  load: number
  chatLoad: number
  /** When their last turn was; the smallest was longest ago. */
  turn: number
}

/** Who gets it and why, or what nobody has. */
export type Decision = { id: string } & (
  | { agentId: string; why: Why }
  | { nobody: NonNullable<Place['nobody']> }
)

const hasSkill = (holder: Holder, { skillId, level }: QueueRow['skills'][number]): boolean =>
  (holder.skills.get(skillId) ?? 0) >= level

const speaks = (holder: Holder, language: string | null): boolean =>
  language === null || holder.languages.has(language)

const inTeams = (holder: Holder, teamIds: readonly string[]): boolean =>
  teamIds.some((teamId) => holder.teamIds.has(teamId))

/**
 * Who serves a conversation: the queue's teams, else its own, else those of its inbox; where no team is linked to the inbox,
 * whoever sees it.
 */
const serves = (waiting: Waiting, linked: ReadonlySet<string>): ((holder: Holder) => boolean) => {
  const { queue, teamId, inboxId } = waiting
  if (queue.teamIds.length > 0) return (holder) => inTeams(holder, queue.teamIds)
  if (teamId !== null) return (holder) => holder.teamIds.has(teamId)
  return (holder) => (linked.has(inboxId) ? holder.inboxIds.has(inboxId) : holder.sees(inboxId))
}

/** True for who could take anything at all: they are here and hold less than they take. */
export const isFree = ({ here, load, capacity }: Holder): boolean => here && load < capacity

/** Empty hands hold one of any size. */
const hasRoom = (holder: Holder, { points, live }: Waiting): boolean =>
  isFree(holder) &&
  (holder.load === 0 || holder.load + points <= holder.capacity) &&
  (!live || holder.chatLoad < holder.chats)

/** How many of the things that are rather wanted somebody has. */
const fitOf = (holder: Holder, { queue, language }: Waiting): number =>
  queue.skills.filter((need) => !need.must && hasSkill(holder, need)).length +
  (queue.language === 'rather' && language !== null && holder.languages.has(language) ? 1 : 0)

/**
 * Of those who could take it the ones that are furthest behind their share: nobody gets more than their share of the whole, rounded up, as
 * long as there is somebody below it (the quota method of Balinski and Young, 1975, with capacities for populations).
 */
const belowShare = (able: readonly Holder[], points: number): readonly Holder[] => {
  let [load, capacity] = [points, 0]
  for (const holder of able) {
    load += holder.load
    capacity += holder.capacity
  }
  const below = able.filter((holder) => holder.load < (holder.capacity / capacity) * load)
  return below.length > 0 ? below : able
}

const shareAfter = (holder: Holder, points: number): number => (holder.load + points) / holder.capacity

/** The first that has the least of something. */
const least = (holders: readonly Holder[], of: (holder: Holder) => number): Holder[] => {
  let [found, best]: [Holder[], number] = [[], Infinity]
  for (const holder of holders) {
    const value = of(holder)
    if (value > best) continue
    if (value < best) [found, best] = [[], value]
    found.push(holder)
  }
  return found
}

const choose = (able: readonly Holder[], waiting: Waiting): { holder: Holder; by: Why['by'] } | undefined => {
  const { queue, points } = waiting
  // Whoever let the customer wait comes after everybody else.
  const others = able.filter(({ id }) => id !== waiting.returnedFrom)
  const willing = others.length > 0 ? others : able
  const [only] = willing
  if (!only) return undefined
  if (willing.length === 1) return { holder: only, by: 'only' }
  const fitting = least(willing, (holder) => -fitOf(holder, waiting))
  const last = queue.lastAgent ? fitting.find(({ id }) => id === waiting.lastAgentId) : undefined
  if (last) return { holder: last, by: 'last-agent' }
  if (fitting.length === 1 && fitting[0]) return { holder: fitting[0], by: 'skills' }
  const by = queue.mode === 'turn' ? 'turn' : 'load'
  const freest =
    by === 'turn' ? fitting : least(belowShare(fitting, points), (holder) => shareAfter(holder, points))
  const [holder] = least(freest, ({ turn }) => turn)
  return holder && { holder, by }
}

/** The people who could be given a conversation, step by step; ends at the first that nobody passes. */
const ableFor = (
  waiting: Waiting,
  holders: readonly Holder[],
  linked: ReadonlySet<string>,
  now: Date,
): { here: number; able: Holder[]; nobody: Place['nobody'] } => {
  const { queue } = waiting
  const own = serves(waiting, linked)
  const isOver = overflows(waiting, now)
  const steps: [NonNullable<Place['nobody']>, (holder: Holder) => boolean][] = [
    ['here', (holder) => holder.here && (own(holder) || (isOver && inTeams(holder, queue.overflowTeamIds)))],
    ['sight', (holder) => holder.sees(waiting.inboxId)],
    ['skill', (holder) => queue.skills.every((need) => !need.must || hasSkill(holder, need))],
    ['language', (holder) => queue.language !== 'must' || speaks(holder, waiting.language)],
    ['room', (holder) => hasRoom(holder, waiting)],
  ]
  let [able, here]: [readonly Holder[], number] = [holders, 0]
  for (const [nobody, passes] of steps) {
    able = able.filter(passes)
    if (nobody === 'here') here = able.length
    if (able.length === 0) return { here, able: [], nobody }
  }
  return { here, able: [...able], nobody: null }
}

/** True once other teams help. */
const overflows = ({ queue, since }: Waiting, now: Date): boolean =>
  queue.overflowSeconds !== null && now.getTime() - since.getTime() >= queue.overflowSeconds * 1000

/**
 * Gives each conversation, in the order in which they wait, to whoever should have it: all musts, then most of what is rather
 * wanted, then whoever had it last, then by load or turn. Adds what is given to the holders.
 */
export const plan = (
  waiting: readonly Waiting[],
  holders: readonly Holder[],
  linked: ReadonlySet<string>,
  now: Date,
): Decision[] => {
  let turn = Math.max(0, ...holders.map((holder) => holder.turn))
  return waiting.map((one): Decision => {
    const { id, queue, points, live } = one
    if (queue.mode === 'hand') return { id, nobody: 'by-hand' }
    const { here, able, nobody } = ableFor(one, holders, linked, now)
    const chosen = choose(able, one)
    if (!chosen || nobody) return { id, nobody: nobody ?? 'here' }
    const { holder, by } = chosen
    const why = whyOf(one, holder, { mode: queue.mode, here, able: able.length, by }, linked)
    holder.load += points
    if (live) holder.chatLoad += 1
    holder.turn = turn += 1
    return { id, agentId: holder.id, why }
  })
}

const whyOf = (
  waiting: Waiting,
  holder: Holder,
  decided: Pick<Why, 'mode' | 'here' | 'able' | 'by'>,
  linked: ReadonlySet<string>,
): Why => ({
  ...decided,
  skills: waiting.queue.skills
    .filter((need) => hasSkill(holder, need))
    .map(({ skillId }) => ({ skillId, level: holder.skills.get(skillId) ?? 0 })),
  language:
    waiting.queue.language !== 'ignore' && waiting.language !== null && holder.languages.has(waiting.language)
      ? waiting.language
      : null,
  points: waiting.points,
  load: holder.load,
  capacity: holder.capacity,
  overflow: !serves(waiting, linked)(holder),
})
