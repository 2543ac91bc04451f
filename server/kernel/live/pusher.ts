import type { Database } from '../db/index.ts'
import type { Announcement } from '../events/events.ts'
import { errorText } from '../errors.ts'
import type { Announcements } from './announcements.ts'
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
  readonly #waiting = new Map<number, Announcement[]>()
  #timer: NodeJS.Timeout | undefined

  constructor(
    database: Database,
    hub: LiveHub,
    signals: Signals,
    announcements: Announcements,
    pushes: readonly LivePush[],
  ) {
    this.#database = database
    this.#hub = hub
    this.#signals = signals
    this.#pushes = pushes
    const names = pushes.flatMap((push) => push.events)
    announcements.watch(names, (workspaceId, shown) => this.#add(workspaceId, shown))
    signals.on('frames', (workspaceId, data) => hub.publish(workspaceId, [data as never]))
  }

  /** Publishes frames that need no reading, in every process: who types, who is here. */
  publish(
    workspaceId: number,
    frame: { topics: string[]; frame: { type: string; [key: string]: unknown }; key?: string },
  ): void {
    this.#hub.publish(workspaceId, [frame])
    // A frame that is too large for a signal becomes a hint: screens of other processes then read for themselves.
    const fits = JSON.stringify(frame).length < 2000
    this.#signals.send(
      'frames',
      workspaceId,
      fits ? frame : { topics: frame.topics, frame: { type: 'stale' } },
    )
  }

  #add(workspaceId: number, announcements: readonly Announcement[]): void {
    if (this.#hub.size === 0) return
    const waiting = this.#waiting.get(workspaceId)
    if (waiting) waiting.push(...announcements)
    else this.#waiting.set(workspaceId, [...announcements])
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#flush(), COALESCE_MS)
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
