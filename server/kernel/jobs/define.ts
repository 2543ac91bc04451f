/** A kind of background job. Its handler stands in the room's wiring. */
export interface JobType<Payload extends object> {
  readonly name: string
  readonly maxAttempts: number
  /** Begun once more each hour after its attempts are used up: nobody else does what it is to do. Needs a key. */
  readonly untilDone: boolean
  /** Only for the type checker. */
  readonly payload?: Payload
}

/** When a job runs, and under which key it is unique while it waits. */
export interface JobOptions {
  /** At a moment that somebody chose. */
  runAt?: Date
  /** So many milliseconds from now, by the database's clock: a clock of ours that is wrong delays nothing. */
  afterMs?: number
  /** A waiting job with the same key is replaced. */
  key?: string
  /** Jobs of one queue run one after the other. */
  queue?: string
}

/** Declares a kind of job, `room.verb`. */
export const defineJob = <Payload extends object>(
  name: string,
  options: { maxAttempts?: number; untilDone?: boolean } = {},
): JobType<Payload> => ({
  name,
  maxAttempts: options.maxAttempts ?? 12,
  untilDone: options.untilDone ?? false,
})
