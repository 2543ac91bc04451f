import { AsyncLocalStorage } from 'node:async_hooks'

const causes = new AsyncLocalStorage<readonly string[]>()

/**
 * Runs work of which whatever it announces bears what led to it: a chain of ids, the first one first. It follows the work and not the
 * transaction, in which others may be at work at the same time.
 */
export const because = <T>(chain: readonly string[], work: () => Promise<T>): Promise<T> =>
  causes.run(chain, work)

/** What led to what is announced now; none for what people do. */
export const causesNow = (): readonly string[] => causes.getStore() ?? []

/** What led to an announcement. */
export const causesOf = (payload: unknown): readonly string[] =>
  (payload as { because?: readonly string[] }).because ?? []
