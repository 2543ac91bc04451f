/** Ways that lead out of the app. */
export const OUTWARD = ['push', 'mail'] as const
export type Outward = (typeof OUTWARD)[number]

/** What is known of something that is to be sent. */
export interface Asked {
  way: Outward
  /** May sign in, and sees what it is about. */
  mayKnow: boolean
  /** They have read it in the app. */
  read: boolean
  /** How often it was put off since they were looking. */
  deferred: number
}

/** What is known of whoever it is for. */
export interface Whom {
  /** There is a device, or a way for mail to leave. */
  ready: boolean
  looking: boolean
  /** Mail comes together at a time of its own. */
  digest: boolean
  quietUntil: Date | null
  /** When the last one left. */
  lastAt: Date | null
  /** How many left within the last hour, and since when. */
  hourly: number
  firstInHour: Date | null
}

/** Why it was not sent, or not yet. */
export type Reason = 'not-allowed' | 'read' | 'not-ready' | 'quiet' | 'looking' | 'rate'

/** What is to be done with it now. */
export type Decision =
  | { do: 'send' }
  | { do: 'skip'; reason: Reason }
  | { do: 'wait'; reason: Reason; until: Date }

/** Who looks at the app sees it there; it is put off, and sent where they have gone without reading it. */
const LOOK_MS = 3 * 60_000
const MOST_DEFERRED = 2
/** Two of a way leave no closer together, and no more in an hour: what comes meanwhile comes together. */
const LIMITS: Record<Outward, { gapMs: number; hourly: number }> = {
  push: { gapMs: 10_000, hourly: 60 },
  mail: { gapMs: 5 * 60_000, hourly: 10 },
}
const HOUR_MS = 3_600_000

/** Whether something is sent now, later or never, and why. */
export const decide = (asked: Asked, whom: Whom, now: Date): Decision => {
  const { way, mayKnow, read, deferred } = asked
  if (!mayKnow) return { do: 'skip', reason: 'not-allowed' }
  if (read) return { do: 'skip', reason: 'read' }
  if (!whom.ready) return { do: 'skip', reason: 'not-ready' }
  if (whom.quietUntil !== null) return { do: 'wait', reason: 'quiet', until: whom.quietUntil }
  if (whom.looking && !whom.digest)
    return deferred >= MOST_DEFERRED
      ? { do: 'skip', reason: 'looking' }
      : { do: 'wait', reason: 'looking', until: new Date(now.getTime() + LOOK_MS) }
  const { gapMs, hourly } = LIMITS[way]
  const free = Math.max(
    whom.lastAt ? whom.lastAt.getTime() + gapMs : 0,
    whom.hourly >= hourly && whom.firstInHour ? whom.firstInHour.getTime() + HOUR_MS : 0,
  )
  return free > now.getTime() ? { do: 'wait', reason: 'rate', until: new Date(free) } : { do: 'send' }
}

/** Milliseconds after so many attempts until the next one; undefined when it is given up. */
export const retryAfterMs = (tries: number, wishedSeconds: number): number | undefined => {
  const wait = [30_000, 2 * 60_000, 10 * 60_000, 30 * 60_000][tries - 1]
  return wait === undefined ? undefined : Math.max(wait, Math.min(wishedSeconds, 3600) * 1000)
}
