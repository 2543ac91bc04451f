import type { Database } from '../db/index.ts'
import type { Tx } from '../db/handles.ts'
import { errorText } from '../errors.ts'
import { defineJob } from '../jobs/define.ts'
import type { EventOf } from './events.ts'
import type { Listener } from './listeners.ts'
import { awaitDispatch, lockDispatch, removeEvents, waitingEvents, type EventRow } from './queries.ts'

const BATCH = 500

/** What a failed listener is retried with. */
interface Retry {
  room: string
  event: { id: string; name: string; payload: unknown; at: string }
}

/** Retries one listener for one event, alone, with back-off. */
export const retryListener = defineJob<Retry>('events.retry', { maxAttempts: 20 })

/** Hands waiting events to the rooms that listen. */
export class Dispatcher {
  readonly #database: Database
  readonly #listeners: readonly Listener[]

  constructor(database: Database, listeners: readonly Listener[]) {
    this.#database = database
    this.#listeners = listeners
  }

  /** Handles everything that waits in a workspace. Gives the number of events handled. */
  async drain(workspaceId: number): Promise<number> {
    let total = 0
    for (;;) {
      const handled = await this.#batch(workspaceId)
      total += handled
      if (handled < BATCH) return total
    }
  }

  async #batch(workspaceId: number): Promise<number> {
    try {
      return await this.#database.in(workspaceId).tx((tx) => this.#handle(tx, false))
    } catch (error) {
      this.#database.kernel.log.warn(
        { error: errorText(error) },
        'a listener failed; handling its events one by one',
      )
      return this.#database.in(workspaceId).tx((tx) => this.#handle(tx, true))
    }
  }

  async #handle(tx: Tx, careful: boolean): Promise<number> {
    // Sent without waiting in between: PostgreSQL keeps the order, so the events are read under the lock.
    const [locked, rows] = await Promise.all([lockDispatch(tx), waitingEvents(tx, BATCH)])
    if (!locked || rows.length === 0) return 0
    if (careful) await this.#oneAfterTheOther(tx, rows)
    else await this.#together(tx, rows)
    return rows.length
  }

  #wantedBy(listener: Listener, rows: readonly EventRow[]): EventRow[] {
    return rows.filter((row) => listener.events.includes(row.name))
  }

  /**
   * Rooms know nothing of each other, so all listeners work at once: their statements share the way to the database
   * and back. Every one is waited for, since none may send a statement after the transaction's end.
   */
  async #together(tx: Tx, rows: readonly EventRow[]): Promise<void> {
    const work = this.#listeners.map(async (listener) => {
      const wanted = this.#wantedBy(listener, rows)
      if (wanted.length > 0) await listener.handle(tx, wanted)
    })
    const ended = await Promise.allSettled([
      ...work,
      removeEvents(
        tx,
        rows.map((row) => row.id),
      ),
    ])
    for (const one of ended) if (one.status === 'rejected') throw one.reason
  }

  async #oneAfterTheOther(tx: Tx, rows: readonly EventRow[]): Promise<void> {
    for (const listener of this.#listeners) await this.#oneByOne(tx, listener, this.#wantedBy(listener, rows))
    await removeEvents(
      tx,
      rows.map((row) => row.id),
    )
  }

  /** Isolates the failing event: it alone is retried later, and only for this listener. */
  async #oneByOne(tx: Tx, listener: Listener, rows: EventRow[]): Promise<void> {
    for (const row of rows) {
      try {
        await tx.savepoint(() => listener.handle(tx, [row]))
      } catch (error) {
        tx.kernel.log.error(
          { room: listener.room, event: row.name, id: row.id, error: errorText(error) },
          'a listener failed',
        )
        tx.job(
          retryListener,
          { room: listener.room, event: { ...row, at: row.at.toISOString() } },
          // One after the other: each waits for its turn with a connection in its hand.
          { key: `events.retry:${listener.room}:${row.id}`, queue: `events.retry:${tx.workspaceId}` },
        )
      }
    }
  }

  /**
   * The retry job's work: the same listeners of that room, with that event. No batch is handled meanwhile, as listeners rely
   * on. What came in that time found the lock taken: the caller has it handled, not this job, which would begin anew with
   * whatever fails of it.
   */
  async retry(workspaceId: number, payload: Retry): Promise<void> {
    const event: EventOf<unknown> = { ...payload.event, at: new Date(payload.event.at) }
    await this.#database.in(workspaceId).tx(async (tx) => {
      await awaitDispatch(tx)
      for (const listener of this.#listeners) {
        if (listener.room === payload.room && listener.events.includes(event.name))
          await listener.handle(tx, [event])
      }
    })
  }
}
