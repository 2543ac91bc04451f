import type { Caller } from '../kernel/caller.ts'
import { errorText } from '../kernel/errors.ts'
import type { LiveHub, Screen } from '../kernel/live/index.ts'
import type { Log } from '../kernel/log.ts'
import type { Standing } from '../modules/access/index.ts'

const EVERY_MS = 60_000

/** Checking of screens, until it is stopped. */
export interface ScreenCheck {
  /** Looks at every screen now; or once more after the look that is under way. */
  look(): Promise<void>
  stop(): void
}

/** Remembers with the connection how its caller stands; what `connect` of a live address hands over as `data`. */
const standingOf = (screen: Screen): Standing | undefined =>
  screen.caller && (screen.memory.get('data') as Standing | undefined)

/**
 * Looks every minute whether those at the screens may still see what they see, since word of a change may be lost
 * between processes. Each credential is read once, one after the other, however many screens came with it.
 */
export const checkScreens = (hub: Pick<LiveHub, 'screens'>, log: Log): ScreenCheck => {
  const check = async (): Promise<void> => {
    for (const [standing, screens] of byCredential(hub.screens())) {
      const now = await standing.again()
      for (const screen of screens) {
        if (!now) screen.socket.close(4001, 'signed out')
        else if (!sameRights(screen.caller, now)) screen.socket.close(4001, 'sight changed')
      }
    }
  }
  let under: Promise<void> = Promise.resolve()
  const look = (): Promise<void> => {
    under = under
      .then(check)
      .catch((error: unknown) => log.warn({ error: errorText(error) }, 'screens could not be checked'))
    return under
  }
  const timer = setInterval(() => look().catch(() => undefined), EVERY_MS)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}

/** Screens by what they came with; one of the standings speaks for all with the same credential. */
const byCredential = (screens: Iterable<Screen>): Iterable<[Standing, Screen[]]> => {
  const found = new Map<string, [Standing, Screen[]]>()
  for (const screen of screens) {
    const standing = standingOf(screen)
    const id = standing?.caller.credentialId
    if (!standing || id === undefined) continue
    const known = found.get(id)
    if (known) known[1].push(screen)
    else found.set(id, [standing, [screen]])
  }
  return found.values()
}

const sameRights = (before: Caller | undefined, now: Caller): boolean =>
  before?.role === now.role &&
  sameSet(before.permissions, now.permissions) &&
  sameSight(before.sight, now.sight)

const sameSight = (before: Caller['sight'], now: Caller['sight']): boolean =>
  before === 'all' || now === 'all' ? before === now : sameSet(before, now)

const sameSet = (before: ReadonlySet<string>, now: ReadonlySet<string>): boolean =>
  before.size === now.size && [...before].every((one) => now.has(one))
