import { asAppError } from '../errors.ts'

/**
 * SQLSTATE classes that speak of the server and not of what it was asked: connection, a transaction that can't go on
 * (25: a server that only reads, 26: a connection that lost its statements), roll-back after a deadlock, resources, locks, an operator, its own system.
 * 25P02 is none of them: a statement before failed, and why is not known.
 */
const AWAY = /^(?:08|25(?!P02)|26|40|53|55|57|58)/
/** What the driver says without any code. */
const LOST = /connection|not queryable|terminated|timeout exceeded|after calling end/i

/** True when the database is away or too busy: nothing is wrong with what was to be stored, and it waits. */
export const isAway = (error: unknown): boolean => {
  if (!(error instanceof Error) || asAppError(error)) return false
  const { code, severity } = error as { code?: unknown; severity?: unknown }
  if (typeof code !== 'string') return error.name === 'Error' && LOST.test(error.message)
  if (severity !== undefined) return AWAY.test(code)
  // The system's own: ECONNRESET, EPIPE. Node's are called ERR_….
  return /^E[A-Z]+(?:_AGAIN)?$/.test(code)
}
