import { useMemo, useState } from 'react'
import type { Conversation } from '../../../api/types.ts'
import { type HeldList, holdOrder } from './stable-order.ts'

const idsOf = (rows: readonly Conversation[]) => rows.map((row) => row.id)
const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, place) => id === b[place])

/** Rows as they are shown: while `holding`, their order stands still and news is only counted. */
export function useHeldRows(rows: readonly Conversation[], holding: boolean): HeldList {
  const [shown, setShown] = useState(() => idsOf(rows))
  const held = useMemo(() => {
    const kept = holding ? holdOrder(shown, rows) : undefined
    return kept && kept.rows.length > 0 ? kept : { rows: [...rows], news: 0 }
  }, [rows, holding, shown])
  const now = idsOf(held.rows)
  // What is shown now is what the next push must leave in place.
  if (!same(shown, now)) setShown(now)
  return held
}
