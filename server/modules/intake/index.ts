import type { Db } from '../../kernel/db/index.ts'
import { messageSource } from './queries.ts'

/** Makes the function that keeps raw arrivals durably before anything is acknowledged. */
export { createAccept, type Accept } from './accept-arrival.ts'
/** Understands and stores everything that waits in a workspace. */
export { processArrivals } from './process-arrivals.ts'
/** The mail that a message came as; undefined where it came otherwise, or its bytes were let go. */
export const mailAsItCame = async (db: Db, messageId: string): Promise<Buffer | undefined> => {
  const raw = (await messageSource(db, messageId))?.raw
  return raw && raw.length > 0 ? raw : undefined
}
/** Waits until whatever is being taken in is written. */
export { afterIntake } from './queries/erase.ts'
/** True while arrivals wait in the workspace. */
export { anyWaiting } from './queries.ts'
/** What the product offers to channel islands. */
export { createChannelHost, type HostServices } from './channel-host.ts'
