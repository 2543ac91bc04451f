/** A kind of background job. Its handler stands in the room's wiring. */
export interface JobType<Payload extends object> {
  readonly name: string
  readonly maxAttempts: number
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
  options: { maxAttempts?: number } = {},
): JobType<Payload> => ({
  name,
  maxAttempts: options.maxAttempts ?? 12,
})
