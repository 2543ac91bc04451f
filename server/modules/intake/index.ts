/** Makes the function that keeps raw arrivals durably before anything is acknowledged. */
export { createAccept, type Accept } from './accept-arrival.ts'
/** Understands and stores everything that waits in a workspace. */
export { processArrivals } from './process-arrivals.ts'
/** True while arrivals wait in the workspace. */
export { anyWaiting } from './queries.ts'
/** What the product offers to channel islands. */
export { createChannelHost, type HostServices } from './channel-host.ts'
