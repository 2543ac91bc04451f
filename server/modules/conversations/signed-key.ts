/** Beginning of thread keys that a channel gives only after it has checked our own signature: `conversation:<id>`. */
export const SIGNED_KEY = 'conversation:'
/** Beginning of thread keys for a number that stands in a subject: `reference:1042`. */
export const REFERENCE_KEY = 'reference:'

/** True for a key that no text of others may become. */
export const isReserved = (key: string): boolean =>
  key.startsWith(SIGNED_KEY) || key.startsWith(REFERENCE_KEY)
