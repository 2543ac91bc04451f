import type { Database } from '../db/index.ts'
import type { Announcement } from '../events/events.ts'
import { errorText } from '../errors.ts'
import type { LiveHub } from './hub.ts'
import type { LivePush } from './push.ts'
import type { Signals } from './signals.ts'

const COALESCE_MS = 15

/** Turns what was announced, here or in another process, into frames for the open screens. */
export class Pusher {
  readonly #database: Database
  readonly #hub: LiveHub
  readonly #signals: Signals
  readonly #pushes: readonly LivePush[]
  readonly #names: ReadonlySet<string>
  readonly #waiting = new Map<number, Announcement[]>()
  #timer: NodeJS.Timeout | undefined

  constructor(database: Database, hub: LiveHub, signals: Signals, pushes: readonly LivePush[]) {
    this.#database = database
    this.#hub = hub
    this.#signals = signals
    this.#pushes = pushes
    this.#names = new Set(pushes.flatMap((push) => push.events))
    database.onCommit((workspaceId, announcements) => {
      const shown = announcements.filter((announcement) => this.#names.has(announcement.name))
      if (shown.length === 0) return
      for (const { name, payload } of shown) signals.send('announced', workspaceId, [name, payload])
      this.#add(workspaceId, shown)
    })
    signals.on('announced', (workspaceId, data) => {
      const [name, payload] = data as [string, unknown]
      this.#add(workspaceId, [{ name, payload }])
    })
    signals.on('frames', (workspaceId, data) => hub.publish(workspaceId, [data as never]))
  }

  /** Publishes frames that need no reading, in every process: who types, who is here. */
  publish(
    workspaceId: number,
    frame: { topics: string[]; frame: { type: string; [key: string]: unknown }; key?: string },
  ): void {
    this.#hub.publish(workspaceId, [frame])
    this.#signals.send('frames', workspaceId, frame)
  }

  #add(workspaceId: number, announcements: readonly Announcement[]): void {
    if (this.#hub.size === 0) return
    const waiting = this.#waiting.get(workspaceId)
    if (waiting) waiting.push(...announcements)
    else this.#waiting.set(workspaceId, [...announcements])
    this.#timer ??= setTimeout(() => this.#flush(), COALESCE_MS)
  }

  #flush(): void {
    this.#timer = undefined
    for (const [workspaceId, announcements] of this.#waiting) {
      const db = this.#database.in(workspaceId)
      for (const push of this.#pushes) {
        const wanted = announcements.filter((announcement) => push.events.includes(announcement.name))
        if (wanted.length === 0) continue
        push.load(db, wanted).then(
          (frames) => this.#hub.publish(workspaceId, frames),
          (error) =>
            this.#database.kernel.log.warn(
              { error: errorText(error) },
              'a push failed; screens catch up when they reconnect',
            ),
        )
      }
    }
    this.#waiting.clear()
  }
}
