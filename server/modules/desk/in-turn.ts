import type { Db } from '../../kernel/db/index.ts'

const last = new WeakMap<Db, Promise<unknown>>()

/**
 * Runs reads of a workspace one after the other. Pushed numbers carry no version: if an earlier read were shown after
 * a later one, screens would keep the older number.
 */
export const inTurn = <T>(db: Db, read: () => Promise<T>): Promise<T> => {
  const turn = (last.get(db) ?? Promise.resolve()).then(read, read)
  last.set(db, turn)
  return turn
}
