/** Beginning of thread keys that a channel gives only after it has checked our own signature: `conversation:<id>`. */
export const SIGNED_KEY = 'conversation:'
