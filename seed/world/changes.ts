import type { Cast } from './casting.ts'
import type { Random } from './random.ts'
import type { Turn } from './draft.ts'
import type { Change, Priority, Status, Team } from './types.ts'
import { hour, minute } from './zones.ts'

export interface Happened {
  readonly turns: readonly Turn[]
  readonly times: readonly number[]
  readonly cast: Cast
  readonly team: Team['key']
  readonly priority: Priority
  readonly status: Status
  readonly back?: number
  readonly resolvedAt?: number
  /** The first end, where the customer came back after it. */
  readonly firstEnd?: number
}

const change = (kind: Change['kind'], at: number, to: string, agent?: string): Change => ({
  kind,
  at: new Date(at),
  to,
  ...(agent && { agent }),
})

/** Who had the conversation when, from its turns: the system routes, agents take and hand over. */
function assignments({ turns, times, cast }: Happened): Change[] {
  const changes: Change[] = []
  let holder: string | undefined
  turns.forEach(({ by, author }, index) => {
    const at = times[index] ?? 0
    const who = cast[author]
    if (by === 'customer' || who === holder) return
    changes.push(change('assigned', at - 1, who, holder ?? who))
    holder = who
  })
  return changes
}

/** Everything that was done to the conversation, in the order of time. */
export function createChanges(happened: Happened): Change[] {
  const { times, team, priority, status, back, resolvedAt, firstEnd, turns, cast } = happened
  const [openedAt = 0] = times
  const changes = [change('team', openedAt, team), ...assignments(happened)]
  const worker = changes.findLast(({ kind }) => kind === 'assigned')?.to
  if (priority !== 'normal' && worker) {
    const first = turns.findIndex(({ by }) => by !== 'customer')
    changes.push(
      change('priority', times[first] ?? openedAt, priority, cast[turns[first]?.author ?? 'first']),
    )
  }
  if (firstEnd !== undefined && back !== undefined) {
    changes.push(
      change('status', firstEnd, 'resolved', worker),
      change('status', times[back] ?? firstEnd, 'open'),
    )
  }
  if (resolvedAt !== undefined) changes.push(change('status', resolvedAt, 'resolved', worker ?? cast.first))
  else if (status !== 'open') changes.push(change('status', (times.at(-1) ?? openedAt) + 1, status, worker))
  return changes.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** When an agent closes after the last word: soon when all is said, days later when the customer fell silent. */
export function endAfter(random: Random, chat: boolean, thanked: boolean, last: number, now: number): number {
  const wait = chat
    ? random.spread(thanked ? 2 : 14, 0.7) * minute
    : random.spread(thanked ? 1.5 : 40, 0.8) * hour
  return Math.min(now, Math.round(last + wait))
}
