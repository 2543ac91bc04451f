import { LIFE_MS } from './token.ts'

const MOST = 50_000

/**
 * Tokens that brought an inquiry, in this process, for as long as they live: a token takes one content. The same
 * content again is a repetition (a reload, a lost answer); another one needs a new token.
 */
export class UsedTokens {
  readonly #used = new Map<string, { digest: string; until: number }>()

  /** Takes the token for this content. */
  claim(nonce: string, digest: string, now = Date.now()): 'first' | 'repeated' | 'taken' {
    const known = this.#used.get(nonce)
    if (known) return known.digest === digest ? 'repeated' : 'taken'
    this.#sweep(now)
    this.#used.set(nonce, { digest, until: now + LIFE_MS })
    return 'first'
  }

  /** Gives it back: the content was not kept after all. */
  release(nonce: string): void {
    this.#used.delete(nonce)
  }

  // They stand in the order in which they were claimed, so the oldest come first.
  #sweep(now: number): void {
    for (const [nonce, { until }] of this.#used) {
      if (until > now && this.#used.size < MOST) return
      this.#used.delete(nonce)
    }
  }
}
