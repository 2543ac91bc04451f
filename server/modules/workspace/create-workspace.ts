import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { insertWorkspace } from './queries.ts'

/** `Area/Place`, or UTC. Short names are no such: PostgreSQL takes BST for London, ICU for Dhaka, and PRT for nothing. */
const PLACE = /^(?:UTC|[A-Z][\w+-]*(?:\/[\w+-]+){1,2})$/i

/** True for an IANA time zone that this machine knows, by a name that means the same to the database. */
export const isTimeZone = (name: string): boolean => {
  if (!PLACE.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format()
    return true
  } catch {
    return false
  }
}

/**
 * Makes a workspace; gives its id. In a transaction bound to a reserved id it gets that id, so that its first rows can
 * be written in the same transaction. Throws `invalid` for an unknown time zone.
 */
export const createWorkspace = async (
  tx: Tx,
  input: { name: string; language: 'ja' | 'en'; timeZone: string },
): Promise<number> => {
  demandTimeZone(input.timeZone)
  return insertWorkspace(tx, input)
}

/** Throws `invalid` unless the time zone is known. */
export const demandTimeZone = (name: string): void => {
  if (!isTimeZone(name))
    throw invalid('workspace.time-zone', `“${name}” is no known time zone. Use a name like Asia/Tokyo.`)
}
