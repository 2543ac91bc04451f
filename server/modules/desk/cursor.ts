import { invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { Filter } from './contract.ts'

/** A place in an ordered list: PostgreSQL's moment to the microsecond, which a Date would cut, and the row's id. */
export interface Place {
  at: string
  id: string
}

/** `s` is the search, `timeline` a customer's; the others are the orders of lists. A place means nothing in another order. */
export type CursorKind = Filter['sort'] | 's' | 'timeline'

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?=\d{3}Z$)/

/** The opaque text that clients hand back to go on. */
export const writeCursor = (kind: CursorKind, place: Place): string =>
  Buffer.from(`${kind} ${place.at} ${place.id}`).toString('base64url')

/** The place in a cursor of this kind; undefined without a cursor. Throws `invalid` for anything else. */
export const readCursor = (kind: CursorKind, cursor: string | undefined): Place | undefined => {
  if (cursor === undefined) return undefined
  const [given, at = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (given !== kind || more.length > 0 || !isMoment(at) || !isId(id)) {
    throw invalid('desk.cursor', 'This cursor does not belong to this list. Start from the first page.')
  }
  return { at, id }
}

/** True for real moments only: PostgreSQL refuses the 30th of February where a Date moves on to March. */
const isMoment = (text: string): boolean => {
  const [millis] = MOMENT.exec(text) ?? []
  if (millis === undefined) return false
  const date = new Date(`${millis}Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString() === `${millis}Z`
}
