import { errorText } from './errors.ts'
import type { Log } from './log.ts'

/** Between two runs, so that under a steady flow a run takes several at once instead of one. */
const REST_MS = 10
const AFTER_FAILURE_MS = 500

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Works off what waits in a workspace: one run at a time, one more when it was woken meanwhile. A run that fails is
 * tried again after a pause, so that a wake-up is never lost.
 */
export class Pump {
  readonly #work: (workspaceId: number, stopping: AbortSignal) => Promise<unknown>
  readonly #log: Log
  readonly #running = new Map<number, Promise<void>>()
  readonly #again = new Set<number>()
  readonly #stopping = new AbortController()

  /** `work` is told by its signal that it may leave what it has not begun. */
  constructor(log: Log, work: (workspaceId: number, stopping: AbortSignal) => Promise<unknown>) {
    this.#log = log
    this.#work = work
  }

  /** There may be work: starts a run, or makes sure that one follows. */
  wake(workspaceId: number): void {
    if (this.#stopping.signal.aborted) return
    if (this.#running.has(workspaceId)) {
      this.#again.add(workspaceId)
      return
    }
    this.#running.set(
      workspaceId,
      Promise.resolve().then(() => this.#run(workspaceId)),
    )
  }

  async #run(workspaceId: number): Promise<void> {
    const { signal } = this.#stopping
    do {
      this.#again.delete(workspaceId)
      try {
        await this.#work(workspaceId, signal)
        if (this.#again.has(workspaceId)) await rest(REST_MS)
      } catch (error) {
        this.#log.error({ error: errorText(error) }, 'waiting work failed; it is tried again')
        await rest(AFTER_FAILURE_MS)
        if (!signal.aborted) this.#again.add(workspaceId)
      }
    } while (this.#again.has(workspaceId) && !signal.aborted)
    this.#running.delete(workspaceId)
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }

  /** Takes no more work and waits for what runs. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.all(this.#running.values())
  }
}
