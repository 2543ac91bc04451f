import { invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'

/** Where a page goes on: a moment to the microsecond, and the id of what stands there. */
export interface Place {
  place: string
  id: string
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

/** The place that a cursor names. */
export const readPlace = (cursor: string | undefined): Place | undefined => {
  if (cursor === undefined) return undefined
  const [place = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const isMoment = MOMENT.test(place) && !Number.isNaN(Date.parse(place.replace(/\d{3}Z$/, 'Z')))
  if (more.length > 0 || !isMoment || !isId(id))
    throw invalid('teamwork.cursor', 'This cursor does not belong to this list. Start from the first page.')
  return { place, id }
}

/** The cursor behind a row. */
export const writePlace = (row: Place | undefined): string | null =>
  row ? Buffer.from(`${row.place} ${row.id}`).toString('base64url') : null
