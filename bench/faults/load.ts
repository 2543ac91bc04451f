import { sleep } from './insist.ts'
import type { Handed } from './tally.ts'
import { ways, type Way } from './ways.ts'
import type { World } from './world.ts'

/** Messages that come in and answers that go out, at an even pace, whatever happens meanwhile. */
export class Load implements Handed {
  readonly messages = new Map<string, string>()
  readonly answers = new Set<string>()
  /** What was given up by whoever sent it: nobody was told that it is kept. */
  readonly givenUp: string[] = []
  readonly #world: World
  readonly #running: Promise<void>[]
  #over = false

  constructor(world: World, among: readonly Way[] = ways) {
    this.#world = world
    this.#running = among.map((way) => this.#run(way))
  }

  async #run(way: Way): Promise<void> {
    const handing: Promise<void>[] = []
    for (let n = 0; !this.#over; n += 1) {
      handing.push(this.#hand(way, n))
      await sleep(way.every)
    }
    await Promise.all(handing)
  }

  async #hand(way: Way, n: number): Promise<void> {
    const mark = `#${way.name}-${n}#`
    const text = `${mark} 注文した商品が届きません。㈱髙島`
    try {
      await way.hand(this.#world, n, mark, text)
    } catch (error) {
      this.givenUp.push(`${mark} ${(error as Error).message.slice(0, 200)}`)
      return
    }
    if (way.name === 'reply') this.answers.add(mark)
    else this.messages.set(mark, text)
  }

  /** Begins nothing more, and waits until everything was acknowledged or given up. */
  async end(): Promise<void> {
    this.#over = true
    await Promise.all(this.#running)
  }
}
