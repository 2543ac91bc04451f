import type { Database } from '../db/index.ts'
import type { Announcement } from '../events/events.ts'
import { errorText } from '../errors.ts'
import type { Announcements } from './announcements.ts'
import type { LiveHub } from './hub.ts'
import type { LivePush } from './push.ts'
import type { Signals } from './signals.ts'

/** Turns what was announced, here or in another process, into frames for the open screens. */
export class Pusher {
  readonly #database: Database
  readonly #hub: LiveHub
  readonly #signals: Signals
  readonly #pushes: readonly LivePush[]
  readonly #waiting = new Map<number, Announcement[]>()

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
    hub.fillWith(() => this.#load())
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
    this.#signals.send('frames', workspaceId, frame)
  }

  #add(workspaceId: number, announcements: readonly Announcement[]): void {
    if (this.#hub.size === 0) return
    const waiting = this.#waiting.get(workspaceId)
    if (waiting) waiting.push(...announcements)
    else this.#waiting.set(workspaceId, [...announcements])
    this.#hub.wake()
  }

  /** Reads what the screens are to be shown of everything that was announced since the last tick. */
  async #load(): Promise<void> {
    const loads = [...this.#waiting].flatMap(([workspaceId, announcements]) =>
      this.#pushes.map((push) => this.#loadFor(workspaceId, push, announcements)),
    )
    this.#waiting.clear()
    await Promise.all(loads)
  }

  async #loadFor(workspaceId: number, push: LivePush, announcements: readonly Announcement[]): Promise<void> {
    const wanted = announcements.filter((announcement) => push.events.includes(announcement.name))
    if (wanted.length === 0) return
    try {
      this.#hub.publish(workspaceId, await push.load(this.#database.in(workspaceId), wanted))
    } catch (error) {
      this.#database.kernel.log.warn({ error: errorText(error) }, 'a push failed; the screens come back anew')
      this.#hub.end(workspaceId, 'workspace', 'catch up')
    }
  }
}
