import type { WatchRow } from './queries/watch.ts'

/** What people should look at although the connection works. */
export type Warning = 'lagging' | 'silent' | 'expiring' | 'gaps'

/** A message that has waited longer at its provider is late. */
const LATE_MS = 15 * 60_000
/** Before a permission ends, so that there is time to renew it. */
const ENDS_SOON_MS = 14 * 86_400_000

/** What is to be said of an inbox beyond its connection. */
export const warningsOf = (
  watch: Pick<WatchRow, 'oldestAt' | 'silentSince' | 'accessEndsAt'> | undefined,
  gaps: number,
  now: Date,
): Warning[] => [
  ...(watch?.oldestAt && now.getTime() - watch.oldestAt.getTime() > LATE_MS ? (['lagging'] as const) : []),
  ...(watch?.silentSince ? (['silent'] as const) : []),
  ...(watch?.accessEndsAt && watch.accessEndsAt.getTime() - now.getTime() < ENDS_SOON_MS
    ? (['expiring'] as const)
    : []),
  ...(gaps > 0 ? (['gaps'] as const) : []),
]
