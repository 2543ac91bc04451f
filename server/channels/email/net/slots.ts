/** No place became free in time: the task was not begun. */
export class Busy extends Error {
  constructor() {
    super('All places are taken.')
  }
}

/** Lets so many tasks run at once; the others wait in line. */
export class Slots {
  #free: number
  readonly #waiting: (() => void)[] = []
  /** When a place was last taken or given back. */
  #moved = 0

  constructor(count: number) {
    this.#free = count
  }

  /** With `patience`, throws `Busy` instead of going on waiting where no place has changed hands for so many milliseconds. */
  async run<T>(task: () => Promise<T>, patience?: number): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await this.#turn(patience)
    this.#moved = performance.now()
    try {
      return await task()
    } finally {
      this.#moved = performance.now()
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free += 1
    }
  }

  #turn(patience: number | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined
      const begin = (): void => {
        clearTimeout(timer)
        resolve()
      }
      const look = (longest: number): void => {
        const left = this.#moved + longest - performance.now()
        if (left > 0) {
          timer = setTimeout(look, left, longest)
          return
        }
        this.#waiting.splice(this.#waiting.indexOf(begin), 1)
        reject(new Busy())
      }
      this.#waiting.push(begin)
      if (patience !== undefined) look(patience)
    })
  }
}
