import { begin, end, pause, resume, type Wait } from './wait.ts'

const AWAKE = ['resolved', 'snoozed', 'pending', 'open']

/** A thread while it is gone through: who waits in it just now. */
export class Thread {
  readonly #pausing: ReadonlySet<string>
  /** All waits of the conversation, ended ones among them. */
  readonly #waits: Wait[]
  readonly #answered = new Set<string>()
  readonly #open = new Map<string, Wait[]>()
  /** When an answer to a wait was taken back. */
  readonly #thoughtAnswered = new Map<Wait, Date>()
  #resolve: Wait[] = []
  #status = 'open'
  #resolvedAt: Date | undefined

  constructor(pausing: ReadonlySet<string>, waits: Wait[]) {
    this.#pausing = pausing
    this.#waits = waits
  }

  #add(wait: Wait): Wait[] {
    this.#waits.push(wait)
    return [wait]
  }

  get #standing(): Wait[] {
    return [...this.#open.values(), this.#resolve].flat()
  }

  #waitingOf(customerId: string): Wait[] {
    return this.#open.get(customerId) ?? []
  }

  /** A message opens the conversation again. Whoever had no answer when it was resolved waits since this one. */
  inbound(id: string, { at, knownAt }: { at: Date; knownAt: Date }, customerId: string): void {
    this.#giveUp(customerId)
    if (this.#status !== 'open') this.status('open', knownAt)
    if (!this.#open.has(customerId))
      this.#open.set(customerId, this.#add(begin(this.#answered.has(customerId) ? 'next' : 'first', id, at)))
    if (this.#resolve.length === 0) this.#resolve = this.#add(begin('resolve', id, at))
  }

  /** Ends what a customer waited for when it was resolved, unless whoever resolved it thought that there was an answer. */
  #giveUp(customerId: string): void {
    const resolvedAt = this.#resolvedAt
    if (!resolvedAt) return
    const waiting = this.#waitingOf(customerId)
    const goesOn = waiting.filter((wait) => (this.#thoughtAnswered.get(wait) ?? resolvedAt) > resolvedAt)
    for (const wait of waiting) if (!goesOn.includes(wait)) end(wait, resolvedAt)
    if (goesOn.length > 0) this.#open.set(customerId, goesOn)
    else this.#open.delete(customerId)
  }

  outbound(at: Date, customerId: string): void {
    this.#answered.add(customerId)
    for (const wait of this.#waitingOf(customerId)) end(wait, at)
    this.#open.delete(customerId)
  }

  /** Whoever resolved it before that did not mean that no answer was needed. */
  withdrawn(at: Date, customerId: string): void {
    for (const wait of this.#waitingOf(customerId)) this.#thoughtAnswered.set(wait, at)
  }

  status(to: string, at: Date): void {
    this.#status = to
    const isResolved = to === 'resolved'
    this.#resolvedAt = isResolved ? (this.#resolvedAt ?? at) : undefined
    for (const wait of this.#standing) {
      if (isResolved || this.#pausing.has(to)) pause(wait, at)
      else resume(wait, at)
    }
  }

  /** Ends what stands where it is resolved: nobody waits there until somebody opens it again. */
  putAway(resolvedAt: Date | null): void {
    const at = this.#resolvedAt ?? resolvedAt
    if (at) for (const wait of this.#standing) end(wait, at)
  }

  /**
   * What stands in another thread stands here from now on. Where one of the two was resolved, nobody waits any more: merging
   * asks for nothing that was put away.
   */
  absorb(other: Thread, at: Date): void {
    for (const thread of [this, other]) thread.#leaveResolved()
    for (const customerId of other.#answered) this.#answered.add(customerId)
    for (const [customerId, waits] of other.#open)
      this.#open.set(customerId, [...this.#waitingOf(customerId), ...waits])
    for (const [wait, takenBack] of other.#thoughtAnswered) this.#thoughtAnswered.set(wait, takenBack)
    this.#resolve = [...this.#resolve, ...other.#resolve]
    const isMoreAwake = AWAKE.indexOf(other.#status) > AWAKE.indexOf(this.#status)
    this.status(isMoreAwake ? other.#status : this.#status, at)
  }

  #leaveResolved(): void {
    if (this.#status !== 'resolved') return
    this.putAway(null)
    this.#open.clear()
    this.#resolve = []
  }
}
