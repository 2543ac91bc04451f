/** Remembers a wake-up that comes while nobody waits, so that none is missed between two looks. */
export class Latch {
  #set = false
  #wake: (() => void) | undefined

  set(): void {
    this.#set = true
    this.#wake?.()
  }

  /** Resolves when set, at once if it was set since the last wait, or after so many milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#set) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        timer = setTimeout(resolve, milliseconds)
      })
      clearTimeout(timer)
      this.#wake = undefined
    }
    this.#set = false
  }
}
