import type { Db } from '../db/handles.ts'
import type { Announcement } from '../events/events.ts'
import type { Happened, Happening, Telling } from './happening.ts'

/** Everything that rooms tell people of. */
export class Happenings {
  readonly #tellings: Telling[] = []
  readonly #known = new Map<string, Happening>()

  /** Takes in what rooms declare. Throws where a name stands for two things. */
  declare(rooms: readonly { readonly tellings?: readonly Telling[] }[]): void {
    for (const telling of rooms.flatMap(({ tellings = [] }) => tellings)) {
      this.#tellings.push(telling)
      for (const one of telling.happenings) {
        if (this.#known.has(one.name)) throw new Error(`two happenings are called ${one.name}`)
        this.#known.set(one.name, one)
      }
    }
  }

  /** All of them, what concerns people most first. */
  list(): Happening[] {
    return [...this.#known.values()].toSorted((a, b) => a.rank - b.rank)
  }

  /** One by its name; undefined for what no room tells of any more. */
  named(name: string): Happening | undefined {
    return this.#known.get(name)
  }

  /** Names of the events of which people may be told. */
  events(): string[] {
    return [...new Set(this.#tellings.flatMap(({ events }) => events.map(({ eventName }) => eventName)))]
  }

  /** What happened, by a batch of events. */
  async find(db: Db, events: readonly Announcement[]): Promise<Happened[]> {
    const found = await Promise.all(
      this.#tellings.map(async (telling) => {
        const wanted = events.filter(({ name }) => telling.events.some(({ eventName }) => eventName === name))
        return wanted.length === 0 ? [] : telling.find(db, wanted)
      }),
    )
    return found.flat()
  }
}
