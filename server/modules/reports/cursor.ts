import { invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { After, Sort } from './queries/behind.ts'

/** The opaque text that clients hand back to go on. */
export const writeCursor = (sort: Sort, { place, id }: After): string =>
  Buffer.from(`${sort} ${place} ${id}`).toString('base64url')

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?=\d{3}Z$)/

// Real moments only: PostgreSQL refuses the 30th of February where a Date moves on to March.
const isMoment = (text: string): boolean => {
  const [millis] = MOMENT.exec(text) ?? []
  if (millis === undefined) return false
  const date = new Date(`${millis}Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString() === `${millis}Z`
}

const isNumber = (text: string): boolean => /^\d{1,20}(\.\d{1,20})?$/.test(text)

/** Where a cursor of this order goes on; undefined without one. Throws `invalid` for anything else. */
export const readCursor = (sort: Sort, cursor: string | undefined): After | undefined => {
  if (cursor === undefined) return undefined
  const [given, place = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const sound = sort === 'newest' ? isMoment(place) : isNumber(place)
  if (given !== sort || more.length > 0 || !sound || !isId(id))
    throw invalid('reports.cursor', 'This cursor does not belong to this list. Start from the first page.')
  return { place, id }
}
