import type { WorkspaceDb } from '../db/handles.ts'
import type { Log } from '../log.ts'

/** A kind of background job. Its handler stands in the room's wiring. */
export interface JobType<Payload extends object> {
  readonly name: string
  readonly maxAttempts: number
  /** Only for the type checker. */
  readonly payload?: Payload
}

/** When a job runs, and under which key it is unique while it waits. */
export interface JobOptions {
  runAt?: Date
  /** A waiting job with the same key is replaced. */
  key?: string
  /** Jobs of one queue run one after the other. */
  queue?: string
}

/** What a handler gets beside its payload. */
export interface JobContext {
  db: WorkspaceDb
  log: Log
  /** 1 for the first attempt. */
  attempt: number
  lastAttempt: boolean
  /** Aborted when the process stops: hand the work back by throwing. */
  signal: AbortSignal
}

/** A job type with what it does. */
export interface JobHandler {
  readonly name: string
  run(payload: never, context: JobContext): Promise<void>
}

/** Declares a kind of job, `room.verb`. */
export const defineJob = <Payload extends object>(
  name: string,
  options: { maxAttempts?: number } = {},
): JobType<Payload> => ({
  name,
  maxAttempts: options.maxAttempts ?? 12,
})

/** Binds a job type to its handler. */
export const handles = <Payload extends object>(
  type: JobType<Payload>,
  run: (payload: Payload, context: JobContext) => Promise<void>,
): JobHandler => ({ name: type.name, run: run as JobHandler['run'] })

/** Work that comes back by the clock, in every workspace. */
export interface Recurring {
  readonly name: string
  /** Five-field cron expression, UTC. */
  readonly cron: string
  run(context: JobContext): Promise<void>
}
