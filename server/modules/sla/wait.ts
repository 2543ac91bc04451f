/** What is promised: an answer to a customer's first message, to a later one, or that everything is settled. */
export type Promised = 'first' | 'next' | 'resolve'

/** Time that counts, from one moment to another; null: it goes on. */
export interface Stretch {
  from: Date
  to: Date | null
}

/** A time that somebody waits for us. */
export interface Wait {
  promise: Promised
  /** The message with which it began. */
  messageId: string
  startedAt: Date
  endedAt: Date | null
  stretches: Stretch[]
}

const later = (one: Date, other: Date): Date => (one > other ? one : other)

/** Somebody begins to wait. */
export const begin = (promise: Promised, messageId: string, at: Date): Wait => ({
  promise,
  messageId,
  startedAt: at,
  endedAt: null,
  stretches: [{ from: at, to: null }],
})

/** Nothing counts from then on. */
export const pause = (wait: Wait, at: Date): void => {
  const last = wait.stretches.at(-1)
  if (last && last.to === null) last.to = later(last.from, at)
}

/** Time counts again. */
export const resume = (wait: Wait, at: Date): void => {
  const last = wait.stretches.at(-1)
  if (last?.to) wait.stretches.push({ from: later(last.to, at), to: null })
}

/** The wait is over. */
export const end = (wait: Wait, at: Date): void => {
  pause(wait, at)
  wait.endedAt = later(wait.startedAt, at)
}

/** A wait as if it had begun at a moment, unless it began later. */
export const beginningAt = (wait: Wait, at: Date): Wait =>
  at <= wait.startedAt
    ? wait
    : {
        ...wait,
        startedAt: at,
        stretches: wait.stretches
          .filter(({ to }) => to === null || to > at)
          .map((one) => ({ ...one, from: later(one.from, at) })),
      }
