import { v7 } from 'uuid'

/** A new UUIDv7: sorts by the millisecond it was made in, so newest-first lists and indexes stay local. */
export const newId = (): string => v7()

/** An id as it would have been made at that moment: for histories that are brought in. */
export const idAt = (moment: Date): string => v7({ msecs: moment.getTime() })

let made = 0

/** An id as it would have been made at that moment, behind all those that were asked for here before: for what keeps its order. */
export const nextIdAt = (moment: Date): string => {
  made = (made + 1) % 2 ** 31
  return v7({ msecs: moment.getTime(), seq: made })
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for any UUID in its usual spelling; anything else would make PostgreSQL refuse the whole statement. */
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

/** Sorts before every id, and after every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000'
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Stands for "no team" and "nobody" in keys that cannot hold null. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'
