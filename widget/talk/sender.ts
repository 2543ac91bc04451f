import type { Outbox } from './outbox.ts'
import { WireError } from './wire.ts'

const FIRST_MS = 1000
const LONGEST_MS = 60_000
const BUSY_SECONDS = 30

/** What sending needs of its talk. */
export interface Sending {
  outbox(): Outbox
  /** Sends one message; rejects with a `WireError`. */
  post(key: string): Promise<unknown>
  /** Something in the outbox changed. */
  changed(): void
  /** The product has one more message. */
  sent(): void
  /** The session is not accepted any more. */
  ended(): void
}

/** Sends what waits in the outbox, one after the other, so that the order stays; what can't be sent now is tried again. */
export class Sender {
  readonly #sending: Sending
  #busy = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #pause = FIRST_MS

  constructor(sending: Sending) {
    this.#sending = sending
  }

  /** Sends what waits, at once. */
  hurry(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#next()
  }

  /** Sends nothing more until somebody hurries. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  #next(): void {
    const outbox = this.#sending.outbox()
    const { next } = outbox
    if (this.#busy || !next) return
    this.#busy = true
    this.#sending.post(next.key).then(
      () => {
        this.#busy = false
        this.#pause = FIRST_MS
        outbox.change(next.key, { state: 'sent', reason: '' })
        this.#sending.sent()
        this.#next()
      },
      (error: unknown) => {
        this.#busy = false
        this.#refused(outbox, next.key, error)
        this.#sending.changed()
      },
    )
  }

  #refused(outbox: Outbox, key: string, error: unknown): void {
    const {
      status = 0,
      message = '',
      retryAfterSeconds = BUSY_SECONDS,
    } = error instanceof WireError ? error : {}
    if (status === 401) this.#sending.ended()
    else if (status === 429) {
      outbox.change(key, { reason: message })
      this.#later(retryAfterSeconds * 1000)
    } else if (status >= 400 && status < 500 && status !== 408) {
      outbox.change(key, { state: 'refused', reason: message })
      this.#later(0)
    } else {
      this.#later(this.#pause)
      this.#pause = Math.min(LONGEST_MS, this.#pause * 2)
    }
  }

  #later(pause: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#next(), pause)
  }
}
