/** Checks an address that a person typed, without calling it. */
export { findTarget } from './find-target.ts'
/** Why a request came to nothing: refused by us, or not answered. */
export { HttpRefused, HttpUnreachable, type Sentence } from './errors.ts'
/** Asks an address that people typed, guarded against private networks, rebinding, slowness and size. */
export { safeFetch, type SafeRequest, type SafeResponse } from './safe-fetch.ts'
