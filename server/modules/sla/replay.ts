import { Thread } from './thread.ts'
import type { Wait } from './wait.ts'

/**
 * Something that was said, or an answer that was taken back (`at`: when), or a status that was set, or that a thread stands in
 * another one from then on. `home` is the thread in which it happened. Ids are in the order in which things became known here.
 */
export type Step = { id: string; home: string; at: Date } & (
  | { kind: 'inbound'; knownAt: Date; customerId: string }
  | { kind: 'outbound'; customerId: string }
  | { kind: 'withdrawn'; customerId: string }
  | { kind: 'status'; to: string }
  | { kind: 'joined'; into: string }
)

/** A conversation as it went. */
export interface History {
  id: string
  steps: readonly Step[]
  /** How it stands now, and since when where that is resolved. */
  status: string
  resolvedAt: Date | null
}

/** A conversation while it is gone through: each thread by itself until it is merged into another one. */
class Replay {
  readonly waits: Wait[] = []
  readonly #pausing: ReadonlySet<string>
  readonly #threads = new Map<string, Thread>()

  constructor(pausing: ReadonlySet<string>) {
    this.#pausing = pausing
  }

  thread(home: string): Thread {
    const known = this.#threads.get(home)
    if (known) return known
    const thread = new Thread(this.#pausing, this.waits)
    this.#threads.set(home, thread)
    return thread
  }

  join(home: string, into: string, at: Date): void {
    const [leaving, staying] = [this.thread(home), this.thread(into)]
    if (leaving === staying) return
    staying.absorb(leaving, at)
    for (const [one, thread] of this.#threads) if (thread === leaving) this.#threads.set(one, staying)
  }

  take(step: Step): void {
    const thread = this.thread(step.home)
    if (step.kind === 'status') thread.status(step.to, step.at)
    else if (step.kind === 'inbound') thread.inbound(step.id, step, step.customerId)
    else if (step.kind === 'outbound') thread.outbound(step.at, step.customerId)
    else if (step.kind === 'withdrawn') thread.withdrawn(step.at, step.customerId)
    else this.join(step.home, step.into, step.at)
  }

  /** Whatever stands in the conversation is of it, also where nothing is kept of how it came. */
  finish({ id, steps, status, resolvedAt }: History): Wait[] {
    const last = steps.at(-1)?.at
    if (last) for (const home of this.#threads.keys()) this.join(home, id, last)
    if (status === 'resolved') this.thread(id).putAway(resolvedAt)
    return this.waits
  }
}

/**
 * Who waited for us in a conversation, and when. Several people may write in one: each waits for an answer of their own.
 * Waiting stops while the conversation is resolved or has a status that `pausing` names. What was merged into it waited by its
 * own statuses before.
 */
export const replay = (history: History, pausing: ReadonlySet<string>): Wait[] => {
  const going = new Replay(pausing)
  for (const step of history.steps) going.take(step)
  return going.finish(history)
}
