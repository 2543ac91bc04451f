import type { Random } from './random.ts'
import type { Turn } from './draft.ts'
import type { Status } from './types.ts'

/** Places after which a conversation could stand still with this status. */
function places(turns: readonly Turn[], status: Status): readonly number[] {
  return turns.flatMap(({ by, part }, index) => {
    if (status === 'open')
      return by === 'customer' && part !== 'thanks' && turns[index + 1]?.by !== 'customer' ? [index] : []
    const waits =
      by === 'agent' && (part === 'probe' || part === 'answer' || part === 'reply' || part === 'reminder')
    return waits && turns[index + 1]?.by !== 'agent' ? [index] : []
  })
}

/**
 * How many turns of a script have happened in a conversation that is not resolved: an open one waits for the agent,
 * a pending or snoozed one for somebody else. Turns after `now` cannot have happened, unless nothing else is left.
 */
export function cutAt(
  random: Random,
  turns: readonly Turn[],
  times: readonly number[],
  status: Status,
  now: number,
): number {
  const all = places(turns, status)
  const past = all.filter((index) => (times[index] ?? now) < now)
  const fit = past.length > 0 ? past : all.slice(0, 1)
  const [earliest] = fit
  if (earliest === undefined) return turns.length
  // Half of the open ones have not been answered at all yet.
  return (status === 'open' && random.chance(0.5) ? earliest : random.pick(fit)) + 1
}
