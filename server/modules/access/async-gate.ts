import { unavailable } from '../../kernel/errors.ts'

/** Lets few pieces of work run at once; the others wait in turn, up to a length. */
export class AsyncGate {
  readonly #atOnce: number
  readonly #mostWaiting: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce
    this.#mostWaiting = mostWaiting
  }

  /** Runs the work when its turn comes. Throws `unavailable` at once when too much waits. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running += 1
    else await this.#turn()
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#mostWaiting) {
      throw unavailable(
        'access.busy',
        'Too many people sign in at this moment. Try again in a few seconds.',
        {
          retryAfterSeconds: 5,
        },
      )
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }
}
