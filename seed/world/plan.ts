import type { Person } from './customers.ts'
import { createRandom, type Random } from './random.ts'
import { brands } from './shop.ts'
import type { Brand, Channel, Status } from './types.ts'
import { brandShare, channelShare, dayWeight, hours } from './volume.ts'
import { day, hour, midnight, minute } from './zones.ts'

/** What is decided about a conversation before anybody says a word. */
export interface Plan {
  readonly openedAt: number
  readonly brand: Brand['key']
  readonly channel: Channel
  readonly person: number
  status: Status
}

/** The year ends a little before `now`: a conversation needs some minutes to be one. */
const margin = 4 * minute

interface Days {
  readonly starts: readonly number[]
  /** Running sum of the weights. */
  readonly sums: readonly number[]
}

function daysOf(brand: Brand, now: number): Days {
  const starts: number[] = []
  const sums: number[] = []
  const from = now - 365 * day
  let sum = 0
  for (let noon = midnight(brand.timeZone, from) + 12 * hour; noon - 12 * hour < now; noon += day) {
    starts.push(midnight(brand.timeZone, noon))
    sum += dayWeight(brand.key, brand.timeZone, noon, (noon - from) / (365 * day), now)
    sums.push(sum)
  }
  return { starts, sums }
}

function pickDay(random: Random, { starts, sums }: Days): number {
  const target = random.next() * (sums.at(-1) ?? 0)
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > target) high = middle
    else low = middle + 1
  }
  return starts[low] ?? 0
}

const clock = Array.from({ length: 24 }, (_, index) => index)

function pickMoment(random: Random, brand: Brand, days: Days, channel: Channel, now: number): number {
  for (;;) {
    const start = pickDay(random, days)
    const at =
      start +
      random.weighted(clock, (index) => hours[brand.key][channel][index] ?? 0) * hour +
      random.int(0, 3_599_999)
    if (at >= now - 365 * day && at < now - margin) return at
  }
}

/** How many of these people, sorted by acquaintance, are known at a moment. */
function knownAt(people: readonly Person[], indices: readonly number[], at: number): number {
  let low = 0
  let high = indices.length
  while (low < high) {
    const middle = (low + high) >> 1
    const since = people[indices[middle] ?? 0]?.customer.createdAt.getTime() ?? 0
    if (since <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Somebody who is known by then; those who write often are met more often, and guests only in the chat. */
function pickPerson(
  random: Random,
  people: readonly Person[],
  indices: readonly number[],
  at: number,
  channel: Channel,
): number {
  const last = Math.max(0, knownAt(people, indices, at) - 1)
  let fallback = indices[0] ?? 0
  for (let i = 0; i < 400; i++) {
    const index = indices[random.int(0, last)] ?? 0
    const person = people[index]
    if (!person || (person.guest && channel !== 'chat')) continue
    if (random.chance(person.activity)) return index
    fallback = index
  }
  return fallback
}

/**
 * How many of 12,000 are not resolved; the rest is. About as many as stood open on any evening of the weeks before, so
 * that the backlog swings and does not grow.
 */
const unresolved: readonly (readonly [Status, number])[] = [
  ['open', 72],
  ['pending', 30],
  ['snoozed', 14],
]

/**
 * Gives the wanted numbers of open, pending and snoozed conversations, mostly to the newest. Draws without
 * replacement by weighted keys (Efraimidis and Spirakis, 2006).
 */
function markUnresolved(random: Random, plans: readonly Plan[], now: number): void {
  const scale = plans.length / 12_000
  const keyed = plans.map((plan) => {
    const age = (now - plan.openedAt) / day
    // The share that is not resolved after so many days, as of those that were; and the few that were forgotten.
    const weight = age < 1 / 48 ? 50 : Math.exp(-((age / 0.9) ** 0.65)) + 0.0002
    return { plan, age, key: -Math.log(1 - random.next()) / weight }
  })
  keyed.sort((a, b) => a.key - b.key)
  const wanted = unresolved.map(([status, count]) => ({ status, left: Math.round(count * scale) }))
  const [open, pending, snoozed] = wanted
  const total = wanted.reduce((sum, { left }) => sum + left, 0)
  for (const { plan, age } of keyed.slice(0, total)) {
    const choices = [open, age > 0.15 ? pending : undefined, age > 1 ? snoozed : undefined]
    const fit = choices.filter((choice) => choice !== undefined && choice.left > 0)
    const choice = fit.length > 0 ? random.weighted(fit, (one) => one?.left ?? 0) : open
    if (!choice) continue
    choice.left -= 1
    plan.status = choice.status
  }
}

/** When, where and by whom, for the whole year, in the order of time. */
export function createPlans(
  seed: number,
  count: number,
  people: readonly Person[],
  now: number,
): readonly Plan[] {
  const random = createRandom(seed, 'plan')
  const sides = brands.map((brand) => ({
    brand,
    days: daysOf(brand, now),
    indices: people.flatMap((person, index) => (person.brand === brand.key ? [index] : [])),
  }))
  const plans = Array.from({ length: count }, (): Plan => {
    const { brand, days, indices } = random.weighted(sides, (side) =>
      side.indices.length > 0 ? brandShare[side.brand.key] : 0,
    )
    const [channel] = random.weighted(channelShare[brand.key], ([, share]) => share)
    const openedAt = pickMoment(random, brand, days, channel, now)
    const person = pickPerson(random, people, indices, openedAt, channel)
    return { openedAt, brand: brand.key, channel, person, status: 'resolved' }
  })
  plans.sort((a, b) => a.openedAt - b.openedAt)
  markUnresolved(random, plans, now)
  return plans
}
