/** What is promised: an answer to a customer's first message, to a later one, or that everything is settled. */
export type Promised = 'first' | 'next' | 'resolve'

/** Time that counts, from one moment to another; null: it goes on. */
export interface Stretch {
  from: Date
  to: Date | null
}

/** A time that somebody waits for us. */
export interface Wait {
  promise: Promised
  /** The message with which it began. */
  messageId: string
  startedAt: Date
  endedAt: Date | null
  stretches: Stretch[]
}

/**
 * Something that was said, or an answer that was taken back, or a status that was set. Ids are in the order in which things
 * became known here.
 */
export type Step =
  | { id: string; kind: 'inbound' | 'outbound' | 'withdrawn'; at: Date; customerId: string }
  | { id: string; kind: 'status'; at: Date; to: string }

/** A conversation as it went. */
export interface History {
  steps: readonly Step[]
  /** How it stands now, and since when where that is resolved. */
  status: string
  resolvedAt: Date | null
}

const later = (one: Date, other: Date): Date => (one > other ? one : other)

const begin = (promise: Promised, messageId: string, at: Date): Wait => ({
  promise,
  messageId,
  startedAt: at,
  endedAt: null,
  stretches: [{ from: at, to: null }],
})

const pause = (wait: Wait, at: Date): void => {
  const last = wait.stretches.at(-1)
  if (last && last.to === null) last.to = later(last.from, at)
}

const resume = (wait: Wait, at: Date): void => {
  const last = wait.stretches.at(-1)
  if (last?.to) wait.stretches.push({ from: later(last.to, at), to: null })
}

const end = (wait: Wait, at: Date): void => {
  pause(wait, at)
  wait.endedAt = later(wait.startedAt, at)
}

/** A conversation while it is gone through. */
class Replay {
  readonly waits: Wait[] = []
  readonly #pausing: ReadonlySet<string>
  readonly #answered = new Set<string>()
  readonly #open = new Map<string, Wait>()
  readonly #thoughtAnswered = new Set<Wait>()
  #resolve: Wait | undefined
  #resolvedAt: Date | undefined

  constructor(pausing: ReadonlySet<string>) {
    this.#pausing = pausing
  }

  #add(wait: Wait): Wait {
    this.waits.push(wait)
    return wait
  }

  get #standing(): Wait[] {
    return [...this.#open.values(), ...(this.#resolve ? [this.#resolve] : [])]
  }

  /** A message opens the conversation again. Whoever had no answer when it was resolved waits since this one. */
  inbound(id: string, at: Date, customerId: string): void {
    const before = this.#open.get(customerId)
    if (before && this.#resolvedAt && !this.#thoughtAnswered.has(before)) {
      end(before, this.#resolvedAt)
      this.#open.delete(customerId)
    }
    if (!this.#open.has(customerId))
      this.#open.set(customerId, this.#add(begin(this.#answered.has(customerId) ? 'next' : 'first', id, at)))
    this.#resolve ??= this.#add(begin('resolve', id, at))
  }

  outbound(at: Date, customerId: string): void {
    this.#answered.add(customerId)
    const wait = this.#open.get(customerId)
    if (wait) end(wait, at)
    this.#open.delete(customerId)
  }

  /** Whoever resolved it after that did not mean that no answer was needed. */
  withdrawn(customerId: string): void {
    const wait = this.#open.get(customerId)
    if (wait) this.#thoughtAnswered.add(wait)
  }

  status(to: string, at: Date): void {
    const isResolved = to === 'resolved'
    this.#resolvedAt = isResolved ? (this.#resolvedAt ?? at) : undefined
    for (const wait of this.#standing) {
      if (isResolved || this.#pausing.has(to)) pause(wait, at)
      else resume(wait, at)
    }
  }

  /** What is resolved has an end, until somebody opens it again. */
  finish({ status, resolvedAt }: History): Wait[] {
    if (status !== 'resolved') return this.waits
    const at = this.#resolvedAt ?? resolvedAt
    if (at) for (const wait of this.#standing) end(wait, at)
    return this.waits
  }
}

/**
 * Who waited for us in a conversation, and when. Several people may write in one: each waits for an answer of their own.
 * Waiting stops while the conversation is resolved or has a status that `pausing` names.
 */
export const replay = (history: History, pausing: ReadonlySet<string>): Wait[] => {
  const going = new Replay(pausing)
  for (const step of history.steps) {
    if (step.kind === 'status') going.status(step.to, step.at)
    else if (step.kind === 'inbound') going.inbound(step.id, step.at, step.customerId)
    else if (step.kind === 'outbound') going.outbound(step.at, step.customerId)
    else going.withdrawn(step.customerId)
  }
  return going.finish(history)
}
