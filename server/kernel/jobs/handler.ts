import type { WorkspaceDb } from '../db/handles.ts'
import type { Log } from '../log.ts'
import type { JobType } from './define.ts'

/** What a handler gets beside its payload. */
export interface JobContext {
  db: WorkspaceDb
  log: Log
  /** 1 for the first attempt. */
  attempt: number
  lastAttempt: boolean
  /**
   * Aborted when the process stops: hand the work back by throwing. Aborted from the beginning, in one attempt more than
   * there should be, when a process was killed in the last one: what takes long throws and says that it failed.
   */
  signal: AbortSignal
}

/** A job type with what it does. */
export interface JobHandler {
  readonly name: string
  /** As its type says. */
  readonly untilDone: boolean
  run(payload: never, context: JobContext): Promise<void>
}

/** Binds a job type to its handler. */
export const handles = <Payload extends object>(
  type: JobType<Payload>,
  run: (payload: Payload, context: JobContext) => Promise<void>,
): JobHandler => ({ name: type.name, untilDone: type.untilDone, run: run as JobHandler['run'] })

/** Work that comes back by the clock, in every workspace. */
export interface Recurring {
  readonly name: string
  /** Five-field cron expression, UTC. */
  readonly cron: string
  run(context: JobContext): Promise<void>
}
