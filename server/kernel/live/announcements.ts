import type { Database } from '../db/index.ts'
import type { Announcement } from '../events/events.ts'
import type { Signals } from './signals.ts'

/** Told soon after the commit, in every process. */
export type Watch = (workspaceId: number, announcements: readonly Announcement[]) => void

/**
 * Lets this process know what was announced, here or in another one, soon after the commit. For caches, screens and
 * listeners to the outside: a watch may miss something when a connection breaks, so nothing that must happen may
 * depend on it (that is for listeners).
 */
export class Announcements {
  readonly #watches: { names: ReadonlySet<string>; watch: Watch }[] = []

  constructor(database: Database, signals: Signals) {
    database.onCommit((workspaceId, announcements) => {
      const watched = announcements.filter(({ name }) => this.#watches.some(({ names }) => names.has(name)))
      for (const { name, payload } of watched) signals.send('announced', workspaceId, [name, payload])
      this.#tell(workspaceId, watched)
    })
    signals.on('announced', (workspaceId, data) => {
      const [name, payload] = data as [string, unknown]
      this.#tell(workspaceId, [{ name, payload }])
    })
  }

  /** Adds a watch on kinds of events, by name. */
  watch(names: readonly string[], watch: Watch): void {
    this.#watches.push({ names: new Set(names), watch })
  }

  #tell(workspaceId: number, announcements: readonly Announcement[]): void {
    for (const { names, watch } of this.#watches) {
      const wanted = announcements.filter(({ name }) => names.has(name))
      if (wanted.length > 0) watch(workspaceId, wanted)
    }
  }
}
